import type { Invoice } from '../documents/invoice.ts';
import type { Supplier } from './directory.ts';
import { explainAskedAccounts } from './explain-account.ts';
import { type Cite, type Section, type Statement, same, type Words } from './explanation.ts';
import { dayInWords, quoted } from './in-words.ts';

/** How a document that is not paid, or not yet, says that it wants to be settled. */
export function explainDemand(invoice: Invoice, supplier: Supplier | null, cite: Cite): Section {
  const references = [...new Set(invoice.paymentMeans.flatMap((means) => means.references))];
  return {
    title: { en: 'What it asks', nl: 'Wat het vraagt' },
    statements: [
      ...codesOf(invoice).map((code): Statement => {
        const words = meansInWords(code);
        return {
          label: { en: 'Means', nl: 'Betaalwijze' },
          text: { en: `${words.en} (${code})`, nl: `${words.nl} (${code})` },
          sources: cite('BT-81'),
        };
      }),
      ...explainAskedAccounts(invoice, supplier, cite),
      ...invoice.dueDates.map(
        (due): Statement => ({
          label: { en: 'Due', nl: 'Vervalt' },
          text: dayInWords(due),
          sources: cite('BT-9'),
        }),
      ),
      ...references.map(
        (reference): Statement => ({
          label: { en: 'Reference', nl: 'Kenmerk' },
          text: same(quoted(reference)),
          sources: cite('BT-83'),
        }),
      ),
    ],
  };
}

const codesOf = ({ paymentMeans }: Invoice): string[] => [
  ...new Set(paymentMeans.flatMap(({ code }) => (code === null ? [] : [quoted(code)]))),
];

const transfer: Words = { en: 'transfer', nl: 'overschrijving' };
const debit: Words = { en: 'direct debit', nl: 'automatische incasso' };
const card: Words = { en: 'card', nl: 'kaart' };
const cash: Words = { en: 'cash', nl: 'contant' };

/** The means codes that invoices mostly use, UNCL 4461 and FatturaPA (documents.md 6.3, 8.2). */
const means: Readonly<Record<string, Words>> = {
  '30': transfer,
  '58': transfer,
  '31': transfer,
  '42': transfer,
  MP05: transfer,
  '49': debit,
  '59': debit,
  MP19: debit,
  MP20: debit,
  MP21: debit,
  '48': card,
  '54': card,
  '55': card,
  MP08: card,
  '10': cash,
  MP01: cash,
  '57': { en: 'a standing agreement', nl: 'een vaste afspraak' },
  '97': { en: 'clearing between partners', nl: 'verrekening tussen partners' },
  '1': { en: 'not said', nl: 'niet vermeld' },
  ZZZ: { en: 'as agreed', nl: 'zoals afgesproken' },
  MP12: { en: 'a bill of the bank (RiBa)', nl: 'een wissel van de bank (RiBa)' },
};

const meansInWords = (code: string): Words =>
  (Object.hasOwn(means, code) ? means[code] : undefined) ?? {
    en: 'another means',
    nl: 'een andere betaalwijze',
  };
