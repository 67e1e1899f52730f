/** Five columns by seven rows of each sign, a row as five bits: nothing depends on a font of the machine. */
const SIGNS: Readonly<Record<string, readonly number[]>> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  a: [0, 0, 14, 1, 15, 17, 15],
  b: [16, 16, 22, 25, 17, 17, 30],
  c: [0, 0, 14, 16, 16, 17, 14],
  d: [1, 1, 13, 19, 17, 17, 15],
  e: [0, 0, 14, 17, 31, 16, 14],
  f: [6, 9, 8, 28, 8, 8, 8],
  '-': [0, 0, 0, 31, 0, 0, 0],
  ':': [0, 4, 0, 0, 0, 4, 0],
};
const [COLUMNS, ROWS, GAP] = [5, 7, 1];

/** Whoever looks and when, in signs that a mark has: the beginning of their id, and the minute in Beijing. */
export function markText(staffId: string, at: Date): string {
  const beijing = new Date(at.getTime() + 8 * 60 * 60 * 1000).toISOString();
  return `${staffId.slice(0, 8)} ${beijing.slice(0, 10)} ${beijing.slice(11, 16)}`;
}

/** Squares of one unit, as the path of an SVG; unknown signs are gaps. */
export function markPath(text: string): { readonly path: string; readonly width: number; readonly height: number } {
  const squares = [...text].flatMap((sign, at) =>
    (SIGNS[sign] ?? []).flatMap((bits, y) =>
      Array.from({ length: COLUMNS }, (_, x) => x)
        .filter((x) => bits & (1 << (COLUMNS - 1 - x)))
        .map((x) => `M${at * (COLUMNS + GAP) + x} ${y}h1v1h-1z`),
    ),
  );
  return { path: squares.join(''), width: [...text].length * (COLUMNS + GAP), height: ROWS };
}
