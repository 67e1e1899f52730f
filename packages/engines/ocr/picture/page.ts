import { withParagraphsNarrowed } from '../licence/paragraph.ts';
import type { Alternative, CtcGlyph } from '../text/ctc.ts';
import { type DetectionSides, findLines } from '../text/detection.ts';
import type { OcrModels } from '../text/models.ts';
import { type Crop, cropLine, recognise, upsideDownProbability } from '../text/recognition.ts';
import type { Box } from './box.ts';
import type { Picture } from './picture.ts';
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
/** The classifier alone is wrong too often: from this mean probability on, lines are read to decide. */
const MAYBE_UPSIDE_DOWN = 0.15;
const PROBES = 6;
/** Lines of so many characters, read with this mean confidence, are not on their head: that gives 0.4 at most. */
const LEGIBLE = { characters: 12, confidence: 0.9 } as const;
/** A single slanted line may be a stamp. */
const WATERMARK_LINES = 2;

/**
 * Finds and reads all text of a picture, in any rotation.
 *
 * @param sides as for `findLines`.
 */
export async function readPage(models: OcrModels, picture: Picture, sides: DetectionSides): Promise<Page> {
  const boxes = await findLines(models.detector, picture, sides);
  const slant = mainSlant(boxes);
  const { lines: along, slantedLines } = alongSlant(boxes, slant);
  const upright = withParagraphsNarrowed(along, slant);
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
  return { picture, lines: isWatermarked ? withoutFaint(picture, texts) : texts, boxes: turned, angle, slantedLines };
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
export const meanConfidence = (glyphs: readonly Pick<Glyph, 'confidence'>[]): number =>
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
  const probability = probes.length === 0 ? 0 : await upsideDownProbability(models, upright);
  if (probability <= MAYBE_UPSIDE_DOWN) return { isUpsideDown: false, probes: new Map() };
  const read = async (isUpsideDown: boolean) => {
    const crops = isUpsideDown ? cropsOf(picture, probes.map(onItsHead)) : upright;
    return { isUpsideDown, texts: await recognise(models, crops) };
  };
  const likely = await read(probability > 0.5);
  const other = isLegible(likely.texts) ? undefined : await read(!likely.isUpsideDown);
  const { isUpsideDown, texts } = other && legibility(other.texts) > legibility(likely.texts) ? other : likely;
  return { isUpsideDown, probes: new Map(probes.map((box, index) => [box, texts[index] ?? []])) };
}

const cropsOf = (picture: Picture, boxes: readonly Box[]): Crop[] => boxes.map((box) => cropLine(picture, box));

function isLegible(lines: readonly (readonly CtcGlyph[])[]): boolean {
  const glyphs = lines.flat();
  return glyphs.length >= LEGIBLE.characters && meanConfidence(glyphs) >= LEGIBLE.confidence;
}

const legibility = (lines: readonly (readonly CtcGlyph[])[]): number =>
  lines.reduce((sum, glyphs) => sum + meanConfidence(glyphs) * Math.min(glyphs.length, 12), 0);

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
