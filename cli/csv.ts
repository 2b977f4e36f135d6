/** What a spreadsheet takes for a formula when a cell begins with it, full-width forms too; it skips blanks first. */
const startsFormula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A number is no formula, whatever its sign. */
const isNumber = /^[+-]?\d+(\.\d+)?$/;

/**
 * Rows as CSV of RFC 4180: commas, CRLF after every row, quotes where a cell needs them and doubled inside. Cells
 * come from invoices and from the bank, so one that a spreadsheet would run gets an apostrophe before it.
 */
export const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

function cell(text: string): string {
  const safe = startsFormula.test(text) && !isNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
