import { placeLine, type TextLine } from '../../../packages/engines/ocr/picture/page.ts';

/** A line for tests: its start, its middle, and its reading. */
export interface DrawnLine {
  readonly text: string;
  readonly left: number;
  readonly y: number;
  /** Default 40. */
  readonly height?: number;
  /** Distance of characters in pixels; default 0.8 of the height. */
  readonly pitch?: number;
  /** Default 0.99. */
  readonly confidence?: number;
}

/**
 * A line of text of an upright page, read without doubts and without alternatives. For tests of code that uses lines.
 */
export function drawnLine({
  text,
  left,
  y,
  height = 40,
  pitch = 0.8 * height,
  confidence = 0.99,
}: DrawnLine): TextLine {
  const chars = [...text];
  const width = chars.length * pitch;
  const glyphs = chars.map((char, index) => ({ char, at: (index + 0.5) / chars.length, confidence, alternatives: [] }));
  return placeLine({ cx: left + width / 2, cy: y, width, height, angle: 0 }, glyphs, 0);
}
