import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { currentBuild } from '../../../deploy/bundle/current-build.ts';
import { ROOT } from '../../../deploy/root.ts';
import type { Canvas } from '../../../packages/specimens/puppet/paint.ts';
import { likenessBefore, type Take, WHITE_WALL } from '../../../packages/specimens/puppet/portrait.ts';
import { Puppet } from '../../../packages/specimens/puppet/puppet.ts';
import { poseAt } from '../../../packages/specimens/puppet/timeline.ts';

const FRAMES_PER_SECOND = 12;
/** As a computer's camera gives it, in pixels. */
const WIDTH = 640;
const HEIGHT = 480;

/** Each half of the film has an action at its beginning, and rest after it. */
const HALVES = ['mouth', 'blink'] as const;
const HALF_SECONDS = 5;
/** When nothing happens, in the first half. */
const REST = { fromSeconds: 1.8, toSeconds: 4.5 } as const;
/** How long the person stays at rest when a recording begins. Both actions fit into the recording, a third one does not. */
const STILL_SECONDS = 0.8;

/** The action that comes first. */
export type FirstAction = (typeof HALVES)[number];

/** Another take than on the card, as two recordings are never the same. */
const TAKE: Take = { scale: 0.95, left: 24, top: 24, fall: { x: 12, y: 20 } };

/**
 * Puts a person before the camera of every page of a browser: they rest until a recording begins, then they open their mouth and
 * close their eyes, in the order that `letActFirst` has said. The film begins with the recording, so nobody waits for its moment.
 */
export async function putPersonBeforeCamera(context: BrowserContext): Promise<void> {
  const film = await personFilm();
  await context.exposeFunction('filmOfThePerson', () => film);
  await context.addInitScript(ACTING);
}

/** Says with which action the person begins in the next recording. */
export const letActFirst = (page: Page, action: FirstAction): Promise<unknown> =>
  page.evaluate(`window.beginsAtSeconds = ${HALVES.indexOf(action) * HALF_SECONDS}`);

/** Runs in the page. A canvas shows the film; its stream is the camera's. */
const ACTING = `if (navigator.mediaDevices) {
  let recordedSinceMs;
  let draw = () => {};
  navigator.mediaDevices.getUserMedia = async () => {
    const film = await Promise.all((await filmOfThePerson()).map((frame) =>
      createImageBitmap(new Blob([Uint8Array.from(atob(frame), (letter) => letter.charCodeAt(0))]))));
    const canvas = Object.assign(document.createElement('canvas'), { width: ${WIDTH}, height: ${HEIGHT} });
    const context = canvas.getContext('2d');
    draw = () => {
      const seconds = recordedSinceMs === undefined
        ? ${REST.fromSeconds} + ((performance.now() / 1000) % ${REST.toSeconds - REST.fromSeconds})
        : window.beginsAtSeconds - ${STILL_SECONDS} + (performance.now() - recordedSinceMs) / 1000;
      const frame = Math.floor(seconds * ${FRAMES_PER_SECOND});
      context.drawImage(film[(frame + film.length) % film.length], 0, 0);
    };
    draw();
    const stream = canvas.captureStream();
    const timer = setInterval(() => {
      if (stream.active) draw();
      else clearInterval(timer);
    }, ${Math.round(1000 / FRAMES_PER_SECOND)});
    return stream;
  };
  const start = MediaRecorder.prototype.start;
  MediaRecorder.prototype.start = function (...given) {
    recordedSinceMs = performance.now();
    this.addEventListener('stop', () => { recordedSinceMs = undefined; });
    draw();
    start.apply(this, given);
  };
}`;

/** The frames of the film, JPEG in base64. Drawing takes 4 s of a processor, so all tests of the same sources take the first one's. */
async function personFilm(): Promise<readonly string[]> {
  const name = 'person.json';
  const folder = await currentBuild({
    cache: join(ROOT, '.data', 'camera-film'),
    sources: ['packages/specimens', 'tests/support/pictures/acting-camera.ts'],
    build: async (folder) => writeFile(join(folder, name), JSON.stringify(await drawPerson())),
  });
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as string[];
}

async function drawPerson(): Promise<readonly string[]> {
  const likeness = await likenessBefore(WHITE_WALL, TAKE);
  const puppet = new Puppet(likeness);
  const film: string[] = [];
  for (const half of HALVES) {
    for (let frame = 0; frame < HALF_SECONDS * FRAMES_PER_SECOND; frame += 1) {
      // The timeline has a lead-in before its first action.
      const pixels = puppet.render(poseAt([half], frame / FRAMES_PER_SECOND + 1.2));
      film.push((await encodeWide({ ...likeness.portrait, pixels })).toString('base64'));
    }
  }
  return film;
}

/** The picture in the middle and mirrored to the sides. @returns JPEG */
function encodeWide({ width, height, pixels }: Canvas): Promise<Buffer> {
  const left = (WIDTH - width) / 2;
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .extend({ left, right: WIDTH - width - left, extendWith: 'mirror' })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
