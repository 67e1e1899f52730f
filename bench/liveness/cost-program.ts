/**
 * Prints the cost of the face engine as JSON, in a process of its own: `cost-program.ts <photo> <video>`. CPU is that
 * of the whole process, the engine's thread included.
 */
import { readFileSync } from 'node:fs';
import { createFaceEngine } from 'engines/face/engine.ts';
import { createFixedWork } from 'engines/face/fixed-work.ts';
import { cpuMsOf, median } from '../measuring.ts';
import { watchMemory } from '../memory.ts';

const PHOTOS = 10;
const VIDEOS = 5;
/** Before each of them, because the load on the machine changes. */
const FIXED_RUNS = 5;

/** CPU seconds, but for memory and ratios: those are to one run of `createFixedWork`. */
export interface Cost {
  /** The thread, its compiler and the five models. */
  readonly load: number;
  readonly photo: number;
  readonly videoSecond: number;
  readonly fixed: number;
  readonly photoToFixed: number;
  readonly videoSecondToFixed: number;
  readonly peakMb: number;
  /** Memory that is still used at the end. */
  readonly keptMb: number;
}

async function cost([photo = '', video = '']: readonly string[]): Promise<Cost> {
  const memory = watchMemory();
  const startMb = process.memoryUsage.rss() / 2 ** 20;
  const engine = createFaceEngine();
  const [still, clip] = [readFileSync(photo), readFileSync(video)];
  const first = await secondsOf(() => engine.photo(still));
  const { durationSeconds } = await engine.video(clip);
  await engine.video(clip);
  const peakMb = memory.stop();
  const keptMb = process.memoryUsage.rss() / 2 ** 20 - startMb;
  const fixedWork = await createFixedWork(still);
  await inTurn(FIXED_RUNS, fixedWork);
  const fixed: number[] = [];
  const besideFixed = async (work: () => Promise<unknown>): Promise<number> => {
    fixed.push((await secondsOf(() => inTurn(FIXED_RUNS, fixedWork))) / FIXED_RUNS);
    return secondsOf(work);
  };
  const photos = await inTurn(PHOTOS, () => besideFixed(() => engine.photo(still)));
  const videos = await inTurn(VIDEOS, () => besideFixed(() => engine.video(clip)));
  await engine.close();
  const [perPhoto, videoSecond, unit] = [median(photos), median(videos) / durationSeconds, median(fixed)];
  return {
    load: first - perPhoto,
    photo: perPhoto,
    videoSecond,
    fixed: unit,
    photoToFixed: perPhoto / unit,
    videoSecondToFixed: videoSecond / unit,
    peakMb,
    keptMb,
  };
}

const secondsOf = async (work: () => unknown): Promise<number> => (await cpuMsOf(work)) / 1000;

async function inTurn<Result>(times: number, work: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let turn = 0; turn < times; turn += 1) results.push(await work());
  return results;
}

process.stdout.write(JSON.stringify(await cost(process.argv.slice(2))));
