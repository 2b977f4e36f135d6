import type { Invoice } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import type { ChosenAccount } from './choose-account.ts';
import { sepaText, trimSlashes } from './sepa-text.ts';
import { belgianReference, creditorReference, dutchReference } from './structured-reference.ts';

const longest = 140; // of the ERP and of a SEPA transfer alike

/** How the supplier will recognise the payment. */
export type ReferenceKind = 'creditor-reference' | 'ogm' | 'betalingskenmerk' | 'text' | 'invoice-number';

export interface RemittanceReference {
  /** At most 140 SEPA characters; empty when no character of the document survives. */
  readonly text: string;
  readonly kind: ReferenceKind;
  /** REMITTANCE_CUT when a part of BT-83 had to be left out. */
  readonly findings: readonly Finding[];
}

/**
 * What the supplier recognises the payment by (documents.md 10): a valid structured reference of the account's
 * country alone and in its canonical form, else the text of BT-83 in SEPA characters, else the invoice number.
 * A text of more than 140 characters is cut and that is told; the invoice number is never cut.
 */
export function remittanceReference(
  { number }: Pick<Invoice, 'number'>,
  { iban, references }: Pick<ChosenAccount, 'iban' | 'references'>,
): RemittanceReference {
  const [only, second] = references;
  const structured = only !== undefined && second === undefined ? structuredReference(only, iban) : undefined;
  return structured ?? unstructuredReference(references.join(' '), sepaText(number ?? ''));
}

function structuredReference(text: string, iban: string): RemittanceReference | undefined {
  const country = iban.slice(0, 2);
  const ogm = country === 'BE' ? belgianReference(text) : undefined;
  if (ogm !== undefined) return { text: ogm, kind: 'ogm', findings: [] };
  const betalingskenmerk = country === 'NL' ? dutchReference(text) : undefined;
  if (betalingskenmerk !== undefined) {
    return { text: betalingskenmerk, kind: 'betalingskenmerk', findings: [] };
  }
  const creditor = creditorReference(text);
  return creditor === undefined ? undefined : { text: creditor, kind: 'creditor-reference', findings: [] };
}

function unstructuredReference(reference: string, number: string): RemittanceReference {
  const text = sepaText(reference);
  if (text === '') {
    const findings = reference === '' ? [] : [cannotBeCarried(reference)];
    // Cutting the number would hide what is paid.
    return { text: number.length > longest ? '' : number, kind: 'invoice-number', findings };
  }
  if (text.length <= longest) return { text, kind: 'text', findings: [] };
  return { text: cut(text, number), kind: 'text', findings: [isTooLong(reference)] };
}

function cut(text: string, number: string): string {
  if (number.length > longest) return '';
  const head = trimSlashes(text.slice(0, longest));
  return head.includes(number) ? head : trimSlashes(trimSlashes(`${number} ${text}`).slice(0, longest));
}

const isTooLong = (value: string): Finding =>
  finding('REMITTANCE_CUT', {
    value,
    message: `The payment reference has more than the ${longest} characters that a transfer carries; it is cut, and the invoice number is kept.`,
    nl: `Het betalingskenmerk telt meer dan de ${longest} tekens die in een overboeking passen; het is ingekort, met behoud van het factuurnummer.`,
  });

const cannotBeCarried = (value: string): Finding =>
  finding('REMITTANCE_CUT', {
    value,
    message: 'The payment reference has no character that a transfer can carry; the invoice number is sent.',
    nl: 'Het betalingskenmerk heeft geen enkel teken dat in een overboeking past; het factuurnummer gaat mee.',
  });
