import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import sharp from 'sharp';

/** The size of the film, in pixels: as a computer's camera gives it, or a phone's that is held upright. */
export const TABLES = { wide: { width: 1280, height: 720 }, upright: { width: 1080, height: 1440 } } as const;
const TABLE = { colour: '#7a5c40', framesPerSecond: 4, emptyFrames: 6, frames: 40 } as const;

/**
 * Writes a film for a camera above a table: empty at first, then a card lies on it for the rest, as wide as asked.
 *
 * @param photo a card cut out at its edges.
 * @param width of the card in pixels of the film.
 */
export async function drawCardFilm(
  file: string,
  photo: Buffer,
  width: number,
  size: (typeof TABLES)[keyof typeof TABLES] = TABLES.wide,
): Promise<void> {
  const { colour, emptyFrames, ...format } = TABLE;
  const empty = sharp({ create: { ...size, channels: 3, background: colour } });
  const card = empty.clone().composite([{ input: await sharp(photo).resize({ width }).toBuffer() }]);
  const [before, after] = await Promise.all(
    [empty, card].map(async (picture) => yuvOf(await picture.removeAlpha().raw().toBuffer(), size)),
  );
  await writeFilm(file, { ...format, ...size }, (frame) => (frame < emptyFrames ? before : after) as Buffer);
}

/** 4:2:0 of red, green and blue, in the range that Chromium expects of a camera (ITU-R BT.601). */
function yuvOf(pixels: Buffer, { width, height }: { readonly width: number; readonly height: number }): Buffer {
  const planes = Buffer.alloc((width * height * 3) / 2);
  const chroma = width * height;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = 3 * (y * width + x);
      const [red, green, blue] = [pixels[index] ?? 0, pixels[index + 1] ?? 0, pixels[index + 2] ?? 0];
      planes[y * width + x] = 16 + 0.257 * red + 0.504 * green + 0.098 * blue;
      if (y % 2 || x % 2) continue;
      const place = chroma + (y / 2) * (width / 2) + x / 2;
      planes[place] = 128 - 0.148 * red - 0.291 * green + 0.439 * blue;
      planes[place + chroma / 4] = 128 + 0.439 * red - 0.368 * green - 0.071 * blue;
    }
  }
  return planes;
}

interface Format {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly frames: number;
}

/** Writes Y4M, the only format that Chromium's fake camera plays at the film's own speed. @param draw the planes of a frame, 4:2:0. */
async function writeFilm(file: string, format: Format, draw: (frame: number) => Buffer): Promise<void> {
  const { width, height, framesPerSecond, frames } = format;
  const out = createWriteStream(file);
  out.write(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  for (let frame = 0; frame < frames; frame += 1)
    if (!out.write(Buffer.concat([Buffer.from('FRAME\n'), draw(frame)]))) await once(out, 'drain');
  out.end();
  await once(out, 'close');
}
