import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { currentBuild } from '../../deploy/bundle/current-build.ts';
import { ROOT } from '../../deploy/root.ts';
import type { Canvas } from '../../packages/specimens/puppet/paint.ts';
import { likenessBefore, type Take, WHITE_WALL } from '../../packages/specimens/puppet/portrait.ts';
import { Puppet } from '../../packages/specimens/puppet/puppet.ts';
import { poseAt } from '../../packages/specimens/puppet/timeline.ts';

const FRAMES_PER_SECOND = 12;
const WIDTH = 640;
const HEIGHT = 480;
/** Each half of the film has one action with rest around it. */
const HALF_SECONDS = 5;
export const FILM_SECONDS = 2 * HALF_SECONDS;
/** When the actions begin; each ends within 1.5 s. */
export const ACTION_SECONDS = { 'open-mouth': 0, 'close-eyes': HALF_SECONDS } as const;

/** When nothing happens, in each half. */
export const REST = { everySeconds: HALF_SECONDS, fromSeconds: 1.8, toSeconds: 4.5 } as const;

/** Another take than on the card, as two recordings are never the same. */
const TAKE: Take = { scale: 0.95, left: 24, top: 24, fall: { x: 12, y: 20 } };

/** Side of the square in the upper left corner whose brightness encodes the time, and its range. */
export const MARK = { side: 8, darkest: 32, brightest: 224 } as const;

/**
 * Writes a film for a camera in which a person opens their mouth and closes their eyes in turns: Y4M, the only format
 * that Chromium's fake camera plays at the film's own speed. It takes 4 s of a processor, so all tests of the same sources copy
 * what the first one has drawn.
 */
export async function drawCameraFilm(file: string): Promise<void> {
  const name = 'person.y4m';
  const folder = await currentBuild({
    cache: join(ROOT, '.data', 'camera-film'),
    sources: ['packages/specimens', 'tests/support/camera-film.ts'],
    build: (folder) => drawPerson(join(folder, name)),
  });
  await copyFile(join(folder, name), file);
}

async function drawPerson(file: string): Promise<void> {
  const likeness = await likenessBefore(WHITE_WALL, TAKE);
  const puppet = new Puppet(likeness);
  const frames = FILM_SECONDS * FRAMES_PER_SECOND;
  await writeFilm(file, { width: WIDTH, height: HEIGHT, framesPerSecond: FRAMES_PER_SECOND, frames }, (frame) =>
    planesOf(
      { ...likeness.portrait, pixels: puppet.render(poseIn(frame / FRAMES_PER_SECOND)) },
      MARK.darkest + (frame / frames) * (MARK.brightest - MARK.darkest),
    ),
  );
}

interface Format {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly frames: number;
}

/** @param draw the planes of a frame, 4:2:0. */
async function writeFilm(file: string, format: Format, draw: (frame: number) => Buffer): Promise<void> {
  const { width, height, framesPerSecond, frames } = format;
  const out = createWriteStream(file);
  out.write(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  for (let frame = 0; frame < frames; frame += 1)
    if (!out.write(Buffer.concat([Buffer.from('FRAME\n'), draw(frame)]))) await once(out, 'drain');
  out.end();
  await once(out, 'close');
}

function poseIn(seconds: number) {
  const half = seconds < HALF_SECONDS ? 'mouth' : 'blink';
  // The timeline has a lead-in before its first action.
  return poseAt([half], (seconds % HALF_SECONDS) + 1.2);
}

const mirrored = (x: number, width: number): number => (x < 0 ? -1 - x : x < width ? x : 2 * width - 1 - x);

/** 4:2:0 in full range, the picture in the middle and mirrored to the sides. */
function planesOf({ width, height, pixels }: Canvas, mark: number): Buffer {
  const planes = Buffer.alloc((WIDTH * HEIGHT * 3) / 2);
  const left = (WIDTH - width) / 2;
  const chroma = WIDTH * HEIGHT;
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const index = 3 * (Math.min(y, height - 1) * width + mirrored(x - left, width));
      const [red, green, blue] = [pixels[index] ?? 0, pixels[index + 1] ?? 0, pixels[index + 2] ?? 0];
      const isMark = x < MARK.side && y < MARK.side;
      planes[y * WIDTH + x] = isMark ? mark : 0.299 * red + 0.587 * green + 0.114 * blue;
      if (y % 2 || x % 2) continue;
      const place = chroma + (y / 2) * (WIDTH / 2) + x / 2;
      planes[place] = isMark ? 128 : 128 - 0.169 * red - 0.331 * green + 0.5 * blue;
      planes[place + chroma / 4] = isMark ? 128 : 128 + 0.5 * red - 0.419 * green - 0.081 * blue;
    }
  }
  return planes;
}

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
