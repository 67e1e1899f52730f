import type { CheckRow } from './operations.ts';
import { inWords, namesFor } from './value-words.ts';
import { viewAt } from './view.ts';

/** What a row is compared with. */
export const SOURCES = ['read', 'register', 'record', 'earlier'] as const;
type Sources = Pick<CheckRow, (typeof SOURCES)[number]>;
export type ComparedRow = Sources & Pick<CheckRow, 'value'>;

/** A row as a view has it: its own value, and those of the sources that have another. */
type ClearRow = { readonly row: string; readonly value: string } & Partial<Record<(typeof SOURCES)[number], string>>;

/** The rows behind a view's link. @throws Error when it does not come. */
export const clearRowsAt = async (url: string): Promise<readonly ClearRow[]> =>
  ((await (await viewAt(url)).json()) as { readonly rows: readonly ClearRow[] }).rows;

/** The values of a row in clear, in words. */
export async function inClear(masked: Sources, { row, value, ...others }: ClearRow): Promise<ComparedRow> {
  const shown: Record<string, unknown> = { row, value };
  for (const source of SOURCES) {
    const [said, clear] = [masked[source], others[source]];
    if (said) shown[source] = clear === undefined ? said : { ...said, value: clear };
  }
  return inWords(shown as CheckRow, await namesFor([shown as CheckRow]));
}
