import { csvOf } from './csv.ts';

/** Saves a table as a CSV file, as the browser saves a link's file. @param name with its ending. */
export function saveCsv(name: string, rows: Parameters<typeof csvOf>[0]): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csvOf(rows)], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
