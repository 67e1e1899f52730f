import { createHash } from 'node:crypto';

/** A stranger's puzzle and its solution, found without the pauses of a page. */
export function solved(puzzle: string): { readonly puzzle: string; readonly solution: number } {
  const below = 2 ** (32 - Number.parseInt(puzzle, 10));
  for (let solution = 0; ; solution += 1)
    if (createHash('sha256').update(`${puzzle}:${solution}`).digest().readUInt32BE() < below)
      return { puzzle, solution };
}
