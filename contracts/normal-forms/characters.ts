/** Characters that nobody sees: spaces without width, marks of direction, selectors of a glyph. */
export const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Half-width, with one code for each character, and without characters that nobody sees. */
export const plainCharacters = (text: string): string => text.normalize('NFKC').replace(INVISIBLE, '');

/** The same without spaces and line breaks. */
export function withoutSpaces(text: string): string {
  const plain = plainCharacters(text).replace(/\s+/gu, '');
  // Without what stood between them, a letter and a mark may combine.
  return plain === text ? text : withoutSpaces(plain);
}

/** Every kind of dash as a hyphen. */
export const withHyphens = (text: string): string => text.replace(/[\p{Pd}\u2212]/gu, '-');

/** With the dots of domain names for the full stops of Chinese keyboards. */
export const withDots = (text: string): string => text.replace(/[。｡]/gu, '.');
