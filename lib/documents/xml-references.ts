/** The five entities of XML itself; without a DOCTYPE there are no others. */
const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Whether XML 1.0 allows the character: no controls but tab and line ends, no surrogates (XML 1.0, 2.2). */
const isAllowed = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);

/**
 * Text with its entity and character references replaced. Throws an Error for one that XML does not have:
 * fast-xml-parser would leave `&foo;` as text and drop `&#0;`, and so show another number than was meant.
 */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^&;]{0,20};)?/g, (whole, reference: string | undefined) => {
    const character = reference === undefined ? undefined : characterOf(reference.slice(0, -1));
    if (character === undefined) throw new Error(`Unknown reference "${whole}"`);
    return character;
  });
}

function characterOf(reference: string): string | undefined {
  if (!reference.startsWith('#'))
    return Object.hasOwn(predefined, reference) ? predefined[reference] : undefined;
  const [, decimalDigits, hexDigits] = /^#(?:(\d+)|x([\da-fA-F]+))$/.exec(reference) ?? [];
  const code = hexDigits === undefined ? Number(decimalDigits) : Number.parseInt(hexDigits, 16);
  return isAllowed(code) ? String.fromCodePoint(code) : undefined;
}
