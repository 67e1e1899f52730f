import { tableCell } from '../../../contracts/normal-forms/table-cell.ts';

/** A table as CSV (RFC 4180) for a spreadsheet, with the mark by which Excel reads UTF-8. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

function cell(value: string | number): string {
  const text = typeof value === 'string' ? tableCell(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
