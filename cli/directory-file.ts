import { CsvError, parse } from 'csv-parse/sync';
import { isNode, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { AcquitError } from '../lib/findings/acquit-error.ts';
import { type Directory, organisationSchema, supplierSchema } from '../lib/payables/directory.ts';
import {
  type DirectoryPath,
  directoryFaults,
  type Entry,
  type Fault,
  type RoughOrganisation,
  type RoughSupplier,
} from './directory-faults.ts';

/** The entries one by one: a fault in one must not hide those in the others. */
const fileSchema = z.strictObject({
  organisations: z.array(z.unknown()).default([]),
  suppliers: z.array(z.unknown()).default([]),
});

/** Where something stands in the file, for people: `line 12`. */
type Locate = (path: DirectoryPath) => string;

/**
 * Reads a directory file: YAML with `organisations` and `suppliers`, or CSV with suppliers only (columns
 * organisation, number, site, name, identifiers, ibans, paymentTermDays, accountCode; several identifiers or
 * IBANs are separated by `|`, columns by a comma or, as Dutch and Belgian Excel has it, by a semicolon). Throws DIRECTORY_INVALID with every fault of the file and its line.
 */
export function parseDirectory(text: string, fileName: string): Directory {
  return /\.csv$/i.test(fileName) ? fromCsv(text, fileName) : fromYaml(text, fileName);
}

function fromYaml(text: string, fileName: string): Directory {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): string => `line ${lines.linePos(offset).line}`;
  if (document.errors.length > 0) {
    refuse(
      fileName,
      document.errors.map(({ pos, message }) => `${lineAt(pos[0])}: ${message}`),
    );
  }
  const locate: Locate = (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return 'line 1';
  };
  // An organisation that a supplier names must be in the same file; a CSV file cannot hold any.
  return check(document.toJS(), fileName, locate, { namesOrganisations: true });
}

const columns = [
  'organisation',
  'number',
  'site',
  'name',
  'identifiers',
  'ibans',
  'paymentTermDays',
  'accountCode',
];

const rowsSchema = z.array(z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) }));

function fromCsv(text: string, fileName: string): Directory {
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
  if (faults.length > 0) refuse(fileName, faults);
  const suppliers = rows.map(({ record }) =>
    supplierOf(Object.fromEntries(names.map((name, at) => [name, record[at] ?? '']))),
  );
  const locate: Locate = ([, index]) =>
    `line ${(typeof index === 'number' ? rows[index]?.info.lines : undefined) ?? 1}`;
  return check({ suppliers }, fileName, locate, { namesOrganisations: false });
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
    if (error instanceof CsvError) return refuse(fileName, [error.message]);
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
  const accountCode = row['accountCode'] ?? '';
  return {
    organisation: row['organisation'],
    number: row['number'],
    site: row['site'],
    name: row['name'],
    identifiers: several(row['identifiers']),
    accounts: several(row['ibans']).map((iban) => ({ iban })),
    ...(days === '' ? {} : { paymentTermDays: /^\d+$/.test(days) ? Number(days) : days }),
    ...(accountCode === '' ? {} : { accountCode }),
  };
}

function check(
  content: unknown,
  fileName: string,
  locate: Locate,
  options: { namesOrganisations: boolean },
): Directory {
  const file = fileSchema.safeParse(content ?? {});
  if (!file.success) return refuse(fileName, file.error.issues.map(describe));
  const organisations = parseEach(organisationSchema, 'organisations', file.data.organisations);
  const suppliers = parseEach(supplierSchema, 'suppliers', file.data.suppliers);
  const known = roughly(roughOrganisationSchema, 'organisations', file.data.organisations);
  // Suppliers of an organisation whose code could not be read would all look like strangers.
  const namesOrganisations = options.namesOrganisations && known.every(({ entry }) => entry.shortCode !== '');
  const faults = [
    ...organisations.faults,
    ...suppliers.faults,
    ...directoryFaults(known, roughly(roughSupplierSchema, 'suppliers', file.data.suppliers), {
      namesOrganisations,
    }),
  ];
  if (faults.length > 0)
    refuse(
      fileName,
      faults.map(({ path, message }) => `${locate(path)}: ${message}`),
    );
  return { organisations: organisations.sound, suppliers: suppliers.sound };
}

const texts = z.array(z.string().trim().catch('')).catch([]);
const text = z.string().trim().catch('');
const roughOrganisationSchema: z.ZodType<RoughOrganisation> = z
  .object({ shortCode: text, parties: texts })
  .catch({ shortCode: '', parties: [] });
const roughSupplierSchema: z.ZodType<RoughSupplier> = z
  .object({ organisation: text, number: text, identifiers: texts })
  .catch({ organisation: '', number: '', identifiers: [] });

const roughly = <Value>(schema: z.ZodType<Value>, list: string, values: readonly unknown[]): Entry<Value>[] =>
  values.map((value, index) => ({ path: [list, index], entry: schema.parse(value) }));

function parseEach<Value>(
  schema: z.ZodType<Value>,
  list: string,
  values: readonly unknown[],
): { sound: Value[]; faults: Fault[] } {
  const sound: Value[] = [];
  const faults: Fault[] = [];
  for (const [index, value] of values.entries()) {
    const parsed = schema.safeParse(value);
    if (parsed.success) sound.push(parsed.data);
    else faults.push(...parsed.error.issues.map((issue) => faultOf([list, index], issue)));
  }
  return { sound, faults };
}

const faultOf = (entry: DirectoryPath, issue: z.core.$ZodIssue): Fault => ({
  path: [...entry, ...issue.path.filter((part) => typeof part !== 'symbol')],
  message: describe(issue),
});

const describe = ({ path, message }: z.core.$ZodIssue): string =>
  path.length === 0 ? message : `${path.join('.')}: ${message}`;

function refuse(fileName: string, faults: readonly string[]): never {
  throw new AcquitError('DIRECTORY_INVALID', `${fileName} has faults:\n${faults.join('\n')}`, {
    detail: { faults: faults.length },
  });
}
