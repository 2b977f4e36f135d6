import type { Invoice } from '../documents/invoice.ts';
import type { ChosenAccount } from './choose-account.ts';
import { sepaText, trimSlashes } from './sepa-text.ts';
import { belgianReference, creditorReference, dutchReference } from './structured-reference.ts';

const longest = 140; // of the ERP and of a SEPA transfer alike

/**
 * What the supplier recognises the payment by (documents.md 10): a valid structured reference of the account's
 * country alone and in its canonical form, else the text of BT-83 in SEPA characters, else the invoice number.
 * At most 140 characters; a longer text is cut, never the invoice number. Empty when no character survives.
 */
export function remittanceReference(invoice: Invoice, { iban, means }: ChosenAccount): string {
  const references = [...new Set(means.flatMap((one) => one.references))];
  const [only, second] = references;
  const structured = only !== undefined && second === undefined ? structuredReference(only, iban) : undefined;
  return structured ?? withinLimit(sepaText(references.join(' ')), sepaText(invoice.number ?? ''));
}

function structuredReference(text: string, iban: string): string | undefined {
  const country = iban.slice(0, 2);
  if (country === 'BE') return belgianReference(text) ?? creditorReference(text);
  if (country === 'NL') return dutchReference(text) ?? creditorReference(text);
  return creditorReference(text);
}

function withinLimit(text: string, number: string): string {
  if (number.length > longest) return ''; // cutting the number would hide what is paid
  if (text === '') return number;
  if (text.length <= longest) return text;
  const head = trimSlashes(text.slice(0, longest));
  return head.includes(number) ? head : trimSlashes(trimSlashes(`${number} ${text}`).slice(0, longest));
}
