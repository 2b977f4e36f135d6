import * as fc from 'fast-check';

const awkward = [
  '&',
  '<',
  '>',
  '"',
  "'",
  'é',
  'ß',
  'Ł',
  '中',
  '😀',
  ']]>',
  '<![CDATA[',
  '-->',
  '&amp;',
  '&#65;',
  '{0}',
  '  ',
  '\t',
  '\n',
  '\u00a0',
  '\u200f',
  'a',
  'B',
  '7',
  '/',
];

/** Text as a document may hold it, with all that XML must escape; never empty, without blanks at its ends. */
export const texts = fc
  .string({ unit: fc.constantFrom(...awkward), minLength: 1, maxLength: 12 })
  .map((text) => text.trim())
  .filter((text) => text !== '');

/** Text that fits an attribute, where XML makes blanks of line breaks. */
export const attributeTexts = texts
  .map((text) => text.replace(/[\t\n]/g, ' ').trim())
  .filter((text) => text !== '');

export const optional = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value);
