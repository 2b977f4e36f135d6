import { isNode, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { type Directory, organisationSchema, supplierSchema } from '../lib/payables/directory.ts';
import {
  type DirectoryPath,
  directoryFaults,
  type Entry,
  type Fault,
  type RoughOrganisation,
  type RoughSupplier,
} from './directory-faults.ts';
import { refuseDirectory } from './refuse-directory.ts';
import { readSupplierRows } from './supplier-rows.ts';

/** The entries one by one: a fault in one must not hide those in the others. */
const fileSchema = z.strictObject({
  organisations: z.array(z.unknown()).default([]),
  suppliers: z.array(z.unknown()).default([]),
});

/** Where something stands in the file, for people: `line 12`. */
type Locate = (path: DirectoryPath) => string;

/**
 * Reads a directory file: YAML with `organisations` and `suppliers`, or CSV with suppliers only (columns
 * organisation, payeeType, number, site, name, identifiers, ibans, paymentTermDays, accountCode, payInParts; several
 * identifiers, IBANs or ways of paying in parts are separated by `|`, columns by a comma or, as Dutch and Belgian
 * Excel has it, by a semicolon). Throws DIRECTORY_INVALID with every fault of the file and its line.
 */
export function parseDirectory(text: string, fileName: string): Directory {
  return /\.csv$/i.test(fileName) ? fromCsv(text, fileName) : fromYaml(text, fileName);
}

function fromYaml(text: string, fileName: string): Directory {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): string => `line ${lines.linePos(offset).line}`;
  if (document.errors.length > 0) {
    refuseDirectory(
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

function fromCsv(text: string, fileName: string): Directory {
  const rows = readSupplierRows(text, fileName);
  const locate: Locate = ([, index]) =>
    `line ${(typeof index === 'number' ? rows[index]?.line : undefined) ?? 1}`;
  const suppliers = rows.map(({ supplier }) => supplier);
  return check({ suppliers }, fileName, locate, { namesOrganisations: false });
}

function check(
  content: unknown,
  fileName: string,
  locate: Locate,
  options: { namesOrganisations: boolean },
): Directory {
  const file = fileSchema.safeParse(content ?? {});
  if (!file.success) return refuseDirectory(fileName, file.error.issues.map(describe));
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
    refuseDirectory(
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
