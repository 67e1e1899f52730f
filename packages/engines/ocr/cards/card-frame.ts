import type { Box, Point } from '../picture/box.ts';
import type { Page, TextLine } from '../picture/page.ts';

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
const FRONT = { labelsLeft: 0.068, firstDigit: 0.342, lastDigit: 0.868, name: 0.147, number: 0.89 } as const;
const BACK = { labelsLeft: 0.26, valuesLeft: 0.418, title: 0.18, name: 0.36, validity: 0.89 } as const;
const PORTRAIT = { left: 0.635, top: 0.12, width: 0.3, height: 0.6 } as const;

/** Fewer digits are a part of the number. */
const MOST_DIGITS = 16;

/** The card's position, from its portrait side; undefined if too little of it was read. */
export function frontFrame(lines: readonly TextLine[], number: TextLine | undefined): Frame | undefined {
  const digits = number?.glyphs.filter(({ char }) => /[0-9X]/.test(char)) ?? [];
  const [firstDigit, lastDigit] = [digits[0], digits.at(-1)];
  const labels = lines.filter(({ text }) => /^(姓名|性别|出生|住址|公民身份)/.test(text));
  if (!number || !firstDigit || !lastDigit) return undefined;
  if (labels.length >= 2) {
    const labelsLeft = Math.min(...labels.map(({ left, height }) => left + 0.2 * height));
    const width = (lastDigit.x - labelsLeft) / (FRONT.lastDigit - FRONT.labelsLeft);
    return frameAt(labelsLeft - FRONT.labelsLeft * width, number.y, FRONT.number, width);
  }
  // The labels are cut off, or under something.
  if (digits.length < MOST_DIGITS) return undefined;
  const width = (lastDigit.x - firstDigit.x) / (FRONT.lastDigit - FRONT.firstDigit);
  return frameAt(firstDigit.x - FRONT.firstDigit * width, number.y, FRONT.number, width);
}

/** The card's position, from its other side. */
export function backFrame(lines: readonly TextLine[]): Frame | undefined {
  const title = lines.find(({ text }) => /人民共和国/.test(text));
  const name = lines.find(({ text }) => /居民身份证/.test(text));
  const labelled = lines.find(({ text }) => /^有效期限/.test(text));
  const validity = labelled ?? lines.find(({ text }) => /\d{4}\.\d\d\.\d\d/.test(text));
  const [top, share] = title ? [title, BACK.title] : [name, BACK.name];
  if (!top || !validity) return undefined;
  const width = (validity.y - top.y) / ((BACK.validity - share) * RATIO);
  const printLeft = labelled ? labelled.left + 0.2 * labelled.height : leftOfDates(validity);
  const left = printLeft - (labelled ? BACK.labelsLeft : BACK.valuesLeft) * width;
  return frameAt(left, validity.y, BACK.validity, width);
}

/** The label before the dates may be under something, or cut off. */
const leftOfDates = ({ glyphs, left, height }: TextLine): number =>
  (glyphs.find(({ char }) => /\d/.test(char))?.x ?? left) - 0.2 * height;

/** @param y of the print at `share` of the card's height. */
function frameAt(left: number, y: number, share: number, width: number): Frame {
  const height = width * RATIO;
  return { left, top: y - share * height, width, height };
}

const EMBLEM = { left: 0.04, top: 0.06, width: 0.22, height: 0.42 } as const;

const partOf =
  (part: Frame) =>
  ({ left, top, width, height }: Frame): Frame => ({
    left: left + part.left * width,
    top: top + part.top * height,
    width: part.width * width,
    height: part.height * height,
  });

export const portraitIn = partOf(PORTRAIT);
export const emblemIn = partOf(EMBLEM);

/** A frame with a share of its size added on each side. */
export const widened = ({ left, top, width, height }: Frame, by: number): Frame => ({
  left: left - by * width,
  top: top - by * height,
  width: (1 + 2 * by) * width,
  height: (1 + 2 * by) * height,
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
