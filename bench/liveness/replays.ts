import type { FaceEngine } from 'engines/face/engine.ts';
import { runFfmpeg } from 'engines/ffmpeg.ts';
import { lookOf } from '../../functions/liveness/measure-portrait.ts';
import { differingBits, SAME_LOOK_BITS } from '../../shared/domain/media/picture-look.ts';
import { measured, type Row, within } from '../row.ts';

/** The number of key frames that our adapter requests from FaceID. */
const KEY_FRAMES = 5;

/** Smaller and of lower quality, at another frame rate. */
const ANEW = ['-vf', 'scale=iw*3/4:-2,fps=24', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '34'];

/**
 * Whether a re-encoded recording is recognized by its key frames, and another recording of the same person is not.
 *
 * @param people the honest films of each.
 */
export async function replayRows(engine: FaceEngine, people: readonly (readonly Buffer[])[]): Promise<readonly Row[]> {
  const [anew, others] = [[] as number[], [] as number[]];
  for (const films of people) {
    const looks = await Promise.all(films.map((film) => looksOf(engine, film)));
    const [first, ...rest] = looks;
    if (!first || !films[0]) continue;
    anew.push(leastDifference(first, await looksOf(engine, await writtenAnew(films[0]))));
    others.push(...rest.map((other) => leastDifference(first, other)));
  }
  const count = (differences: readonly number[], isSame: boolean) =>
    differences.filter((bits) => bits <= SAME_LOOK_BITS === isSame).length;
  return [
    measured({
      metric: `written anew: key frames differ in at most (n=${anew.length})`,
      value: Math.max(...anew),
      unit: 'bits',
    }),
    within(0, { metric: `written anew: taken for new (n=${anew.length})`, value: count(anew, false), unit: 'films' }),
    measured({
      metric: `other takes: key frames differ in at least (n=${others.length})`,
      value: Math.min(...others),
      unit: 'bits',
    }),
    within(0, { metric: `other takes: taken for old (n=${others.length})`, value: count(others, true), unit: 'films' }),
  ];
}

async function looksOf(engine: FaceEngine, film: Buffer): Promise<readonly Buffer[]> {
  const { bestFrames } = await engine.video(film);
  const looks = await Promise.all(bestFrames.slice(0, KEY_FRAMES).map(lookOf));
  return looks.filter((look) => look !== undefined);
}

const leastDifference = (one: readonly Buffer[], other: readonly Buffer[]): number =>
  Math.min(...one.flatMap((look) => other.map((seen) => differingBits(look, seen))));

async function writtenAnew(film: Buffer): Promise<Buffer> {
  const { outputs, log } = await runFfmpeg(film, ['-i', '/in', ...ANEW, '-f', 'mp4', '/out/video']);
  const [video] = outputs;
  if (!video) throw new Error(`encoding failed: ${log.slice(-400)}`);
  return Buffer.from(video);
}
