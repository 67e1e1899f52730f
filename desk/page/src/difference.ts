/** A piece of a text, and whether it differs from the other text. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/** How many characters two lists begin with in common. */
function commonStart(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length += 1;
  return length;
}

/**
 * A text in pieces: what stands at its start and end as in the other text, and what differs between. In characters, not in
 * halves of surrogate pairs.
 */
export function differenceOf(text: string, other: string): readonly Piece[] {
  if (text === other) return [{ text, differs: false }];
  const [mine, theirs] = [[...text], [...other]];
  const start = commonStart(mine, theirs);
  const end = commonStart(mine.slice(start).reverse(), theirs.slice(start).reverse());
  const pieces = [
    { text: mine.slice(0, start).join(''), differs: false },
    { text: mine.slice(start, mine.length - end).join(''), differs: true },
    { text: mine.slice(mine.length - end).join(''), differs: false },
  ];
  return pieces.filter((piece) => piece.text !== '');
}
