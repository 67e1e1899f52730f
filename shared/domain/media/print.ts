import { textKey } from '../../../contracts/normal-forms/text.ts';
import type { Place } from '../../../contracts/review-desk/evidence.ts';
import type { SeenLine } from './places.ts';

/** A line as a machine read it. */
export const textOf = (line: SeenLine): string => line.map(({ text }) => text).join('');

/** All of it in the form in which texts are compared, without what is no letter or digit. */
export const plainText = (text: string): string => textKey(text).replace(/[^\p{L}\p{N}]/gu, '');

/** The upright box around places; undefined of none. @param margin in pixels. */
export function boxOf(places: readonly Place[], margin = 0): Place | undefined {
  const points = places.flat();
  if (points.length === 0) return undefined;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right] = [Math.min(...xs) - margin, Math.max(...xs) + margin];
  const [top, bottom] = [Math.min(...ys) - margin, Math.max(...ys) + margin];
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** The height of most characters of a picture, in pixels; 0 without any. */
export function usualHeight(lines: readonly SeenLine[]): number {
  const heights = lines.flat().map(({ place: [[x0, y0], , , [x3, y3]] }) => Math.hypot(x3 - x0, y3 - y0));
  return heights.toSorted((first, second) => first - second)[Math.floor(heights.length / 2)] ?? 0;
}

/** A long name may have one misread character. */
const LONG_NAME = 6;

/** Whether a name stands in a text in plain form. */
export function hasName(name: string, text: string): boolean {
  const signs = [...plainText(name)];
  const isMisread = (_: string, place: number) =>
    new RegExp(`${signs.slice(0, place).join('')}.?${signs.slice(place + 1).join('')}`, 'u').test(text);
  return text.includes(signs.join('')) || (signs.length >= LONG_NAME && signs.some(isMisread));
}
