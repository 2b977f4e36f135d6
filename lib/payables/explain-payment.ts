import type { Invoice } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import type { Organisation, Supplier } from './directory.ts';
import { explainAccount } from './explain-account.ts';
import { explainDate } from './explain-date.ts';
import { explainReference } from './explain-reference.ts';
import type { Cite, Section, Statement, Words } from './explanation.ts';
import { amountInWords } from './in-words.ts';
import type { Payment } from './payment.ts';
import { isFatturapa } from './profile.ts';
import { remittanceReference } from './remittance-reference.ts';

/** One transfer: how much, to whom, on which account, when, and by what the supplier recognises it, each with why. */
export function explainPayment(
  invoice: Invoice,
  payment: Payment,
  context: { organisation: Organisation | null; supplier: Supplier; today: IsoDate; parts: number },
  cite: Cite,
): Section {
  const { part, account, when, request } = payment;
  const date = explainDate(when, context, cite);
  const statements: (Statement | null)[] = [
    amountOf(payment, invoice, cite),
    ...explainAccount(
      invoice,
      request.beneficiary_bank_account,
      { account, supplier: context.supplier },
      cite,
    ),
    date,
    explainReference(remittanceReference(invoice, account), cite),
  ];
  return {
    title: titleOf(part, context.parts),
    statements: statements.filter((statement) => statement !== null),
  };
}

const titleOf = (part: number | null, parts: number): Words =>
  part === null
    ? { en: 'The payment', nl: 'De betaling' }
    : { en: `Payment ${part} of ${parts}`, nl: `Betaling ${part} van ${parts}` };

function amountOf({ part, amount }: Payment, invoice: Invoice, cite: Cite): Statement {
  const shown = amountInWords(amount, invoice.currency);
  const [en, nl] =
    part === null
      ? ['the whole amount due', 'het hele te betalen bedrag']
      : ['the part that the document names', 'het deel dat het document noemt'];
  return {
    label: { en: 'Amount', nl: 'Bedrag' },
    text: { en: `${shown.en}: ${en}`, nl: `${shown.nl}: ${nl}` },
    // Payment terms have one number for all that they say, so the table has no path of the amount alone.
    sources: part === null || isFatturapa(invoice) ? cite('BT-115') : [{ term: 'BT-20', path: null }],
  };
}
