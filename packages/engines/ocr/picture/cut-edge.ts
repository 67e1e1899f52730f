import { boxOf, type Frame, inPicture } from '../cards/card-frame.ts';
import { cornersOf } from './box.ts';
import type { Page, TextLine } from './page.ts';
import type { Picture } from './picture.ts';

/**
 * How much of a certificate is outside its picture, as a share of its width: by the corners of its frame, if it has one; at
 * least 0.1 where print or a side is cut.
 *
 * @param stock red, green and blue of the card.
 */
export function cutShare(picture: Picture, page: Page, frame: Frame | undefined, stock: readonly number[]): number {
  const isCut = isPrintCut(picture, page.lines) || (frame !== undefined && isSideCut(picture, page, frame, stock));
  return Math.max(frame ? cornersOutside(picture, page, frame) : 0, isCut ? CERTAINLY_CUT : 0);
}

const CERTAINLY_CUT = 0.1;

function cornersOutside({ width, height }: Picture, page: Page, frame: Frame): number {
  const outside = cornersOf(boxOf(page, frame)).map(([x, y]) => Math.max(-x, -y, x - width, y - height));
  return Math.max(0, ...outside) / frame.width;
}

/** A side of a card is cut when so much of its width is outside the picture, and the picture ends with its stock. */
const SIDE_OUTSIDE = 0.035;
const STOCK = { least: 0.88, greatest: 1.14 } as const;
/** Positions along each side, without the round corners. */
const ALONG_SIDE = Array.from({ length: 15 }, (_, index) => 0.15 + 0.05 * index);
const MOST_OF_SIDE = 0.7;

/** Where the desk is seen, the estimate of the card's side is wrong, not the picture. */
function isSideCut(picture: Picture, page: Page, frame: Frame, stock: readonly number[]): boolean {
  const sides = [
    (along: number) => [0, along],
    (along: number) => [1, along],
    (along: number) => [along, 0],
    (along: number) => [along, 1],
  ];
  return sides.some((placeAt) => {
    const cut = ALONG_SIDE.filter((along) => {
      const [u = 0, v = 0] = placeAt(along);
      const [x, y] = inPicture(page, frame.left + u * frame.width, frame.top + v * frame.height);
      return isOutside(picture, x, y, SIDE_OUTSIDE * frame.width) && isStock(picture, x, y, stock);
    });
    return cut.length >= MOST_OF_SIDE * ALONG_SIDE.length;
  });
}

const isOutside = ({ width, height }: Picture, x: number, y: number, by: number) =>
  x < -by || y < -by || x > width + by || y > height + by;

/** Whether the picture has the card's colour at its edge. */
function isStock({ width, height, pixels }: Picture, x: number, y: number, stock: readonly number[]): boolean {
  const [column, row] = [
    Math.round(Math.max(2, Math.min(width - 3, x))),
    Math.round(Math.max(2, Math.min(height - 3, y))),
  ];
  return stock.every((value, channel) => {
    const share = (pixels[3 * (row * width + column) + channel] as number) / Math.max(1, value);
    return share > STOCK.least && share < STOCK.greatest;
  });
}

/** Print nearer to the picture's edge than this, in heights of its line, is cut: papers have wider margins. */
const PRINT_MARGIN = 0.15;

/** A line that is certainly print, and whose box, which is a third of a line larger, ends at the picture's edge. */
const isPrintCut = ({ width, height }: Picture, lines: readonly TextLine[]): boolean =>
  lines.some(({ box, text, confidence }) => {
    const margin = PRINT_MARGIN * box.height;
    return (
      confidence > 0.8 &&
      text.length >= 2 &&
      cornersOf(box).some(([x, y]) => x < margin || y < margin || x > width - margin || y > height - margin)
    );
  });
