import * as fc from 'fast-check';
import type { Decimal } from '../../lib/money/decimal.ts';

/** How a document is written where XML leaves the choice. */
export interface Style {
  /** One for each namespace; an empty one makes it the default namespace. */
  readonly prefixes: readonly string[];
  readonly isCdata: boolean;
  readonly quote: '"' | "'";
  /** Between elements and around their text. */
  readonly blank: string;
}

export const styles: fc.Arbitrary<Style> = fc.record({
  prefixes: fc.shuffledSubarray(['', 'cbc', 'cac', 'ram', 'rsm', 'udt', 'n1', 'ä', 'x-y.z'], {
    minLength: 4,
  }),
  isCdata: fc.boolean(),
  quote: fc.constantFrom('"' as const, "'" as const),
  blank: fc.constantFrom('', ' ', '\n  ', '\r\n\t'),
});

type Attributes = Readonly<Record<string, string | null>>;
type Content = string | null | readonly string[];

/** Writes an element `prefix:Name` in a style: with a text, with elements inside, or not at all for null. */
export type Tag = (name: string, content: Content, attributes?: Attributes) => string;

/** `namespaces` says what the prefixes in the code stand for; the style gives the ones that are written. */
export function createTag(style: Style, namespaces: Readonly<Record<string, string>>) {
  const keys = Object.keys(namespaces);
  const written = (name: string) => {
    const [key = '', local = ''] = name.split(':');
    const prefix = style.prefixes[keys.indexOf(key)];
    return prefix === '' ? local : `${prefix}:${local}`;
  };
  const attribute = ([name, value]: readonly [string, string | null]) =>
    value === null ? '' : ` ${name}=${style.quote}${escaped(value)}${style.quote}`;
  const tag: Tag = (name, content, attributes = {}) => {
    if (content === null) return '';
    const inside = typeof content === 'string' ? textIn(style, content) : content.join(style.blank);
    const all = Object.entries(attributes).map(attribute).join('');
    return `<${written(name)}${all}>${style.blank}${inside}${style.blank}</${written(name)}>`;
  };
  const declarations = Object.fromEntries(
    keys.map((key, index) => {
      const prefix = style.prefixes[index];
      return [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, namespaces[key] ?? null];
    }),
  );
  return { tag, declarations };
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&#62;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;');

const textIn = ({ isCdata }: Style, text: string): string =>
  isCdata ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : escaped(text);

/** Base64 of a file that is `size` characters long in it; a multiple of four. */
export const base64 = (size: number): string => 'QUJD'.repeat(size / 4);

/** An amount in the currency of every random invoice. */
export const euro = (tag: Tag, name: string, amount: Decimal | null): string =>
  tag(name, amount, { currencyID: 'EUR' });
