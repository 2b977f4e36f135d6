import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type AttributeMap = Record<string, AttributeValue>;

/** An expression of DynamoDB with what its `#names` and `:values` stand for. */
export interface Expression {
  readonly text: string;
  readonly names: Readonly<Record<string, string>> | undefined;
  readonly values: AttributeMap | undefined;
}

/** What DynamoDB answers with to a request that it does not understand; so does the model to what it does not know. */
export class ValidationException extends Error {
  override readonly name = 'ValidationException';
  readonly $fault = 'client';
}

type Test = (item: AttributeMap, values: AttributeMap) => boolean;

const parsed = new Map<string, Test>();

/**
 * Whether a condition holds for an item (empty: there is none). The part of the language that Acquit speaks: AND, OR,
 * NOT, parentheses, comparisons, IN, and the functions about an attribute. Throws a ValidationException for the rest.
 */
export function holdsFor(item: AttributeMap, { text, names, values }: Expression): boolean {
  const key = `${text}\n${JSON.stringify(names)}`;
  let test = parsed.get(key);
  if (test === undefined) {
    test = parse(text, names);
    parsed.set(key, test);
  }
  return test(item, values ?? {});
}

/** Recursive descent over OR, AND, NOT and single tests, loosest first. */
function parse(text: string, names: Readonly<Record<string, string>> = {}): Test {
  const tokens = text.match(/[#:]?[A-Za-z_]\w*|<>|<=|>=|[()=<>,]/g) ?? [];
  if (tokens.join('') !== text.replace(/\s+/g, '')) throw unknown(text);
  let next = 0;
  const peek = () => tokens[next];
  const take = (): string => {
    const token = tokens[next];
    if (token === undefined) throw unknown(text);
    next += 1;
    return token;
  };
  const expect = (wanted: string): void => {
    if (take() !== wanted) throw unknown(text);
  };

  function either(): Test {
    const sides = [both()];
    while (peek() === 'OR') sides.push((take(), both()));
    return sides.length === 1 ? first(sides) : (item, values) => sides.some((side) => side(item, values));
  }
  function both(): Test {
    const sides = [single()];
    while (peek() === 'AND') sides.push((take(), single()));
    return sides.length === 1 ? first(sides) : (item, values) => sides.every((side) => side(item, values));
  }
  function single(): Test {
    const token = take();
    if (token === 'NOT') {
      const negated = single();
      return (item, values) => !negated(item, values);
    }
    if (token === '(') {
      const inner = either();
      expect(')');
      return inner;
    }
    if (token in functions) return call(token);
    const left = operand(token);
    const sign = take();
    if (sign === 'IN') return within(left, list());
    const compare = comparisons[sign];
    if (compare === undefined) throw unknown(text);
    const right = operand(take());
    return (item, values) => {
      const [a, b] = [left(item, values), right(item, values)];
      return a !== undefined && b !== undefined && compare(a, b);
    };
  }
  function call(name: string): Test {
    const test = functions[name];
    if (test === undefined) throw unknown(text);
    const [subject, given] = list();
    return (item, values) => test(subject?.(item, values), given?.(item, values));
  }
  function list(): Operand[] {
    expect('(');
    const operands = [operand(take())];
    while (peek() === ',') operands.push((take(), operand(take())));
    expect(')');
    return operands;
  }
  function operand(token: string): Operand {
    if (token.startsWith(':')) {
      return (_item, values) => {
        if (!(token in values)) throw unknown(`${text} without ${token}`);
        return values[token];
      };
    }
    const attribute = token.startsWith('#') ? names[token] : token;
    if (attribute === undefined) throw unknown(`${text} without ${token}`);
    return (item) => item[attribute];
  }

  const test = either();
  if (next !== tokens.length) throw unknown(text);
  return test;
}

type Operand = (item: AttributeMap, values: AttributeMap) => AttributeValue | undefined;

const first = (sides: readonly Test[]): Test => sides[0] ?? (() => true);

const within =
  (left: Operand, operands: readonly Operand[]): Test =>
  (item, values) => {
    const value = left(item, values);
    return value !== undefined && operands.some((one) => isEqual(value, one(item, values)));
  };

const comparisons: Readonly<Record<string, (a: AttributeValue, b: AttributeValue) => boolean>> = {
  '=': (a, b) => isEqual(a, b),
  '<>': (a, b) => !isEqual(a, b),
  '<': (a, b) => order(a, b) < 0,
  '<=': (a, b) => order(a, b) <= 0,
  '>': (a, b) => order(a, b) > 0,
  '>=': (a, b) => order(a, b) >= 0,
};

const functions: Readonly<
  Record<string, (subject: AttributeValue | undefined, given: AttributeValue | undefined) => boolean>
> = {
  attribute_exists: (subject) => subject !== undefined,
  attribute_not_exists: (subject) => subject === undefined,
  attribute_type: (subject, given) => subject !== undefined && (given?.S ?? '') in subject,
  begins_with: (subject, given) => subject?.S?.startsWith(given?.S ?? '') === true,
};

const isEqual = (a: AttributeValue, b: AttributeValue | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Below, at or above zero, and not a number for two of different types, which no comparison accepts. */
function order(a: AttributeValue, b: AttributeValue): number {
  if (a.S !== undefined && b.S !== undefined) return a.S < b.S ? -1 : a.S > b.S ? 1 : 0;
  // Counters and versions are small whole numbers; no amount is ever compared by the table.
  if (a.N !== undefined && b.N !== undefined) return Number(a.N) - Number(b.N);
  return Number.NaN;
}

const unknown = (text: string): ValidationException =>
  new ValidationException(`The model of DynamoDB does not know: ${text}`);

/** The item after `SET a = :a, #b = :b ADD #n :one`; the parts that Acquit writes, and no others. */
export function updated(item: AttributeMap, { text, names = {}, values = {} }: Expression): AttributeMap {
  const next = { ...item };
  const parts = text.split(/\b(SET|ADD|REMOVE)\b/).map((part) => part.trim());
  for (let index = 1; index < parts.length; index += 2) {
    for (const clause of (parts[index + 1] ?? '').split(',')) apply(parts[index] ?? '', clause.trim());
  }
  return next;

  function apply(verb: string, clause: string): void {
    if (verb === 'REMOVE') return void delete next[nameOf(clause)];
    const [, name = '', value = ''] =
      (verb === 'SET' ? /^(\S+)\s*=\s*(:\w+)$/ : /^(\S+)\s+(:\w+)$/).exec(clause) ?? [];
    const given = values[value];
    if (given === undefined) throw unknown(text);
    next[nameOf(name)] = verb === 'SET' ? given : sum(next[nameOf(name)], given);
  }
  function nameOf(token: string): string {
    const name = token.startsWith('#') ? names[token] : token;
    if (name === undefined || !/^[\w:#-]+$/.test(name)) throw unknown(text);
    return name;
  }
}

function sum(before: AttributeValue | undefined, added: AttributeValue): AttributeValue {
  if (added.N === undefined) throw unknown('ADD of something that is no number');
  return { N: String(Number(before?.N ?? 0) + Number(added.N)) };
}
