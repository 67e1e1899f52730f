/** What a command of an operator prints, and its exit code. */
export interface CommandResult {
  readonly output: string;
  readonly code: 0 | 1;
}

/** `--limit`. @throws Error with the usage for what is no number of things. */
export function limitIn(given: string, usage: string): number {
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 1) throw new Error(`--limit 应为正整数。\n${usage}`);
  return limit;
}

/**
 * Does the same with each thing that an operator named.
 *
 * @param act false when there is no such thing. words: what was done to how many, and what a thing is called that is not there.
 * @returns code 1 when one is not there.
 */
export async function withEach(
  names: readonly string[],
  act: (name: string) => Promise<boolean>,
  words: { readonly done: (count: number) => string; readonly missing: string },
  json = false,
): Promise<CommandResult> {
  const [retried, unknown]: [string[], string[]] = [[], []];
  for (const name of names) ((await act(name)) ? retried : unknown).push(name);
  const lines = [words.done(retried.length), ...unknown.map((name) => `${words.missing}${name}`)];
  const output = json ? JSON.stringify({ retried, unknown }, null, 2) : lines.join('\n');
  return { output, code: unknown.length > 0 ? 1 : 0 };
}
