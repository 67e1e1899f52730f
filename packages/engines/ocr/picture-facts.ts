import { type Box, cornersOf } from './box.ts';
import { boxOf, type Frame, inPicture } from './card-frame.ts';
import { cut } from './crop.ts';
import { Histogram } from './histogram.ts';
import type { Page, TextLine } from './page.ts';
import type { Photo, Picture } from './picture.ts';
import type { PictureFacts } from './reading.ts';
import { median } from './rows.ts';
import { screenShare } from './screen-dots.ts';

/** Maximum height of a licence's print, as a share of the picture's longest side; a title is larger. */
const LICENCE_PRINT = 0.03;

/** Measures a picture. `frame` is the position of the card; undefined for other papers, whose text area is used. */
export function pictureFacts(photo: Photo, page: Page, frame: Frame | undefined, isLicence = false): PictureFacts {
  const { picture, width, height } = photo;
  const area = frame ? inner(frame) : textFrame(page.lines);
  const maxPrint = isLicence ? LICENCE_PRINT * Math.max(picture.width, picture.height) : Number.POSITIVE_INFINITY;
  const colours = area ? coloursIn(picture, page, area) : new Uint8Array();
  return {
    width,
    height,
    textHeight: ((median(page.lines.map((line) => line.height)) ?? 0) * width) / picture.width,
    edgeWidth: edgeWidth(picture, page.boxes, maxPrint),
    glareShare: !frame && isOverexposed(colours) ? 0 : shareOf(colours, isBlownOut),
    isGrey: isGrey(colours),
    cutShare: Math.max(frame ? cutShare(picture, page, frame) : 0, isPrintCut(picture, page.lines) ? PRINT_CUT : 0),
    turnedDegrees: (Math.round((page.angle * 180) / Math.PI) + 360) % 360,
    slantedLines: page.slantedLines,
    screenShare: screenShare(picture),
  };
}

/** Without the rim, where an inaccurate frame includes the desk. */
const inner = ({ left, top, width, height }: Frame): Frame => ({
  left: left + 0.07 * width,
  top: top + 0.07 * height,
  width: 0.86 * width,
  height: 0.86 * height,
});

/**
 * Height of a licence's emblem above its title, as a share of the height of its text: part of the paper, and its colour
 * identifies a copy.
 */
const EMBLEM = 0.15;

function textFrame(lines: readonly TextLine[]): Frame | undefined {
  if (lines.length === 0) return undefined;
  const left = Math.min(...lines.map((line) => line.left));
  const top = Math.min(...lines.map((line) => line.y - line.height / 2));
  const right = Math.max(...lines.map((line) => line.right));
  const bottom = Math.max(...lines.map((line) => line.y + line.height / 2));
  const height = bottom - top;
  return { left, top: top - EMBLEM * height, width: right - left, height: (1 + EMBLEM) * height };
}

/** About 45 000 pixels, evenly spread. */
const SAMPLES = { across: 260, down: 170 } as const;

/** Red, green and blue, three bytes a pixel, of an area; without the part outside the picture. */
function coloursIn({ width, height, pixels }: Picture, page: Page, area: Frame): Uint8Array {
  const colours = new Uint8Array(3 * SAMPLES.across * SAMPLES.down);
  let count = 0;
  for (let j = 0; j < SAMPLES.down; j++) {
    const v = area.top + ((j + 0.5) / SAMPLES.down) * area.height;
    const [startX, startY] = inPicture(page, area.left, v);
    const [endX, endY] = inPicture(page, area.left + area.width, v);
    for (let i = 0; i < SAMPLES.across; i++) {
      const share = (i + 0.5) / SAMPLES.across;
      const x = Math.floor(startX + share * (endX - startX));
      const y = Math.floor(startY + share * (endY - startY));
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const from = 3 * (y * width + x);
      for (let channel = 0; channel < 3; channel++) colours[count++] = pixels[from + channel] as number;
    }
  }
  return colours.subarray(0, count);
}

function shareOf(colours: Uint8Array, is: (red: number, green: number, blue: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < colours.length; at += 3) {
    if (is(colours[at] as number, colours[at + 1] as number, colours[at + 2] as number)) count++;
  }
  return colours.length === 0 ? 0 : (3 * count) / colours.length;
}

/** Card stock is tinted; only a reflection is white in all three channels. */
const BLOWN_OUT = 251;
const isBlownOut = (red: number, green: number, blue: number) => Math.min(red, green, blue) >= BLOWN_OUT;
/** If half of a white paper is brighter than this, it is overexposed everywhere, which is not a reflection. */
const WHITE_PAPER = 232;

/** For papers only: the stock of cards is tinted. */
function isOverexposed(colours: Uint8Array): boolean {
  const paper = new Histogram();
  for (let at = 0; at < colours.length; at += 3) {
    paper.add(Math.min(colours[at] as number, colours[at + 1] as number, colours[at + 2] as number));
  }
  return paper.quantile(0.5) >= WHITE_PAPER;
}

/** The palest papers, licences printed from a file, have 0.25 % coloured pixels: the seal. A copy has only noise. */
const COLOURED_SHARE = 0.0015;
/** JPEG and lamps of two colours cause differences of up to 10 between the channels of grey. */
const COLOURED = 20;

/** After white balance, because lamps tint a copy too. */
function isGrey(colours: Uint8Array): boolean {
  const channels = [new Histogram(), new Histogram(), new Histogram()] as const;
  for (let at = 0; at < colours.length; at++) channels[at % 3]?.add(colours[at] as number);
  const [red, green, blue] = channels.map((channel) => 235 / Math.max(1, channel.quantile(0.9))) as [
    number,
    number,
    number,
  ];
  const isColoured = (r: number, g: number, b: number) =>
    Math.max(r * red, g * green, b * blue) - Math.min(r * red, g * green, b * blue) > COLOURED;
  return colours.length > 0 && shareOf(colours, isColoured) < COLOURED_SHARE;
}

function cutShare({ width, height }: Picture, page: Page, frame: Frame): number {
  const outside = cornersOf(boxOf(page, frame)).map(([x, y]) => Math.max(-x, -y, x - width, y - height));
  return Math.max(0, ...outside) / frame.width;
}

/**
 * Certificates have wider margins than this share of their width: print at the picture's edge shows that they are cut.
 */
const PRINT_CUT = 0.1;

/** A line that is certainly print, and whose box, which is a third of a line larger, ends outside the picture. */
const isPrintCut = ({ width, height }: Picture, lines: readonly TextLine[]): boolean =>
  lines.some(
    ({ box, text, confidence }) =>
      confidence > 0.8 &&
      text.length >= 2 &&
      cornersOf(box).some(([x, y]) => x < 0 || y < 0 || x > width || y > height),
  );

/** Between paper and ink, in 255ths; anything fainter is a shadow detected as a line. */
const MIN_CONTRAST = 24;
/** More lines add no information. */
const MEASURED_LINES = 12;

/**
 * Edges of characters, as the standard deviation of the blur that would make an ideal edge as wide: its steepest slope
 * is contrast / (deviation × √2π). A share of the line's height, so that it measures how readable a picture is,
 * whatever its size. Of large and small lines alike, especially of unreadable ones: in a blurred picture only the
 * largest can be read.
 */
function edgeWidth(picture: Picture, boxes: readonly Box[], maxPrint: number): number {
  const byHeight = [...boxes].sort((a, b) => a.height - b.height);
  const every = Math.max(1, byHeight.length / MEASURED_LINES);
  const measured = byHeight.filter((_, index) => Math.floor(index % every) === 0);
  const widths = measured.flatMap((box) => {
    const { contrast, slope } = contrastAndSlope(cut(picture, box, Math.ceil(box.width), Math.ceil(box.height)));
    const isPrint = contrast >= MIN_CONTRAST && slope > 0;
    return isPrint ? [contrast / slope / Math.sqrt(2 * Math.PI) / Math.min(box.height, maxPrint)] : [];
  });
  return median(widths) ?? 0;
}

/** Of paper and ink in the green channel, and the steepest step from pixel to pixel along the line. */
function contrastAndSlope({ width, height, pixels }: Picture): { contrast: number; slope: number } {
  const [values, steps] = [new Histogram(), new Histogram()];
  for (let y = 0; y < height; y++) {
    let before = pixels[3 * y * width + 1] as number;
    for (let x = 1; x < width; x++) {
      const value = pixels[3 * (y * width + x) + 1] as number;
      values.add(value);
      steps.add(Math.abs(value - before));
      before = value;
    }
  }
  return { contrast: values.quantile(0.97) - values.quantile(0.03), slope: steps.quantile(0.98) };
}
