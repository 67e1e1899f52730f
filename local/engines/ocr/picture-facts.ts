import { cornersOf } from './box.ts';
import { boxOf, type Frame, inPicture } from './card-frame.ts';
import { cut } from './crop.ts';
import { Histogram } from './histogram.ts';
import type { Page, TextLine } from './page.ts';
import type { Photo, Picture } from './picture.ts';
import type { PictureFacts } from './reading.ts';
import { median } from './rows.ts';
import { screenShare } from './screen-dots.ts';

/** Measures a picture. `frame` is where the card lies, undefined for other papers: then the part that holds text counts. */
export function pictureFacts(photo: Photo, page: Page, frame: Frame | undefined): PictureFacts {
  const { picture, width, height } = photo;
  const area = frame ? inner(frame) : textFrame(page.lines);
  const colours = area ? coloursIn(picture, page, area) : [];
  return {
    width,
    height,
    textHeight: ((median(page.lines.map((line) => line.height)) ?? 0) * width) / picture.width,
    edgeWidth: edgeWidth(picture, page.lines),
    glareShare: shareOf(colours, isBlownOut),
    isGrey: isGrey(colours),
    cutShare: Math.max(frame ? cutShare(picture, page, frame) : 0, isPrintCut(picture, page.lines) ? PRINT_CUT : 0),
    turnedDegrees: (Math.round((page.angle * 180) / Math.PI) + 360) % 360,
    slantedLines: page.slantedLines,
    screenShare: screenShare(picture),
  };
}

/** Without the rim, where a frame that is a little off shows the desk. */
const inner = ({ left, top, width, height }: Frame): Frame => ({
  left: left + 0.07 * width,
  top: top + 0.07 * height,
  width: 0.86 * width,
  height: 0.86 * height,
});

function textFrame(lines: readonly TextLine[]): Frame | undefined {
  if (lines.length === 0) return undefined;
  const left = Math.min(...lines.map((line) => line.left));
  const top = Math.min(...lines.map((line) => line.y - line.height / 2));
  const right = Math.max(...lines.map((line) => line.right));
  const bottom = Math.max(...lines.map((line) => line.y + line.height / 2));
  return { left, top, width: right - left, height: bottom - top };
}

type Colour = readonly [red: number, green: number, blue: number];

/** About 45 000 pixels, evenly spread. */
const SAMPLES = { across: 260, down: 170 } as const;

function coloursIn({ width, height, pixels }: Picture, page: Page, area: Frame): Colour[] {
  const colours: Colour[] = [];
  for (let j = 0; j < SAMPLES.down; j++) {
    for (let i = 0; i < SAMPLES.across; i++) {
      const u = area.left + ((i + 0.5) / SAMPLES.across) * area.width;
      const v = area.top + ((j + 0.5) / SAMPLES.down) * area.height;
      const [x, y] = inPicture(page, u, v).map(Math.floor) as [number, number];
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const offset = 3 * (y * width + x);
      colours.push([pixels[offset] as number, pixels[offset + 1] as number, pixels[offset + 2] as number]);
    }
  }
  return colours;
}

const shareOf = (colours: readonly Colour[], is: (colour: Colour) => boolean) =>
  colours.length === 0 ? 0 : colours.filter(is).length / colours.length;

/** Card stock is tinted; only a reflection is white in all three channels. */
const isBlownOut = (colour: Colour) => Math.min(...colour) >= 251;

/** Less than this share of coloured pixels is noise. */
const COLOURED_SHARE = 0.004;
const COLOURED = 40;

/** After white balance, as lamps tint a copy too. */
function isGrey(colours: readonly Colour[]): boolean {
  const white = [0, 1, 2].map((channel) => {
    const sorted = colours.map((colour) => colour[channel] as number).sort((a, b) => a - b);
    return Math.max(1, sorted[Math.floor(sorted.length * 0.9)] ?? 255);
  });
  const isColoured = (colour: Colour) => {
    const balanced = colour.map((value, channel) => (value * 235) / (white[channel] as number));
    return Math.max(...balanced) - Math.min(...balanced) > COLOURED;
  };
  return colours.length > 0 && shareOf(colours, isColoured) < COLOURED_SHARE;
}

function cutShare({ width, height }: Picture, page: Page, frame: Frame): number {
  const outside = cornersOf(boxOf(page, frame)).map(([x, y]) => Math.max(-x, -y, x - width, y - height));
  return Math.max(0, ...outside) / frame.width;
}

/** Certificates have margins wider than this share of their width: where print reaches the edge of the picture, so much is missing. */
const PRINT_CUT = 0.1;

/** A line that is surely print, and whose box, which is a third of a line larger, ends outside the picture. */
const isPrintCut = ({ width, height }: Picture, lines: readonly TextLine[]): boolean =>
  lines.some(
    ({ box, text, confidence }) =>
      confidence > 0.8 &&
      text.length >= 2 &&
      cornersOf(box).some(([x, y]) => x < 0 || y < 0 || x > width || y > height),
  );

const MEASURED_LINES = 8;

/**
 * Edges of characters, as the standard deviation of the blur that would make an ideal edge as wide: its steepest slope is contrast /
 * (deviation × √2π). A share of the line's height, so that it says how readable a picture is whatever its size.
 */
function edgeWidth(picture: Picture, lines: readonly TextLine[]): number {
  const widths = [...lines]
    .sort((a, b) => b.glyphs.length * b.height - a.glyphs.length * a.height)
    .slice(0, MEASURED_LINES)
    .flatMap(({ box }) => {
      const { contrast, slope } = contrastAndSlope(cut(picture, box, Math.ceil(box.width), Math.ceil(box.height)));
      return slope > 0 ? [contrast / slope / Math.sqrt(2 * Math.PI) / box.height] : [];
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
