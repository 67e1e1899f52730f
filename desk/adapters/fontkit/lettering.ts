import { readFile } from 'node:fs/promises';
// @ts-expect-error: the package has no types.
import { create } from 'fontkit';
import type { Lettering } from '../../ports/lettering.ts';

/** The part of the letters' size that stands above the base line in Chinese; 12 hundredths stand below it. */
const ABOVE_BASE = 0.88;
const SIZE = 1000;

/** What we use of a font of fontkit 2. */
interface Font {
  readonly unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphsForString(text: string): readonly {
    readonly advanceWidth: number;
    /** `transform` takes an SVG matrix. */
    readonly path: { transform(...matrix: readonly number[]): { toSVG(): string } };
  }[];
}

/**
 * Letters of a TrueType or OpenType font.
 *
 * @param path of the file with one font.
 * @throws Error when the file is missing or holds no font, or several.
 */
export async function fontLettering(path: string): Promise<Lettering> {
  const font: Font | { readonly fonts: unknown } = create(await readFile(path));
  if ('fonts' in font) throw new Error('a collection of fonts is not one font');
  const scale = SIZE / font.unitsPerEm;
  return {
    canDraw: (text) => [...text].every((sign) => font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0)),
    outlineOf(text) {
      const letters = font.glyphsForString(text);
      const widths = letters.map(({ advanceWidth }) => advanceWidth * scale);
      const startOf = (index: number) => widths.slice(0, index).reduce((sum, width) => sum + width, 0);
      const paths = letters.map(({ path }, index) =>
        path.transform(scale, 0, 0, -scale, startOf(index), ABOVE_BASE * SIZE).toSVG(),
      );
      return { path: paths.join(''), width: startOf(letters.length) };
    },
  };
}
