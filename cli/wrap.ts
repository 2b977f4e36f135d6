/**
 * Text in lines of at most `width` characters, broken at blanks, or after slashes for a path; what has neither and is
 * longer stands alone on its line.
 */
export function wrap(text: string, width: number, breakAt: ' ' | '/' = ' '): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(breakAt === ' ' ? /(?<= )/ : /(?<=\/)/)) {
    if (line !== '' && (line + piece).trimEnd().length > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}
