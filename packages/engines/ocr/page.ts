import type { Box } from './box.ts';
import type { Alternative, CtcGlyph } from './ctc.ts';
import { type DetectionSide, detectLines } from './detection.ts';
import type { OcrModels } from './models.ts';
import type { Picture } from './picture.ts';
import { type Crop, cropLine, recognise, upsideDownProbability } from './recognition.ts';
import { alongSlant, mainSlant } from './slant.ts';
import { withoutFaint } from './watermark.ts';

/** A character of a page: x of its middle, and the height of its line. */
export interface Glyph {
  readonly char: string;
  readonly x: number;
  readonly height: number;
  readonly confidence: number;
  readonly alternatives: readonly Alternative[];
}

/** A line of text in the frame of its page: the picture rotated so that text runs along x, with its scale. */
export interface TextLine {
  readonly glyphs: readonly Glyph[];
  readonly text: string;
  /** Mean of its characters', 0 to 1. */
  readonly confidence: number;
  readonly left: number;
  readonly right: number;
  /** Middle of its height. */
  readonly y: number;
  readonly height: number;
  /** Angle by which it falls to the right relative to the page, in radians. */
  readonly slope: number;
  /** Its position in the picture. */
  readonly box: Box;
}

export interface Page {
  readonly picture: Picture;
  readonly lines: readonly TextLine[];
  /** Positions of all detected lines in the picture, readable or not. */
  readonly boxes: readonly Box[];
  /** Direction of the text in the picture, radians clockwise, −π/2 to 3π/2. */
  readonly angle: number;
  readonly slantedLines: number;
}

/** Lines below this confidence are not text. */
const MIN_CONFIDENCE = 0.4;
/** The classifier alone is wrong too often: from this mean probability on, lines are read in both directions. */
const MAYBE_UPSIDE_DOWN = 0.15;
const PROBES = 6;
/** A single slanted line may be a stamp. */
const WATERMARK_LINES = 2;

/** Finds and reads all text of a picture, in any rotation. */
export async function readPage(models: OcrModels, picture: Picture, longestSide: DetectionSide): Promise<Page> {
  const boxes = await detectLines(models.detector, picture, longestSide);
  const slant = mainSlant(boxes);
  const { lines: upright, slantedLines } = alongSlant(boxes, slant);
  const { isUpsideDown, probes } = await directionOf(models, picture, upright);
  const angle = isUpsideDown ? slant + Math.PI : slant;
  const turned = isUpsideDown ? upright.map(onItsHead) : upright;
  const unread = turned.filter((_, index) => !probes.has(upright[index] as Box));
  const others = await recognise(models, cropsOf(picture, unread));
  const lines = turned.map((box, index) =>
    placeLine(box, probes.get(upright[index] as Box) ?? others[unread.indexOf(box)] ?? [], angle),
  );
  const texts = lines.filter(isText);
  const isWatermarked = slantedLines >= WATERMARK_LINES;
  return {
    picture,
    lines: isWatermarked ? withoutFaint(picture, texts) : texts,
    boxes: turned,
    angle,
    slantedLines,
  };
}

/** The characters of a line with a known box, in the frame of a page. */
export function placeLine(box: Box, glyphs: readonly CtcGlyph[], angle: number): TextLine {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const left = box.cx * cos + box.cy * sin - box.width / 2;
  const placed = glyphs.flatMap(({ char, at, confidence, alternatives }): Glyph[] => {
    const printed = normalCharacter(char);
    return printed === ''
      ? []
      : [{ char: printed, x: left + at * box.width, height: box.height, confidence, alternatives }];
  });
  return {
    glyphs: placed,
    text: textOf(placed),
    confidence: meanConfidence(placed),
    left,
    right: left + box.width,
    y: box.cy * cos - box.cx * sin,
    height: box.height,
    slope: box.angle - angle,
    box,
  };
}

export const textOf = (glyphs: readonly Glyph[]): string => glyphs.map(({ char }) => char).join('');

/** 0 for none. */
export const meanConfidence = (glyphs: readonly Glyph[]): number =>
  glyphs.length === 0 ? 0 : glyphs.reduce((sum, { confidence }) => sum + confidence, 0) / glyphs.length;

const isText = (line: TextLine) => line.text !== '' && line.confidence > MIN_CONFIDENCE;

const onItsHead = (box: Box): Box => ({ ...box, angle: box.angle + Math.PI });

interface Direction {
  readonly isUpsideDown: boolean;
  /** Readings that were needed for the decision, by line. */
  readonly probes: ReadonlyMap<Box, readonly CtcGlyph[]>;
}

async function directionOf(models: OcrModels, picture: Picture, boxes: readonly Box[]): Promise<Direction> {
  const size = ({ width, height }: Box) => (width / height) * Math.min(height, 40);
  const probes = boxes
    .filter(({ width, height }) => width / height > 2.2)
    .sort((a, b) => size(b) - size(a))
    .slice(0, PROBES);
  const upright = cropsOf(picture, probes);
  const isSurelyUpright = probes.length === 0 || (await upsideDownProbability(models, upright)) <= MAYBE_UPSIDE_DOWN;
  if (isSurelyUpright) return { isUpsideDown: false, probes: new Map() };
  const asTheyAre = await recognise(models, upright);
  const turned = await recognise(models, cropsOf(picture, probes.map(onItsHead)));
  const isUpsideDown = legibility(turned) > legibility(asTheyAre);
  const texts = isUpsideDown ? turned : asTheyAre;
  return { isUpsideDown, probes: new Map(probes.map((box, index) => [box, texts[index] ?? []])) };
}

const cropsOf = (picture: Picture, boxes: readonly Box[]): Crop[] => boxes.map((box) => cropLine(picture, box));

function legibility(lines: readonly (readonly CtcGlyph[])[]): number {
  const mean = (glyphs: readonly CtcGlyph[]) =>
    glyphs.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, glyphs.length);
  return lines.reduce((sum, glyphs) => sum + mean(glyphs) * Math.min(glyphs.length, 12), 0);
}

/**
 * Half width, one kind of middle dot, no quotation marks, no space: only differences between printed characters remain.
 */
function normalCharacter(char: string): string {
  const half = char.normalize('NFKC');
  if (/^[\s“”"'`]*$/.test(half)) return '';
  if (/^[‧•∙⋅・]$/.test(half)) return '·';
  if (half === '丶') return '、';
  // Some signs, such as ㎡, become two characters; they stay unchanged.
  return half.length === 1 ? half : char;
}
