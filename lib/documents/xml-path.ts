/**
 * A path of canonical names below an element, in the part of XPath that the tables of terms need:
 * `cac:Price/cbc:PriceAmount`, `.` for the element itself, an attribute as the last step (`@unitCode`), and one
 * condition per step on a child or an attribute (`[cac:TaxScheme/cbc:ID='VAT']`, `[@schemeID!='SEPA']`).
 */
interface XmlPath {
  readonly steps: readonly Step[];
  readonly attribute: string | null;
}

interface Step {
  readonly name: string;
  readonly condition: Condition | null;
}

/** Codes are compared without regard to case; what is absent equals nothing. */
export interface Condition {
  readonly path: string;
  readonly isEqual: boolean;
  /** In capitals. */
  readonly value: string;
}

/** Kept, because the same few dozen constant paths are asked of every document. */
const parsed = new Map<string, XmlPath>();

/** Takes a path apart; throws a RangeError for a condition that is none, which is a fault in a table. */
export function parsePath(path: string): XmlPath {
  let known = parsed.get(path);
  if (known === undefined) {
    known = parse(path);
    parsed.set(path, known);
  }
  return known;
}

function parse(path: string): XmlPath {
  const parts = path === '.' ? [] : (path.match(/(?:\{[^}]*\}|\[[^\]]*\]|[^/[{])+/g) ?? []);
  const last = parts.at(-1);
  const attribute = last?.startsWith('@') === true ? last.slice(1) : null;
  return { steps: (attribute === null ? parts : parts.slice(0, -1)).map(parseStep), attribute };
}

function parseStep(part: string): Step {
  const at = part.indexOf('[');
  return at < 0
    ? { name: part, condition: null }
    : { name: part.slice(0, at), condition: parseCondition(part.slice(at)) };
}

function parseCondition(text: string): Condition {
  const [, path, not, value] = /^\[([^'!=]+)(!?)='([^']*)'\]$/.exec(text) ?? [];
  if (path === undefined || value === undefined) throw new RangeError(`${text} is not a condition of a path`);
  return { path, isEqual: not === '', value: value.toUpperCase() };
}
