// Rows and cells of the Han characters of GB 2312, as GBK encodes them.
const ROWS = { first: 0xb0, last: 0xf7 } as const;
const CELLS = { first: 0xa1, last: 0xfe } as const;

const range = ({ first, last }: { readonly first: number; readonly last: number }) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const STANDARD = new Set(
  new TextDecoder('gbk').decode(
    Uint8Array.from(range(ROWS).flatMap((row) => range(CELLS).flatMap((cell) => [row, cell]))),
  ),
);

/**
 * Whether a character is one of the 6 763 of GB 2312: simplified, in common use. Certificates use these, except for
 * rare names; traditional characters are much rarer on them than in the recogniser's training data.
 */
export const isStandard = (char: string): boolean => STANDARD.has(char);
