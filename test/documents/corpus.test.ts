import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { invoiceJson } from '../../cli/invoice-json.ts';
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

/** Synthetic files that are no plain UBL invoice, and what must be answered to each. */
const refusedSynthetic: Readonly<Record<string, readonly [string | null, string]>> = {
  'synthetic/bis3-doctype-external-entity.xml': [null, 'FORBIDDEN_DOCTYPE'],
  'synthetic/sbdh-wrapped-bis3.xml': ['sbdh', 'SYNTAX_NOT_SUPPORTED'],
  'synthetic/imr-ab-acknowledged.xml': ['application-response', 'NOT_AN_INVOICE'],
  'synthetic/imr-uq-under-query.xml': ['application-response', 'NOT_AN_INVOICE'],
  'synthetic/imr-re-rejected-fin.xml': ['application-response', 'NOT_AN_INVOICE'],
  'synthetic/imr-pd-paid.xml': ['application-response', 'NOT_AN_INVOICE'],
};

/** Other files that are not as their folder says. */
const exceptions: Readonly<Record<string, readonly [string | null, string]>> = {
  ...refusedSynthetic,
  'cii/zugferd-comfort.xml': ['zugferd-1', 'SYNTAX_NOT_SUPPORTED'],
  'fatturapa/con-ritenuta-acconto-e-cassa-previdenziale.xml': [null, 'NOT_WELL_FORMED'],
  'order/PB3-Order_ok_minimal.xml': ['order', 'NOT_AN_INVOICE'],
};

function expectedRefusal({ file = '', format = '' }: Row): readonly [string | null, string] {
  const exception = exceptions[file];
  if (exception !== undefined) return exception;
  const syntax = file.endsWith('.p7m') ? 'p7m' : format === 'facturx-pdf' ? 'pdf' : format;
  return [syntax, 'SYNTAX_NOT_SUPPORTED'];
}

const isReadable = ({ file = '', format = '' }: Row): boolean =>
  format.startsWith('ubl-') || (format === 'synthetic' && !(file in refusedSynthetic));

const distinct = (joined = '') => [...new Set(joined.split('|'))].filter((value) => value !== '');
const orNull = (cell = '') => (cell === '' ? null : cell);

describe.skipIf(!isPresent)('Every file of the fixture corpus', () => {
  test('has a row in the table of expected facts, UBL and others.', () => {
    expect(rows).toHaveLength(80);
    expect(rows.filter(isReadable)).toHaveLength(43);
  });

  test.for(rows.filter(isReadable))('$file is read as an independent reader read it.', (row) => {
    const reading = read(row['file']);
    if (!reading.readable) throw new Error(reading.findings[0].message);
    const json = invoiceJson(reading.invoices[0]);
    const ibans = json.accounts.filter(({ iban }) => iban);
    expect(reading.invoices).toHaveLength(1);
    expect(reading.invoices[0].defects).toEqual([]);
    expect({
      number: json.number,
      issueDate: json.issueDate,
      dueDates: distinct(json.dueDate ?? ''),
      currency: json.currency,
      payable: json.payableAmount,
      ibans: ibans.map(({ id }) => id),
      valid: ibans.map(({ valid }) => (valid ? 'yes' : 'no')),
      sellerName: json.sellerName,
      lineCount: String(json.lineCount),
      typeCode: json.typeCode,
      paymentMeans: json.paymentMeans.join('|'),
      references: distinct(json.paymentReference ?? ''),
      payeeName: json.payeeName,
      prepaid: json.prepaidAmount,
      rounding: json.roundingAmount,
      totalWithTax: json.taxInclusiveAmount,
      profile: json.profile,
    }).toEqual({
      number: row['number'],
      issueDate: row['issue_date'],
      dueDates: distinct(row['due_date']),
      currency: orNull(row['currency']),
      payable: row['payable_amount'],
      ibans: distinct(row['ibans']),
      valid: row['iban_valid']?.split('|').filter((value) => value !== ''),
      sellerName: row['seller_name'],
      lineCount: row['line_count'],
      typeCode: orNull(row['type_code']),
      paymentMeans: row['payment_means'],
      references: distinct(row['payment_reference']),
      payeeName: orNull(row['payee_name']),
      prepaid: orNull(row['prepaid']),
      rounding: orNull(row['rounding']),
      totalWithTax: orNull(row['total_with_tax']),
      profile: row['profile'],
    });
  });

  test.for(rows.filter(({ notes = '' }) => notes.includes('non-iban-account=')).filter(isReadable))(
    '$file has an account that is no IBAN, and it is shown as written.',
    (row) => {
      const reading = read(row['file']);
      if (!reading.readable) throw new Error(reading.findings[0].message);
      const others = invoiceJson(reading.invoices[0]).accounts.filter(({ iban }) => !iban);
      expect(others.map(({ id }) => id).join(',')).toBe(row['notes']?.replace('non-iban-account=', ''));
    },
  );

  test.for(rows.filter((row) => !isReadable(row)))(
    '$file is answered with a finding that names what it is.',
    (row) => {
      const reading = read(row['file']);
      if (reading.readable) throw new Error(`read as ${reading.syntax}`);
      expect([reading.syntax, reading.findings[0].code]).toEqual(expectedRefusal(row));
    },
  );
});
