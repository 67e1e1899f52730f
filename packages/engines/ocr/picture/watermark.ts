import { cropLine } from '../text/recognition.ts';
import type { Box } from './box.ts';
import { Histogram } from './histogram.ts';
import type { Picture } from './picture.ts';

/** Watermarks have 0.2 of the contrast of print, the faintest labels 0.5. */
const FAINT = 0.35;

/** Removes pieces of watermarks that are too short to have a slant: they are much fainter than print. */
export function withoutFaint<Line extends { readonly box: Box }>(picture: Picture, lines: readonly Line[]): Line[] {
  const contrasts = lines.map(({ box }) => contrastOf(cropLine(picture, box)));
  const all = new Histogram();
  for (const contrast of contrasts) all.add(contrast);
  const least = FAINT * all.quantile(0.5);
  return lines.filter((_, index) => (contrasts[index] as number) >= least);
}

/** Between paper and ink in the green channel. */
function contrastOf({ pixels }: Picture): number {
  const values = new Histogram();
  for (let index = 1; index < pixels.length; index += 3) values.add(pixels[index] as number);
  return values.quantile(0.95) - values.quantile(0.05);
}
