import type {
  AllowanceOrCharge,
  Invoice,
  InvoiceLine,
  Party,
  PaymentMeans,
  PaymentTerms,
} from '../../lib/documents/invoice.ts';
import { type IsoDate, parseIsoDate } from '../../lib/documents/iso-date.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { type Assessment, type AssessmentInput, assess } from '../../lib/payables/assess.ts';
import {
  type Directory,
  type Organisation,
  organisationSchema,
  type Supplier,
  supplierSchema,
} from '../../lib/payables/directory.ts';
import type { PaymentRequest } from '../../lib/payables/payment-request.ts';

export function day(text: string): IsoDate {
  const parsed = parseIsoDate(text);
  if (parsed === undefined) throw new Error(`${text} is not a day`);
  return parsed;
}

export const testOrganisation = (changes: Partial<Organisation> = {}): Organisation =>
  organisationSchema.parse({
    shortCode: 'ACME',
    name: 'Acme Nederland B.V.',
    parties: ['NL:KVK:12345678'],
    ownAccount: 'NL91ABNA0417164300',
    coding: {
      default: '1000.400.00.000',
      tax: '1000.151.00.000',
      freight: '1000.460.00.000',
      discount: '1000.470.00.000',
      prepaid: '1000.130.00.000',
      rounding: '1000.499.00.000',
    },
    ...changes,
  });

export const testSupplier = (changes: Partial<Supplier> = {}): Supplier =>
  supplierSchema.parse({
    organisation: 'ACME',
    number: 'S-1001',
    site: 'MAIN',
    name: 'Janssen Kantoor B.V.',
    identifiers: ['0106:87654321'],
    accounts: [{ iban: 'NL20INGB0001234567' }],
    ...changes,
  });

export const testDirectory = (changes: Partial<Directory> = {}): Directory => ({
  organisations: [testOrganisation()],
  suppliers: [testSupplier()],
  ...changes,
});

export const testParty = (changes: Partial<Party> = {}): Party => ({
  name: 'Janssen Kantoor B.V.',
  tradingName: null,
  identifiers: [],
  legalId: { scheme: '0106', value: '87654321' },
  vatId: null,
  taxRegistrations: [],
  endpoint: { scheme: '0106', value: '87654321' },
  country: 'NL',
  ...changes,
});

export const testMeans = (changes: Partial<PaymentMeans> = {}): PaymentMeans => ({
  id: null,
  code: '30',
  text: null,
  references: [],
  account: { id: 'NL20INGB0001234567', name: null, bic: null },
  card: null,
  mandate: null,
  payerAccount: null,
  ...changes,
});

export const testLine = (changes: Partial<InvoiceLine> = {}): InvoiceLine => ({
  id: '1',
  purpose: 'item',
  quantity: decimal('10'),
  unit: 'C62',
  amount: decimal('100.00'),
  accountingReference: null,
  allowancesAndCharges: [],
  price: decimal('10.00'),
  baseQuantity: null,
  vatCategory: 'S',
  vatRate: decimal('21'),
  name: 'Paper',
  description: null,
  ...changes,
});

export const testTerms = (changes: Partial<PaymentTerms> = {}): PaymentTerms => ({
  note: null,
  paymentMeansId: null,
  amount: null,
  dueDate: null,
  discount: null,
  ...changes,
});

export const testChange = (changes: Partial<AllowanceOrCharge> = {}): AllowanceOrCharge => ({
  isCharge: true,
  isFreight: false,
  amount: decimal('10.00'),
  reasonCode: null,
  reason: null,
  vatCategory: null,
  vatRate: null,
  ...changes,
});

/** An invoice of 121.00 that is to be paid as it stands; change what a test is about. */
export const testInvoice = (changes: Partial<Invoice> = {}): Invoice => ({
  syntax: 'ubl-invoice',
  body: 1,
  kind: 'invoice',
  profile: 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
  process: 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
  typeCode: '380',
  number: 'F-2026-17',
  issueDate: day('2026-11-02'),
  dueDates: [day('2026-12-02')],
  currency: 'EUR',
  taxCurrency: null,
  buyerReference: null,
  projectReference: null,
  contractReference: null,
  orderReference: null,
  accountingReference: null,
  notes: [],
  precedingInvoices: [],
  seller: testParty(),
  buyer: testParty({
    name: 'Acme Nederland B.V.',
    legalId: { scheme: '0106', value: '12345678' },
    endpoint: { scheme: '0106', value: '12345678' },
  }),
  payee: null,
  payer: null,
  isIssuedByBuyer: false,
  isTest: false,
  isCopy: false,
  paymentMeans: [testMeans()],
  paymentTerms: [],
  allowancesAndCharges: [],
  totals: {
    lineExtension: decimal('100.00'),
    allowances: null,
    charges: null,
    taxExclusive: decimal('100.00'),
    vat: decimal('21.00'),
    vatInTaxCurrency: null,
    taxInclusive: decimal('121.00'),
    prepaid: null,
    rounding: null,
    payable: decimal('121.00'),
  },
  vatBreakdown: [{ base: decimal('100.00'), amount: decimal('21.00'), category: 'S', rate: decimal('21') }],
  isTaxIncluded: false,
  withholdings: [],
  lines: [testLine()],
  uncountedLines: [],
  thirdPartyPayments: [],
  attachments: [],
  foreignCurrencies: [],
  unmapped: [],
  defects: [],
  ...changes,
});

/** The same claim as a FatturaPA with one instalment, paid by MP05 (documents.md 6). */
export const testFatturapa = (changes: Partial<Invoice> = {}): Invoice =>
  testInvoice({
    syntax: 'fatturapa',
    profile: 'FPR12',
    typeCode: 'TD01',
    paymentMeans: [testMeans({ id: '1', code: 'MP05' })],
    paymentTerms: [testTerms({ paymentMeansId: '1', amount: decimal('121.00'), dueDate: day('2026-12-02') })],
    ...changes,
  });

/** Assesses an invoice on 20 November 2026, delivered to ACME, unless a test says otherwise. */
export const assessed = (changes: Partial<Invoice> = {}, input: Partial<AssessmentInput> = {}): Assessment =>
  assess({
    invoice: testInvoice(changes),
    directory: testDirectory(),
    today: day('2026-11-20'),
    sourceSystem: 'acquit-test',
    party: 'NL:KVK:12345678',
    ...input,
  });

/** The request of an invoice that is paid as a whole; null when nothing is paid. */
export const requestOf = ({ payments }: Assessment): PaymentRequest | null => payments[0]?.request ?? null;

export const codesOf = ({ findings }: Assessment): string[] => findings.map(({ code }) => code);
