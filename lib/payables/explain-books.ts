import type { Invoice } from '../documents/invoice.ts';
import { type Decimal, sum } from '../money/decimal.ts';
import type { Assessment } from './assess.ts';
import type { CodingRule } from './coding.ts';
import type { Organisation, Supplier } from './directory.ts';
import type { CodedLine } from './draft-line.ts';
import { type Cite, type Section, type Statement, same, type Words } from './explanation.ts';
import { amountInWords, ibanInWords } from './in-words.ts';
import { requestLines } from './request-lines.ts';

/**
 * What is ours alone: who of us pays, as whom the ERP knows the payee, from which account, under which number, and
 * on which account codes by which rule. Null when the document is nobody's that we know.
 */
export function explainBooks(
  invoice: Invoice,
  { outcome, organisation, supplier, payments }: Assessment,
  cite: Cite,
): Section | null {
  if (organisation === null) return null;
  const isToBePaid = outcome === 'PAY' || outcome === 'HOLD';
  return {
    title: { en: 'For our books', nl: 'Voor onze boekhouding' },
    statements: [
      {
        label: { en: 'Organisation', nl: 'Organisatie' },
        text: same(`${organisation.shortCode}, ${organisation.name}`),
        sources: [],
      },
      ...(supplier === null ? [] : [payeeOf(supplier)]),
      ...(payments.length === 0 ? [] : [ownAccountOf(organisation)]),
      ...payments.map(
        ({ request }): Statement => ({
          label: { en: 'Request', nl: 'Betaalverzoek' },
          text: same(request.external_request_id),
          sources: [],
        }),
      ),
      ...(supplier === null || !isToBePaid ? [] : codingOf(invoice, organisation, supplier, cite)),
    ],
  };
}

function payeeOf({ payeeType, number, site, name }: Supplier): Statement {
  const at = site === undefined ? '' : `, ${site}`;
  return {
    label: payeeType === 'PERSON' ? { en: 'Person', nl: 'Persoon' } : { en: 'Supplier', nl: 'Leverancier' },
    text: same(`${number}${at}, ${name}`),
    sources: [],
  };
}

function ownAccountOf({ ownAccount, settlement }: Organisation): Statement {
  const by =
    settlement === 'erp'
      ? { en: 'with a payment file of the ERP', nl: 'met een betaalbestand van het ERP' }
      : { en: 'at the bank, by whoever authorises it', nl: 'bij de bank, door wie het autoriseert' };
  return {
    label: { en: 'Paid from', nl: 'Betaald van' },
    text: { en: `${ibanInWords(ownAccount)}, ${by.en}`, nl: `${ibanInWords(ownAccount)}, ${by.nl}` },
    sources: [],
  };
}

/** `12 lines, 540.00 EUR: the supplier's code` for each account code and rule, in the order of the lines. */
function codingOf(invoice: Invoice, organisation: Organisation, supplier: Supplier, cite: Cite): Statement[] {
  const lines = requestLines(invoice, organisation, supplier).lines ?? [];
  const groups = Map.groupBy(lines, ({ coding }) => JSON.stringify([coding.code, coding.rule]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [statementOf(group, first, invoice.currency, cite)];
  });
}

function statementOf(
  group: readonly CodedLine[],
  { coding: { code, rule } }: CodedLine,
  currency: string | null,
  cite: Cite,
): Statement {
  const amount = amountInWords(sumOf(group), currency);
  const [en, nl] =
    group.length === 1 ? ['1 line', '1 regel'] : [`${group.length} lines`, `${group.length} regels`];
  return {
    label: same(code),
    text: { en: `${en}, ${amount.en}: ${rules[rule].en}`, nl: `${nl}, ${amount.nl}: ${rules[rule].nl}` },
    sources: cite(...(termsOf[rule] ?? [])),
  };
}

const sumOf = (lines: readonly CodedLine[]): Decimal => sum(lines.map(({ amount }) => amount));

const termsOf: Readonly<Partial<Record<CodingRule, readonly string[]>>> = {
  'line-reference': ['BT-133'],
  'invoice-reference': ['BT-19'],
  'vat-category': ['BT-151'],
};

const rules: Readonly<Record<CodingRule, Words>> = {
  'line-reference': { en: 'the accounting reference of the line', nl: 'de boekingsreferentie van de regel' },
  'invoice-reference': {
    en: 'the accounting reference of the invoice',
    nl: 'de boekingsreferentie van de factuur',
  },
  supplier: { en: "the supplier's code", nl: 'de rekening van de leverancier' },
  'vat-category': { en: 'the code of the VAT category', nl: 'de rekening van de btw-categorie' },
  default: { en: 'the usual code', nl: 'de gewone rekening' },
  tax: { en: 'the code for VAT', nl: 'de rekening voor btw' },
  freight: { en: 'the code for freight', nl: 'de rekening voor vracht' },
  discount: { en: 'the code for discounts', nl: 'de rekening voor kortingen' },
  prepaid: { en: 'the code for what was paid before', nl: 'de rekening voor wat eerder is betaald' },
  rounding: { en: 'the code for rounding', nl: 'de rekening voor afronding' },
  withheld: { en: 'the code for withheld tax', nl: 'de rekening voor ingehouden belasting' },
};
