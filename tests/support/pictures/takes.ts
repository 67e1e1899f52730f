import type { Take } from 'specimens/person.ts';

/** Scale, left, top, and how much darker the wall is to the right and below. */
type Row = readonly [scale: number, left: number, top: number, fallX: number, fallY: number];

/**
 * Takes whose photos are all different: their fingerprints differ in at least 26 bits, where 10 make two pictures one,
 * and re-encoded each differs from itself in at most 4. Random takes would occasionally be refused as seen before.
 */
// biome-ignore format: a table
const TAKES: readonly Row[] = [
  [0.856, 47, 35, 12, 25],
  [1.039, 2, 0, 26, 24],
  [0.962, 38, 13, 7, 7],
  [0.899, 6, 46, 11, 34],
  [1.046, -34, -14, 13, 16],
  [0.832, 62, 80, 20, 22],
  [0.816, 32, 42, 16, 18],
  [0.914, -16, 45, 6, 13],
  [0.93, 39, 15, 26, 5],
  [0.945, 21, 16, 28, 22],
  [0.931, 48, 36, 1, 20],
  [0.838, 16, 52, 7, 0],
  [0.84, 82, 63, 16, 30],
  [0.891, 13, 42, 13, 34],
  [0.923, -4, 33, 11, 30],
  [0.889, -12, 39, 14, 12],
  [0.862, 42, 71, 21, 22],
  [0.813, 90, 54, 14, 3],
  [0.937, 35, 22, 3, 10],
  [0.972, -28, 19, 19, 8],
  [0.82, 75, 41, 26, 29],
  [1.047, 11, 25, 16, 23],
  [0.87, 1, 62, 13, 21],
  [0.875, 63, 57, 3, 35],
  [1.043, 5, 14, 26, 1],
  [0.956, -5, 40, 7, 7],
  [1.027, 12, -7, 23, 30],
  [0.921, 29, 46, 10, 6],
  [1.012, -18, -4, 11, 5],
  [0.99, -13, 19, 12, 21],
  [0.831, 76, 56, 11, 25],
  [0.958, -3, 19, 2, 8],
  [0.881, 5, 68, 16, 5],
  [0.848, 10, 73, 25, 33],
  [0.894, -18, 22, 24, 28],
  [0.886, -3, 52, 11, 8],
  [0.84, 81, 35, 28, 14],
  [0.87, -1, 37, 27, 7],
  [0.854, 44, 57, 16, 29],
  [0.985, -5, 4, 8, 29],
];

let used = 0;

/** A take that no test in this file has used before. */
export function nextTake(): Take {
  const row = TAKES[used];
  if (!row) throw new Error(`a test file may use ${TAKES.length} takes`);
  used += 1;
  const [scale, left, top, x, y] = row;
  return { scale, left, top, fall: { x, y } };
}
