import { type Frame, inPicture } from '../cards/card-frame.ts';
import type { PictureFacts } from '../reading.ts';
import { median } from '../text/rows.ts';
import type { Box } from './box.ts';
import { coveredShare, type Pictured } from './cover.ts';
import { cut } from './crop.ts';
import { cutShare } from './cut-edge.ts';
import { Histogram } from './histogram.ts';
import type { Page, TextLine } from './page.ts';
import type { Photo, Picture } from './picture.ts';
import { screenShare } from './screen-dots.ts';

/** Maximum height of a licence's print, as a share of the picture's longest side; a title is larger. */
const LICENCE_PRINT = 0.03;

/** What is known of the paper in a picture. */
export interface PaperFacts {
  /** The position of a card; undefined for other papers, whose text area is used. */
  readonly frame?: Frame | undefined;
  /** Where it has a portrait or an emblem, not print. */
  readonly pictured?: Pictured | undefined;
  readonly isLicence?: boolean;
  /** Labels beside which nothing was read. */
  readonly valuesMissing?: number;
}

/** Measures a picture. */
export function pictureFacts(photo: Photo, page: Page, paper: PaperFacts = {}): PictureFacts {
  const { picture, width, height } = photo;
  const { frame, pictured, isLicence = false, valuesMissing = 0 } = paper;
  const area = frame ? inner(frame, PRINT_RIM) : textFrame(page.lines);
  const maxPrint = isLicence ? LICENCE_PRINT * Math.max(picture.width, picture.height) : Number.POSITIVE_INFINITY;
  const coverable = frame ? inner(frame, CARD_RIM) : isLicence ? formFrame(page.lines) : undefined;
  const colours = area ? coloursIn(picture, page, area) : new Uint8Array();
  return {
    width,
    height,
    textHeight: ((median(page.lines.map((line) => line.height)) ?? 0) * width) / picture.width,
    edgeWidth: edgeWidth(picture, page.boxes, maxPrint),
    glareShare: isOverexposed(colours, frame !== undefined) ? 0 : shareOf(colours, isBlownOut),
    coveredShare: coverable ? coveredShare(picture, page, coverable, pictured) : 0,
    valuesMissing,
    isGrey: area !== undefined && isGrey(coloursIn(picture, page, area, COLOUR_REACH)),
    cutShare: cutShare(
      picture,
      page,
      frame,
      channelsOf(colours).map((channel) => channel.quantile(0.6)),
    ),
    turnedDegrees: (Math.round((page.angle * 180) / Math.PI) + 360) % 360,
    slantedLines: page.slantedLines,
    screenShare: screenShare(picture),
  };
}

/** Where an inaccurate frame includes the desk, as a share of its size. */
const [PRINT_RIM, CARD_RIM] = [0.07, 0.035] as const;

/** Without the rim. */
const inner = ({ left, top, width, height }: Frame, rim: number): Frame => ({
  left: left + rim * width,
  top: top + rim * height,
  width: (1 - 2 * rim) * width,
  height: (1 - 2 * rim) * height,
});

/**
 * Height of a licence's emblem above its title, as a share of the height of its text: part of the paper, and its colour
 * identifies a copy.
 */
const EMBLEM = 0.15;

/** What a licence has in its first and last lines, and in all between. */
const FORM = /营业执照|信用代码|名称|类型|代表人|负责人|经营者|范围|资本|日期|期限|住所|场所|登记机关/;

/** Between the first and the last label of a licence, from side to side; a screen around it has text too. */
function formFrame(lines: readonly TextLine[]): Frame | undefined {
  const labels = lines.filter(({ text }) => FORM.test(text));
  const [top, bottom] = [Math.min(...labels.map(({ y }) => y)), Math.max(...labels.map(({ y }) => y))];
  return textFrame(
    lines.filter(({ y }) => y >= top && y <= bottom),
    0,
  );
}

function textFrame(lines: readonly TextLine[], above = EMBLEM): Frame | undefined {
  if (lines.length === 0) return undefined;
  const left = Math.min(...lines.map((line) => line.left));
  const top = Math.min(...lines.map((line) => line.y - line.height / 2));
  const right = Math.max(...lines.map((line) => line.right));
  const bottom = Math.max(...lines.map((line) => line.y + line.height / 2));
  const height = bottom - top;
  return { left, top: top - above * height, width: right - left, height: (1 + above) * height };
}

/** About 45 000 pixels, evenly spread. */
const SAMPLES = { across: 260, down: 170 } as const;

/** Red, green and blue, three bytes a sample, of an area; without the part outside the picture. */
function coloursIn(picture: Picture, page: Page, area: Frame, reach = 0): Uint8Array {
  const { width, height } = picture;
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
      if (x < reach || y < reach || x >= width - reach || y >= height - reach) continue;
      for (let channel = 0; channel < 3; channel++) colours[count++] = meanAt(picture, x, y, channel, reach);
    }
  }
  return colours.subarray(0, count);
}

/** The mean of a square around a pixel, of every second one. */
function meanAt({ width, pixels }: Picture, x: number, y: number, channel: number, reach: number): number {
  let [sum, count] = [0, 0];
  for (let dy = -reach; dy <= reach; dy += 2) {
    for (let dx = -reach; dx <= reach; dx += 2) {
      sum += pixels[3 * ((y + dy) * width + x + dx) + channel] as number;
      count++;
    }
  }
  return sum / count;
}

function shareOf(colours: Uint8Array, is: (red: number, green: number, blue: number) => boolean): number {
  let count = 0;
  for (let index = 0; index < colours.length; index += 3) {
    if (is(colours[index] as number, colours[index + 1] as number, colours[index + 2] as number)) count++;
  }
  return colours.length === 0 ? 0 : (3 * count) / colours.length;
}

/** Card stock is tinted; only a reflection is white in all three channels. */
const BLOWN_OUT = 251;
const isBlownOut = (red: number, green: number, blue: number) => Math.min(red, green, blue) >= BLOWN_OUT;
/**
 * If most of a paper is brighter than this, it is overexposed everywhere, which is not a reflection. White paper comes
 * nearer to it than the stock of cards, which is tinted.
 */
const OVEREXPOSED = { paper: 232, card: 246 } as const;

function isOverexposed(colours: Uint8Array, isCard: boolean): boolean {
  const paper = new Histogram();
  for (let index = 0; index < colours.length; index += 3) {
    paper.add(Math.min(colours[index] as number, colours[index + 1] as number, colours[index + 2] as number));
  }
  return paper.quantile(0.3) >= OVEREXPOSED[isCard ? 'card' : 'paper'];
}

/** The palest papers, licences printed from a file, have 0.25 % coloured pixels: the seal. A copy has only noise. */
const COLOURED_SHARE = 0.0015;
/** Differences between the channels of grey, by lamps of two colours. */
const COLOURED = 12;
/**
 * JPEG stores colours at half the resolution: in warm light they run from paper into print. Their mean over so many
 * pixels in each direction is right.
 */
const COLOUR_REACH = 4;

function channelsOf(colours: Uint8Array): readonly Histogram[] {
  const channels = [new Histogram(), new Histogram(), new Histogram()];
  for (let index = 0; index < colours.length; index++) channels[index % 3]?.add(colours[index] as number);
  return channels;
}

/** After white balance, because lamps tint a copy too. */
function isGrey(colours: Uint8Array): boolean {
  const channels = channelsOf(colours);
  const [red, green, blue] = channels.map((channel) => 235 / Math.max(1, channel.quantile(0.9))) as [
    number,
    number,
    number,
  ];
  const isColoured = (r: number, g: number, b: number) =>
    Math.max(r * red, g * green, b * blue) - Math.min(r * red, g * green, b * blue) > COLOURED;
  return colours.length > 0 && shareOf(colours, isColoured) < COLOURED_SHARE;
}

/** Between paper and ink, in 255ths; anything fainter is a shadow detected as a line. */
const MIN_CONTRAST = 24;
/** More lines add no information. */
const MEASURED_LINES = 12;

/**
 * Edges of characters, as the standard deviation of the blur that would make an ideal edge as wide: its steepest slope
 * is contrast / (deviation × √2π). A share of the line's height, so that it measures how readable a picture is,
 * whatever its size. Large and small lines are measured alike, and unreadable ones above all: in a blurred picture only
 * the largest can be read.
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

/** The contrast of paper and ink in the green channel, and the steepest step from pixel to pixel along the line. */
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
