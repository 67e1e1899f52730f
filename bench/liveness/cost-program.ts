/**
 * Prints the cost of the face engine as JSON, in a process of its own: `cost-program.ts <photo> <video>`. CPU is that
 * of the whole process, the engine's thread included.
 */
import { readFileSync } from 'node:fs';
import { createFaceEngine } from 'engines/face/engine.ts';
import { cpuSecondsOf, median } from '../cpu.ts';
import { watchMemory } from '../memory.ts';

const PHOTOS = 10;
const VIDEOS = 5;

/** All numbers except the memory are CPU seconds. */
export interface Cost {
  /** The thread, its compiler and the five models. */
  readonly load: number;
  readonly photo: number;
  readonly videoSecond: number;
  readonly peakMb: number;
  /** Memory that is still used at the end. */
  readonly keptMb: number;
}

async function cost([photo = '', video = '']: readonly string[]): Promise<Cost> {
  const memory = watchMemory();
  const startMb = process.memoryUsage.rss() / 2 ** 20;
  const engine = createFaceEngine();
  const [still, clip] = [readFileSync(photo), readFileSync(video)];
  const first = await cpuSecondsOf(() => engine.photo(still));
  const photos = await inTurn(PHOTOS, () => cpuSecondsOf(() => engine.photo(still)));
  const { durationSeconds } = await engine.video(clip);
  const videos = await inTurn(VIDEOS, () => cpuSecondsOf(() => engine.video(clip)));
  const peakMb = memory.stop();
  const keptMb = process.memoryUsage.rss() / 2 ** 20 - startMb;
  await engine.close();
  return {
    load: first - median(photos),
    photo: median(photos),
    videoSecond: median(videos) / durationSeconds,
    peakMb,
    keptMb,
  };
}

async function inTurn(times: number, work: () => Promise<number>): Promise<number[]> {
  const numbers: number[] = [];
  for (let turn = 0; turn < times; turn += 1) numbers.push(await work());
  return numbers;
}

process.stdout.write(JSON.stringify(await cost(process.argv.slice(2))));
