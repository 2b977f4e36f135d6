import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Invoice, Party } from '../../lib/documents/invoice.ts';
import { readDocument } from '../../lib/documents/read-document.ts';
import { catalogue } from '../../lib/findings/catalogue.ts';
import type { Finding } from '../../lib/findings/finding.ts';
import { equals, sum } from '../../lib/money/decimal.ts';
import { type Assessment, assess } from '../../lib/payables/assess.ts';
import { identifiersOf } from '../../lib/payables/business-identifiers.ts';
import type { Directory, Supplier } from '../../lib/payables/directory.ts';
import { isValidIban, normaliseIban } from '../../lib/payables/iban.ts';
import { outcomeOf } from '../../lib/payables/outcome.ts';
import type { PaymentRequest } from '../../lib/payables/payment-request.ts';
import { serialisePaymentRequest } from '../../lib/payables/serialise-payment-request.ts';
import { codesOf, day, requestOf, testOrganisation, testSupplier } from './factory.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const isThere = existsSync(corpus);
if (!isThere) console.log('skipped: the corpus beside the project is not there');

/** The cells of the rows of Markdown tables whose first cell looks like `folder/file`. */
const rowsOf = (markdown: string): string[][] =>
  markdown
    .split('\n')
    .filter((line) => /^\| `?[\w-]+\/[\w.-]/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .map((cells) => cells.slice(1, -1));

/** What the corpus suggests, in its last column: read in place, so that a new row is a new test. */
const suggestions: readonly (readonly [file: string, suggestion: string])[] = rowsOf(
  isThere ? readFileSync(`${corpus}README.md`, 'utf8') : '',
).map((cells) => [cells[0] ?? '', cells.at(-1) ?? '']);

/** Where we decide otherwise, or find more, with the reason: docs/corpus-outcomes.md is the one list of it. */
const deviations: ReadonlyMap<string, { suggestion: string; ours: string; reason: string }> = new Map(
  rowsOf(isThere ? readFileSync(new URL('../../docs/corpus-outcomes.md', import.meta.url), 'utf8') : '').map(
    ([file = '', suggestion = '', ours = '', reason = '']) => [file, { suggestion, ours, reason }],
  ),
);

/**
 * `HOLD PAYEE_DIFFERS + NOT_IBAN` as the words that decide, in one order, for each invoice in the file; the remarks
 * between them are left out. `or` stands between two suggestions that both are right.
 */
const alternatives = (suggestion: string): string[][] =>
  suggestion === '(sent by us; not an invoice)'
    ? [['IGNORE NOT_AN_INVOICE']]
    : suggestion
        .replace(/^SPLIT: /, '')
        .replace(/\(.*\)/, '')
        .split(' or ')
        .map((one) => one.split(' / ').map(decisive));

function decisive(text: string): string {
  const [outcome = '', ...codes] = text.split(/\s+/).filter((word) => /^[A-Z_]+$/.test(word));
  return [outcome, ...codes.sort()].join(' ');
}

/** Outcome and codes; notes stop nothing and are left out, and codes are in one order. */
const summary = (outcome: string, findings: readonly Finding[]): string => {
  const codes = findings.map(({ code }) => code).filter((code) => catalogue[code].class !== 'note');
  return [outcome, ...[...new Set(codes)].sort()].join(' ');
};

const read = (file: string) => readDocument(readFileSync(corpus + file));

/** The assumption of the corpus: the buyer is ours, the seller known, and a single valid IBAN approved. */
function directoryFor(invoice: Invoice, options: Partial<Supplier>): Directory {
  const ibans = new Set(
    invoice.paymentMeans.flatMap(({ account }) => (account ? [normaliseIban(account.id)] : [])),
  );
  const valid = [...ibans].filter(isValidIban);
  const { coding } = testOrganisation();
  return {
    organisations: [
      testOrganisation({
        parties: ['TEST:acme'],
        identifiers: identifiersOf(invoice.buyer),
        coding: { ...coding, withheld: '1000.152.00.000' },
      }),
    ],
    suppliers: [
      testSupplier({
        ...options,
        identifiers: identifiersOf(invoice.seller),
        accounts: valid.length === 1 ? valid.map((iban) => ({ iban })) : [],
      }),
    ],
  };
}

function assessInvoice(original: Invoice, options: Partial<Supplier>): Assessment {
  // Some samples give the buyer, or the seller, no identifier at all; nobody could be found by it.
  const named = (party: Party, value: string): Party =>
    identifiersOf(party).length > 0 ? party : { ...party, endpoint: { scheme: 'TEST', value } };
  const invoice: Invoice = {
    ...original,
    buyer: named(original.buyer, 'buyer'),
    seller: named(original.seller, 'seller'),
  };
  const directory = directoryFor(invoice, options);
  return assess({ invoice, directory, today: day('2026-09-18'), sourceSystem: 'acquit-test' });
}

async function assessFile(file: string, options: Partial<Supplier> = { paymentTermDays: 30 }) {
  const reading = await read(file);
  if (!reading.readable) throw new Error(`${file} cannot be read: ${JSON.stringify(reading.findings)}`);
  return reading.invoices.map((invoice) => assessInvoice(invoice, options));
}

/** What becomes of a file: one entry for each invoice in it, equal ones once. */
async function outcomesOf(file: string): Promise<string[]> {
  const reading = await read(file);
  if (!reading.readable) return [summary(outcomeOf(reading.findings, []), reading.findings)];
  const assessments = reading.invoices.map((invoice) => assessInvoice(invoice, { paymentTermDays: 30 }));
  return [...new Set(assessments.map(({ outcome, findings }) => summary(outcome, findings)))];
}

describe.skipIf(!isThere)('the corpus of sample invoices', () => {
  test.each(suggestions)('%s becomes what is suggested or documented: %s', async (file, suggestion) => {
    const expected = deviations.get(file)?.ours ?? suggestion;
    expect(alternatives(expected)).toContainEqual(await outcomesOf(file));
  });

  test.each([...deviations])('the documented deviation of %s is one, and says why', (file, deviation) => {
    const suggestion = new Map(suggestions).get(file);
    expect(deviation.suggestion).toBe(suggestion);
    expect(alternatives(deviation.ours)).not.toEqual(alternatives(deviation.suggestion));
    expect(deviation.reason).toMatch(/^[A-Z].{20,}\.$/);
  });

  test('all rows of the corpus are covered', () => {
    expect(suggestions.length).toBeGreaterThanOrEqual(80);
    expect([...deviations.keys()].filter((file) => !new Map(suggestions).has(file))).toEqual([]);
  });

  test('an invoice without due date and terms is held when the supplier has no default term', async () => {
    const [assessment] = await assessFile('synthetic/bis3-no-due-date-no-terms.xml', {});
    expect(assessment && [assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'NO_DUE_DATE']);
  });

  test('the g-account sample is split once that is allowed, and its made-up accounts are then refused', async () => {
    const file = 'ubl-invoice/si-ubl-2.0-ext-gaccount_ok_sample.xml';
    const [assessment] = await assessFile(file, { payInParts: ['g-account'] });
    expect(assessment && summary(assessment.outcome, assessment.findings)).toBe('REJECT IBAN_INVALID');
    const refused = assessment?.findings.filter(({ code }) => code === 'IBAN_INVALID') ?? [];
    expect(refused.map(({ value }) => value)).toEqual(['NL15ABNA1111111111', 'NL15ABNA00000000000']);
  });

  const paidRequest = async (file: string): Promise<PaymentRequest> => {
    const [assessment] = await assessFile(file);
    const request = assessment === undefined ? null : requestOf(assessment);
    if (request === null) throw new Error(`${file} gave no request`);
    return request;
  };

  test.each([
    ['synthetic/nlcius-betalingskenmerk-freight-discount.xml', '7000002026000771'],
    ['synthetic/bis3-ogm-formatted.xml', '+++123/4567/89002+++'],
    ['synthetic/bis3-rf-reference-spaced-lowercase.xml', 'RF402026INV00077'],
    ['synthetic/pint-eu-invoice.xml', 'RF402026INV00077'],
    ['ubl-invoice/nbio-stuck-ubl.xml', '020250000001'], // twelve digits, but no OGM
    ['ubl-invoice/ubl-tc434-example9.xml', '2015 0483 0000 0000'], // sixteen digits, but no betalingskenmerk
    ['fatturapa/A10-Licenses.xml', '2015 0483 0000 0000'],
  ])('%s is paid with the reference %s', async (file, reference) => {
    expect((await paidRequest(file)).remittance_reference).toBe(reference);
  });

  test('a long reference is cut to 140 SEPA characters and keeps the invoice number', async () => {
    const request = await paidRequest('synthetic/bis3-remittance-over-140-non-sepa.xml');
    expect(request.remittance_reference).toMatch(/^[a-zA-Z0-9/\-?:().,'+ ]{1,140}$/);
    expect(request.remittance_reference).toContain('INV-2026-80');
  });

  test('501 lines are grouped, and everything that is sent still adds up to the amount due', async () => {
    const request = await paidRequest('synthetic/bis3-501-lines.xml');
    expect(request.lines.length).toBeLessThanOrEqual(500);
    expect(request.lines[0]?.description).toBe('501 lines');
  });

  test('every request that is built adds up to the cent and goes out under the limits', async () => {
    const paid: PaymentRequest[] = [];
    for (const [file, suggestion] of suggestions) {
      const isPaid = (deviations.get(file)?.ours ?? suggestion).startsWith('PAY');
      if (isPaid) paid.push(await paidRequest(file));
    }
    const wrong = paid.filter((request) => {
      const addsUp = equals(sum(request.lines.map((line) => line.amount)), request.amount);
      return !addsUp || serialisePaymentRequest(request).length > 1_000_000;
    });
    expect(paid.length).toBeGreaterThan(15);
    expect(wrong).toEqual([]);
  });

  test('the same invoice in UBL and in CII is one business document with one fingerprint', async () => {
    const [ubl] = await assessFile('ubl-invoice/01.08a-INVOICE_ubl.xml');
    const [cii] = await assessFile('cii/01.08a-INVOICE_uncefact.xml');
    expect(cii?.businessDocument).toEqual(ubl?.businessDocument);
    expect(ubl?.businessDocument).not.toBeNull();
  });

  test('the invoices of one FatturaPA file are business documents of their own', async () => {
    const assessments = await assessFile('fatturapa/IT02182030391_32.windows-1252.xml');
    expect(assessments.map(({ businessDocument }) => businessDocument?.number)).toEqual(['3', '4']);
  });
});
