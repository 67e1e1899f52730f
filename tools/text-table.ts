import stringWidth from 'string-width';

/** Aligned columns, each as wide as its widest cell in a terminal, two spaces apart. Cells hold no line breaks. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, index) =>
    Math.max(...rows.map((row) => stringWidth(row[index] ?? ''))),
  );
  const padded = (cell: string, index: number) => cell + ' '.repeat((widths[index] ?? 0) - stringWidth(cell));
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}
