/** A JSON number as it was written: `1000.00` stays apart from `1000.0`. */
export class JsonNumber {
  readonly literal: string;

  constructor(literal: string) {
    this.literal = literal;
  }

  /** Writes the number with exactly its own digits. */
  toJSON(): unknown {
    return json.rawJSON(this.literal);
  }
}

// Node 24 has both, the es2024 library types of TypeScript do not know them yet.
const json = JSON as unknown as {
  rawJSON(text: string): unknown;
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source: string }) => unknown,
  ): unknown;
};

/** JSON.parse that keeps each number as a `JsonNumber`. Throws a SyntaxError. */
export function parseJsonWithLiterals(text: string): unknown {
  return json.parse(text, (_key, value, { source }) =>
    typeof value === 'number' ? new JsonNumber(source) : value,
  );
}

/** One text per payload, whatever the order of its keys; numbers differ as soon as their digits do. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object' || value instanceof JsonNumber)
    return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}
