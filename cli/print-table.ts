/** Rows of cells as aligned text; a cell may have several lines. The last column is not padded. */
export function printTable(rows: readonly (readonly string[])[], gap = '  '): string {
  const widths = rows.reduce<number[]>((known, row) => {
    row.forEach((cell, column) => {
      const widest = Math.max(...cell.split('\n').map((line) => line.length));
      known[column] = Math.max(known[column] ?? 0, widest);
    });
    return known;
  }, []);
  return rows.map((row) => printRow(row, widths, gap)).join('');
}

function printRow(row: readonly string[], widths: readonly number[], gap: string): string {
  const cells = row.map((cell) => cell.split('\n'));
  const height = Math.max(...cells.map((lines) => lines.length));
  let text = '';
  for (let line = 0; line < height; line += 1) {
    const parts = cells.map((lines, column) => {
      const part = lines[line] ?? '';
      return column === cells.length - 1 ? part : part.padEnd(widths[column] ?? 0);
    });
    text += `${parts.join(gap).trimEnd()}\n`;
  }
  return text;
}
