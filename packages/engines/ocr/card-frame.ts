import type { Box, Point } from './box.ts';
import type { Page, TextLine } from './page.ts';

/** A rectangle in the frame of a page. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An ID-1 card is 85.6 × 54 mm (ISO/IEC 7810). */
const RATIO = 54 / 85.6;

// Positions of the print on a 居民身份证, as shares of its width and height (GA/T 448).
const FRONT = { labelsLeft: 0.068, lastDigit: 0.868, name: 0.147, number: 0.89 } as const;
const BACK = { labelsLeft: 0.26, title: 0.18, validity: 0.89 } as const;
const PORTRAIT = { left: 0.635, top: 0.12, width: 0.3, height: 0.6 } as const;

/** The card's position, from its portrait side; undefined if too little of it was read. */
export function frontFrame(lines: readonly TextLine[], number: TextLine | undefined): Frame | undefined {
  const lastDigit = number?.glyphs.findLast(({ char }) => /[0-9X]/.test(char));
  const labels = lines.filter(({ text }) => /^(姓名|性别|出生|住址|公民身份)/.test(text));
  if (!number || !lastDigit || labels.length < 2) return undefined;
  const labelsLeft = Math.min(...labels.map(({ left, height }) => left + 0.2 * height));
  const width = (lastDigit.x - labelsLeft) / (FRONT.lastDigit - FRONT.labelsLeft);
  return frameAt(labelsLeft - FRONT.labelsLeft * width, number.y, FRONT.number, width);
}

/** The card's position, from its other side. */
export function backFrame(lines: readonly TextLine[]): Frame | undefined {
  const title = lines.find(({ text }) => /人民共和国/.test(text));
  const validity = lines.find(({ text }) => /^有效期限/.test(text));
  if (!title || !validity) return undefined;
  const width = (validity.y - title.y) / ((BACK.validity - BACK.title) * RATIO);
  return frameAt(validity.left + 0.2 * validity.height - BACK.labelsLeft * width, validity.y, BACK.validity, width);
}

/** @param y of the print at `share` of the card's height. */
function frameAt(left: number, y: number, share: number, width: number): Frame {
  const height = width * RATIO;
  return { left, top: y - share * height, width, height };
}

export const portraitIn = ({ left, top, width, height }: Frame): Frame => ({
  left: left + PORTRAIT.left * width,
  top: top + PORTRAIT.top * height,
  width: PORTRAIT.width * width,
  height: PORTRAIT.height * height,
});

/** The position in the picture for a position in the frame of a page. */
export function inPicture({ angle }: Page, x: number, y: number): Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [x * cos - y * sin, x * sin + y * cos];
}

export function boxOf(page: Page, { left, top, width, height }: Frame): Box {
  const [cx, cy] = inPicture(page, left + width / 2, top + height / 2);
  return { cx, cy, width, height, angle: page.angle };
}
