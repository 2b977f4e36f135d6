import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { refuseDirectory } from './refuse-directory.ts';

const columns = [
  'organisation',
  'payeeType',
  'number',
  'site',
  'name',
  'identifiers',
  'ibans',
  'paymentTermDays',
  'accountCode',
  'payInParts',
];

const rowsSchema = z.array(z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) }));

/** A supplier as its row has it, not yet checked, and the line where the row ends. */
interface SupplierRow {
  readonly line: number;
  readonly supplier: object;
}

/**
 * The rows of a CSV file with suppliers (docs/directory.md, CSV). Throws DIRECTORY_INVALID with every unknown or
 * doubled column and every ragged row.
 */
export function readSupplierRows(text: string, fileName: string): SupplierRow[] {
  const [header = { info: { lines: 1 }, record: [] }, ...rows] = rowsSchema.parse(readRows(text, fileName));
  const names = header.record;
  const faults = [
    ...names.filter((name) => !columns.includes(name)).map((name) => `line 1: unknown column ${name}`),
    ...names
      .filter((name, at) => names.indexOf(name) < at)
      .map((name) => `line 1: column ${name} comes twice`),
    ...rows
      .filter(({ record }) => record.length !== names.length)
      .map(
        ({ info, record }) =>
          `line ${info.lines}: has ${record.length} cells, the header has ${names.length}`,
      ),
  ];
  // Cells under the wrong name would only make more faults of one.
  if (faults.length > 0) refuseDirectory(fileName, faults);
  return rows.map(({ info, record }) => ({
    line: info.lines,
    supplier: supplierOf(Object.fromEntries(names.map((name, at) => [name, record[at] ?? '']))),
  }));
}

function readRows(text: string, fileName: string): unknown {
  try {
    return parse(text, {
      bom: true,
      delimiter: [',', ';'],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    if (error instanceof CsvError) return refuseDirectory(fileName, [error.message]);
    throw error;
  }
}

/** Empty cells are absent; a number that is none stays text, so that the schema names it. */
function supplierOf(row: Readonly<Record<string, string>>): object {
  const several = (cell: string | undefined): string[] =>
    (cell ?? '')
      .split('|')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  const days = row['paymentTermDays'] ?? '';
  const filled = (column: string): object => {
    const cell = row[column] ?? '';
    return cell === '' ? {} : { [column]: cell };
  };
  return {
    organisation: row['organisation'],
    ...filled('payeeType'),
    number: row['number'],
    ...filled('site'),
    name: row['name'],
    identifiers: several(row['identifiers']),
    accounts: several(row['ibans']).map((iban) => ({ iban })),
    ...(days === '' ? {} : { paymentTermDays: /^\d+$/.test(days) ? Number(days) : days }),
    ...filled('accountCode'),
    payInParts: several(row['payInParts']),
  };
}
