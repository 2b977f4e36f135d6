import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { invoiceJson, neighbourJson } from '../../cli/invoice-json.ts';
import type { Invoice } from '../../lib/documents/invoice.ts';
import { readDocument } from '../../lib/documents/read-document.ts';

// The fixture corpus lies beside the repository and is read in place; see its README for the columns.
const corpus = new URL('../../../shared/corpus/', import.meta.url);
const isPresent = existsSync(corpus);
if (!isPresent) console.log('corpus.test.ts: skipped, the fixture corpus ../shared/corpus is not there.');

type Row = Readonly<Record<string, string>>;

/** The rows of the table, each by its column names. No cell of it is quoted or holds a tab. */
function readRows(): readonly Row[] {
  const lines = readFileSync(new URL('expected.tsv', corpus), 'utf8').split(/\r?\n/);
  const [header = [], ...rows] = lines.filter((line) => line !== '').map((line) => line.split('\t'));
  return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
}

const rows = isPresent ? readRows() : [];
const read = (file = '') => readDocument(readFileSync(new URL(file, corpus)));

type Refusal = readonly [syntax: string | null, code: string];

/** Files that are no readable invoice, and what must be answered to each. */
const refusals: Readonly<Record<string, Refusal>> = {
  'synthetic/bis3-doctype-external-entity.xml': [null, 'FORBIDDEN_DOCTYPE'],
  'synthetic/imr-ab-acknowledged.xml': ['invoice-response', 'NOT_AN_INVOICE'],
  'synthetic/imr-uq-under-query.xml': ['invoice-response', 'NOT_AN_INVOICE'],
  'synthetic/imr-re-rejected-fin.xml': ['invoice-response', 'NOT_AN_INVOICE'],
  'synthetic/imr-pd-paid.xml': ['invoice-response', 'NOT_AN_INVOICE'],
  'order/PB3-Order_ok_minimal.xml': ['order', 'NOT_AN_INVOICE'],
  'fatturapa/con-ritenuta-acconto-e-cassa-previdenziale.xml': [null, 'NOT_WELL_FORMED'],
  'fatturapa/IT02182030391_31_tampered.xml.p7m': [null, 'SIGNATURE_ENVELOPE_INVALID'],
  'facturx-pdf/pdf_plain.pdf': ['pdf', 'NO_STRUCTURED_DATA'],
};

const isRefused = ({ file = '' }: Row): boolean => file in refusals;
const invoiceRows = rows.filter((row) => row['format'] !== 'fatturapa' && !isRefused(row));

const distinct = (joined = '') => [...new Set(joined.split('|'))].filter((value) => value !== '').join('|');

/** Cells that the independent reader left empty although the file has the term. */
const overlooked: Readonly<Record<string, Row>> = {
  'cii/zugferd-comfort.xml': { prepaid: '0.00' },
  'facturx-pdf/ZUGFeRD_1p0_COMFORT_SEPA_Prenotification.pdf': { prepaid: '0.00' },
};

/** The same columns as an independent reader filled them; the lists of the table hold doubles. */
function expectedFacts(row: Row, columns: readonly string[]): Row {
  const facts = { ...row, ...overlooked[row['file'] ?? ''] };
  const inForm = (column: string) =>
    column === 'due_date' || column === 'payment_reference' ? distinct(facts[column]) : facts[column];
  return Object.fromEntries(columns.map((column) => [column, inForm(column) ?? 'no such column']));
}

/** The envelopes around a file, by its place in the corpus. */
function wrappingOf({ file = '' }: Row): readonly string[] {
  if (file.endsWith('.p7m')) return ['p7m'];
  if (file.endsWith('.pdf')) return ['pdf'];
  return file.includes('/sbdh-') ? ['sbdh'] : [];
}

/** The columns of the table as we read them. */
function factsOf(invoice: Invoice): Row {
  const json = invoiceJson(invoice);
  const ibans = json.accounts.filter(({ iban }) => iban);
  return {
    number: json.number ?? '',
    issue_date: json.issueDate ?? '',
    due_date: datesOf(invoice),
    currency: json.currency ?? '',
    payable_amount: json.payableAmount ?? '',
    ibans: ibans.map(({ id }) => id).join('|'),
    iban_valid: ibans.map(({ valid }) => (valid ? 'yes' : 'no')).join('|'),
    seller_name: json.sellerName ?? '',
    line_count: String(json.lineCount),
    counted_line_count: String(json.countedLineCount),
    type_code: json.typeCode ?? '',
    payment_means: json.paymentMeans.join('|'),
    payment_reference: json.paymentReference ?? '',
    payee_name: json.payeeName ?? '',
    prepaid: json.prepaidAmount ?? '',
    rounding: json.roundingAmount ?? '',
    total_with_tax: json.taxInclusiveAmount ?? '',
    profile: json.profile ?? '',
  };
}

/** Due dates and last days of discounts together, in the order of the document, as the table has them. */
function datesOf({ dueDates, paymentTerms }: Invoice): string {
  const inTerms = paymentTerms.flatMap(({ dueDate, discount }) => dueDate ?? discount?.until ?? []);
  return distinct([...inTerms, ...dueDates].join('|'));
}

/** FatturaPA files hold several invoices, so they are compared by themselves. */
const fatturaPaRows = rows.filter((row) => row['format'] === 'fatturapa' && !isRefused(row));

/** Columns that have a value for each invoice of a FatturaPA file, joined with `|`; in the others it is the file's. */
const perBody: readonly string[] =
  'number issue_date due_date currency payable_amount line_count counted_line_count type_code payment_means total_with_tax'.split(
    ' ',
  );

/** Facts of all invoices of a file in the form of the table, whose lists per invoice are joined with `+`. */
function joinBodies(invoices: readonly Invoice[]): Row {
  const facts = invoices.map((invoice) => ({
    ...factsOf(invoice),
    due_date: invoice.dueDates.join('+'),
    payment_means: invoice.paymentMeans.map(({ code }) => code).join('+'),
    rounding: '', // the table leaves out the Arrotondamento of FatturaPA
  }));
  const names = Object.keys(facts[0] ?? {});
  const values = (name: string) => facts.map((each: Row) => each[name]).join('|');
  return Object.fromEntries(
    names.map((name) => [name, perBody.includes(name) ? values(name) : distinct(values(name))]),
  );
}

/** The note of the table on an invoice: its instalments and withheld taxes, `body1: MP05/9.00/2026-10-15/- ritenuta=1.00`. */
function paymentNote({ body, paymentMeans, paymentTerms, withholdings }: Invoice): string {
  const instalments = paymentTerms.map(({ amount, dueDate, paymentMeansId }) => {
    const means = paymentMeans.find(({ id }) => id === paymentMeansId);
    return [means?.code, amount, dueDate ?? '-', means?.account?.id ?? '-'].join('/');
  });
  const taxes = withholdings.filter(({ kind }) => kind === 'withholding-tax').map(({ amount }) => amount);
  const withheld = taxes.length === 0 ? '' : ` ritenuta=${taxes.join('+')}`;
  return `body${body}: ${instalments.join(' + ') || 'no DatiPagamento'}${withheld}`;
}

describe.skipIf(!isPresent)('Every FatturaPA file of the fixture corpus', () => {
  test('is ordinary or simplified, and the one that is cut off is refused.', () => {
    expect(fatturaPaRows).toHaveLength(9);
  });

  test.for(fatturaPaRows)(
    '$file is read invoice by invoice as an independent reader read it.',
    async (row) => {
      const reading = await read(row['file']);
      if (!reading.readable) throw new Error(reading.findings[0].message);
      expect(reading.wrapping).toEqual(wrappingOf(row));
      const { invoices } = reading;
      expect(invoices.flatMap(({ defects }) => defects)).toEqual([]);
      expect(row).toMatchObject(joinBodies(invoices));
      // The stamp duty is information only: whether it is charged is in the lines.
      const note = row['notes']?.replace(/ bollo=[\d.]+| p7m (DER|base64)$/g, '');
      expect(invoices.map(paymentNote).join('; ')).toBe(note);
    },
  );
});

describe.skipIf(!isPresent)('Every file of the fixture corpus', () => {
  test('has a row in the table of expected facts.', () => {
    expect(rows.length).toBeGreaterThanOrEqual(80);
    expect(invoiceRows.length).toBeGreaterThanOrEqual(62);
  });

  test.for(invoiceRows)('$file is read as an independent reader read it.', async (row) => {
    const reading = await read(row['file']);
    if (!reading.readable) throw new Error(reading.findings[0].message);
    expect(reading.wrapping).toEqual(wrappingOf(row));
    const [invoice, ...others] = reading.invoices;
    expect(others).toEqual([]);
    expect(invoice.defects).toEqual([]);
    const facts = factsOf(invoice);
    expect(facts).toEqual(expectedFacts(row, Object.keys(facts)));
  });

  test.for(invoiceRows.filter(({ notes = '' }) => notes.includes('non-iban-account=')))(
    '$file has an account that is no IBAN, and it is shown as written.',
    async (row) => {
      const reading = await read(row['file']);
      if (!reading.readable) throw new Error(reading.findings[0].message);
      const others = invoiceJson(reading.invoices[0]).accounts.filter(({ iban }) => !iban);
      expect(others.map(({ id }) => id).join(',')).toBe(row['notes']?.replace('non-iban-account=', ''));
    },
  );

  test.for(rows.filter(isRefused))('$file is answered with a finding that names what it is.', async (row) => {
    const reading = await read(row['file']);
    if (reading.readable) throw new Error(`read as ${reading.syntax}`);
    expect([reading.syntax, reading.findings[0].code]).toEqual(refusals[row['file'] ?? '']);
  });

  const neighbours = rows.filter(({ file = '' }) => refusals[file]?.[1] === 'NOT_AN_INVOICE');
  test.for(neighbours)('$file is no invoice, but is called by its number, date and lines.', async (row) => {
    const reading = await read(row['file']);
    if (reading.readable) throw new Error(`read as ${reading.syntax}`);
    const [facts] = neighbourJson(reading);
    expect(facts).toEqual({
      syntax: reading.syntax,
      kind: 'not-an-invoice',
      number: row['number'],
      issueDate: row['issue_date'],
      currency: row['currency'] || null,
      profile: row['profile'],
      lineCount: Number(row['line_count']),
      countedLineCount: Number(row['counted_line_count']),
    });
  });
});
