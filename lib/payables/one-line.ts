/** Text on one line for the ERP: control characters gone, blanks collapsed, at most `max` characters when given. */
export function oneLine(text: string, max = Number.POSITIVE_INFINITY): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  // A cut inside a surrogate pair would leave half a character.
  return line
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}
