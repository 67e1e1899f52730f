import { expect, it } from 'vitest';
import { measure } from './cold-start.ts';

/** A third of what the bench takes. */
const ROUNDS = 3;
/** So much of a ratio is chance on a machine that does other things besides. */
const TOLERANCE = 1.15;

it('every function of both services starts and replies within its budget', async () => {
  const rows = await measure(ROUNDS);

  const over = rows.filter(({ value, limit = Number.POSITIVE_INFINITY }) => value > limit * TOLERANCE);
  expect(over).toEqual([]);
  expect(rows.map(({ metric }) => metric)).toEqual(
    expect.arrayContaining(['filing: ready', 'desk-api: ready', 'desk-api: first reply']),
  );
}, 900_000);
