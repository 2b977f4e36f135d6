import * as fc from 'fast-check';
import type {
  AllowanceOrCharge,
  Invoice,
  InvoiceLine,
  Party,
  PaymentMeans,
} from '../../lib/documents/invoice.ts';
import { type IsoDate, parseIsoDate } from '../../lib/documents/iso-date.ts';
import { add, decimal, divide, multiply, round, sum } from '../../lib/money/decimal.ts';
import { cents, decimals } from './random-amounts.ts';
import { attributeTexts, optional, texts } from './random-text.ts';
import { extras, signed, totalsOf, vatRates } from './random-totals.ts';

const vat = fc.constantFrom(...vatRates);

const days: fc.Arbitrary<IsoDate> = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => parseIsoDate(date.toISOString().slice(0, 10)) ?? fail());

function fail(): never {
  throw new Error('a date of the calendar is no date');
}

const identifiers = (scheme: string | null) => fc.record({ scheme: fc.constant(scheme), value: texts });
const endpoints = fc.constantFrom('0106', '0088', 'EM').chain(identifiers);

const parties: fc.Arbitrary<Party> = fc.record({
  name: optional(texts),
  tradingName: optional(texts),
  // In CII those without a scheme have an element of their own and are read first.
  identifiers: fc
    .tuple(fc.array(identifiers(null), { maxLength: 2 }), fc.array(identifiers('0088'), { maxLength: 2 }))
    .map((both) => both.flat()),
  legalId: optional(fc.oneof(identifiers(null), identifiers('0106'))),
  vatId: optional(texts),
  taxRegistrations: fc.array(texts, { maxLength: 1 }),
  endpoint: optional(endpoints),
  country: optional(fc.constantFrom('NL', 'DE', 'FR')),
});

const payees: fc.Arbitrary<Party> = fc.record({
  name: texts,
  tradingName: fc.constant(null),
  identifiers: fc.array(identifiers('0088'), { maxLength: 2 }),
  legalId: optional(identifiers('0106')),
  vatId: fc.constant(null),
  taxRegistrations: fc.constant([]),
  endpoint: fc.constant(null),
  country: fc.constant(null),
});

/** Transfers or direct debits, with one payment reference and one mandate for all, as CII has them. */
const paymentMeans: fc.Arbitrary<readonly PaymentMeans[]> = fc
  .record({ reference: optional(texts), mandate: optional(texts) })
  .chain(({ reference, mandate }) =>
    fc.array(
      fc.record({
        id: fc.constant(null),
        code: mandate === null ? fc.constantFrom('30', '58') : fc.constantFrom('49', '59'),
        text: optional(attributeTexts),
        references: fc.constant(reference === null ? [] : [reference]),
        account: optional(fc.record({ id: texts, name: optional(texts), bic: optional(texts) })),
        card: optional(texts),
        mandate: fc.constant(mandate),
        payerAccount: optional(texts),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  );

const allowances: fc.Arbitrary<AllowanceOrCharge> = fc
  .record({
    isCharge: fc.boolean(),
    isFreight: fc.constant(false),
    amount: cents(0n, 500n),
    reasonCode: optional(fc.constantFrom('95', 'FC')),
    reason: optional(texts),
    vat,
  })
  .map(({ vat: { vatCategory, vatRate }, ...row }) => ({ ...row, vatCategory, vatRate }));

/** Those of a line have no VAT of their own. */
const lineAllowances = allowances.map((row) => ({ ...row, vatCategory: null, vatRate: null }));

const lines: fc.Arbitrary<Omit<InvoiceLine, 'id'>> = fc
  .record({
    purpose: fc.constant('item' as const),
    quantity: decimals(1n, 99_999n, 3),
    unit: optional(fc.constantFrom('C62', 'HUR', 'KGM')),
    accountingReference: optional(texts),
    allowancesAndCharges: fc.array(lineAllowances, { maxLength: 2 }),
    price: decimals(0n, 9_999_999n, 4),
    baseQuantity: optional(fc.constantFrom(decimal('1'), decimal('100'), decimal('1000'))),
    vat,
    name: texts,
    description: optional(texts),
  })
  .map(({ vat: { vatCategory, vatRate }, ...line }) => ({
    ...line,
    vatCategory,
    vatRate,
    // Peppol R120.
    amount: round(
      add(
        divide(multiply(line.quantity, line.price), line.baseQuantity ?? decimal('1'), 2),
        sum(line.allowancesAndCharges.map(signed)),
      ),
      2,
    ),
  }));

const attachments = fc.record({
  id: optional(texts),
  fileName: optional(attributeTexts),
  mimeCode: optional(fc.constantFrom('application/pdf', 'text/csv')),
  size: fc.integer({ min: 1, max: 50 }).map((quads) => quads * 4),
});

/**
 * Invoices and credit notes in the terms that UBL and CII both have, with totals that hold to the cent, at most three
 * means with one reference, and names of awkward characters. `syntax` is for whoever writes them to set.
 */
export const invoices: fc.Arbitrary<Invoice> = fc
  .record({
    kind: fc.constantFrom('invoice' as const, 'credit-note' as const),
    process: optional(texts),
    number: texts,
    issueDate: days,
    dueDate: optional(days),
    references: fc.record({
      buyerReference: optional(texts),
      projectReference: optional(texts),
      contractReference: optional(texts),
      orderReference: optional(texts),
      accountingReference: optional(texts),
    }),
    notes: fc.array(texts, { maxLength: 2 }),
    precedingInvoices: fc.array(fc.record({ number: texts, issueDate: optional(days) }), { maxLength: 2 }),
    seller: parties,
    buyer: parties,
    payee: optional(payees),
    paymentMeans,
    terms: texts,
    allowancesAndCharges: fc.array(allowances, { maxLength: 3 }),
    lines: fc.array(lines, { minLength: 1, maxLength: 5 }),
    attachments: fc.array(attachments, { maxLength: 2 }),
    extras,
  })
  .map(({ references, terms, dueDate, extras: some, lines: bare, ...invoice }) => {
    const numbered = bare.map((line, index) => ({ id: String(index + 1), ...line }));
    return {
      ...invoice,
      ...references,
      ...totalsOf(numbered, invoice.allowancesAndCharges, some),
      syntax: 'cii',
      body: 1,
      profile: 'urn:cen.eu:en16931:2017',
      typeCode: invoice.kind === 'invoice' ? '380' : '381',
      currency: 'EUR',
      dueDates: dueDate === null ? [] : [dueDate],
      paymentTerms: [{ note: terms, paymentMeansId: null, amount: null, dueDate, discount: null }],
      payer: null,
      isIssuedByBuyer: false,
      isTest: false,
      isCopy: false,
      isTaxIncluded: false,
      withholdings: [],
      lines: numbered,
      uncountedLines: [],
      thirdPartyPayments: [],
      foreignCurrencies: [],
      unmapped: [],
      defects: [],
    };
  });
