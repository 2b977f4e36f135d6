/** What Unicode decomposition does not bring into the Latin letters of SEPA. */
const transliterations: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  ø: 'o',
  Ø: 'O',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  '€': 'EUR',
  '£': 'GBP',
  $: 'USD',
  '&': '+',
  '°': '.',
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  _: '-',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '“': "'",
  '”': "'",
  '„': "'",
  '"': "'",
  '`': "'",
  '´': "'",
  '«': "'",
  '»': "'",
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  ';': ',',
  '\\': '/',
  '|': '/',
};

/**
 * Text in the characters that every SEPA bank carries: `a-z A-Z 0-9 / - ? : ( ) . , ' +` and blank; not
 * beginning or ending with a slash, no two slashes together (documents.md 10). Other letters are
 * transliterated, what has no counterpart becomes a blank.
 */
export function sepaText(text: string): string {
  const decomposed = text
    .replace(/./gsu, (character) => transliterations[character] ?? character)
    .normalize('NFKD');
  const latin = decomposed
    .replace(/\p{M}/gu, '')
    .replace(/./gsu, (character) => transliterations[character] ?? character)
    .replace(/[^a-zA-Z0-9/\-?:().,'+ ]/gu, ' ');
  return trimSlashes(latin.replace(/\s+/g, ' ').replace(/\/{2,}/g, '/'));
}

/**
 * Without blanks and slashes at both ends; also after a text was cut. Loops, for hostile runs of them; when there is
 * nothing else, `end` passes `start` and nothing is left.
 */
export function trimSlashes(text: string): string {
  const isEdge = (at: number): boolean => text[at] === ' ' || text[at] === '/';
  let start = 0;
  let end = text.length;
  while (isEdge(start)) start += 1;
  while (isEdge(end - 1)) end -= 1;
  return text.slice(start, end);
}
