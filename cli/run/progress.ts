import { printTable } from '../print-table.ts';
import { type Row, toCells } from './row.ts';

/**
 * Shows payables on their way: on a terminal one line each that changes in place, elsewhere a line for every
 * change. More lines than the terminal has become one that counts, because they could not be overwritten.
 */
export function createProgress(output: NodeJS.WriteStream) {
  const shown = new Map<string, string>();
  let drawn = 0;

  function update(rows: readonly Row[]): void {
    if (output.isTTY) redraw(rows);
    else rows.forEach(printChange);
  }

  function redraw(rows: readonly Row[]): void {
    const text = rows.length < output.rows - 2 ? printTable(rows.map(toCells)) : `${summary(rows)}\n`;
    const lines = text.split('\n').map((line) => line.slice(0, output.columns));
    output.write(`${drawn > 0 ? `\u001B[${drawn}A` : ''}\u001B[J${lines.join('\n')}`);
    drawn = lines.length - 1;
  }

  function printChange(row: Row): void {
    if (shown.get(row.documentId) === row.status) return;
    shown.set(row.documentId, row.status);
    if (row.status !== 'SENT') output.write(printTable([toCells(row)]));
  }

  /** Takes the changing lines away, before the table that stays. */
  function end(): void {
    if (output.isTTY && drawn > 0) output.write(`\u001B[${drawn}A\u001B[J`);
  }

  return { update, end };
}

function summary(rows: readonly Row[]): string {
  const counts = Map.groupBy(rows, ({ status }) => status);
  return [...counts].map(([status, group]) => `${group.length} ${status}`).join(', ');
}
