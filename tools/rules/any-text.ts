import * as fc from 'fast-check';

/** Any text at all: surrogate halves, characters beyond the basic plane, and what breaks templates and patterns. */
export const wild = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    ' ',
    ...'　 {province} {0} $& \\ | <b> 𠮷𡈽 👨‍👩‍👧'.split(' '),
    '\u0000',
    '\u202e中文',
    'ﷺ'.repeat(50),
    'a'.repeat(3000),
  ),
);

/** Mostly plausible input, alone or next to something else. */
export const text = (...plausible: readonly string[]): fc.Arbitrary<string> => {
  const right = fc.constantFrom(...plausible);
  return fc.oneof(
    { weight: 6, arbitrary: right },
    { weight: 2, arbitrary: wild },
    { weight: 1, arbitrary: fc.tuple(right, wild).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.tuple(wild, right).map((parts) => parts.join('')) },
  );
};

/** The same for words that are separated by spaces, and others. */
export const words = (spaced: string, ...others: readonly string[]): fc.Arbitrary<string> =>
  text(...spaced.split(' '), ...others);
