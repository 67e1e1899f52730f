import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawPhoneFilm } from 'specimens/liveness-corpus.ts';
import { INDIVIDUAL } from 'specimens/people.ts';
import { drawPhoto } from 'specimens/person.ts';
import { Random } from 'specimens/random.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import type { Laptop } from '../../local/laptop.ts';
import { createLivenessProvider } from '../../shared/adapters/tencent/liveness/video.ts';
import { inTemporaryDir, withLaptop } from '../../tools/temporary-laptop.ts';
import { quantile } from '../measuring.ts';
import { outputOf } from '../program.ts';
import { measured, type Row, within } from '../row.ts';
import type { Cost } from './cost-program.ts';

/** Ratios to a fixed piece of the same work, see `createFixedWork`: seconds differ by half between hosts. */
const MAX_SECOND_TO_FIXED = 10;
const MAX_PHOTO_TO_FIXED = 2;
const MAX_MEMORY_MB = 600;
const MAX_SLOWER = 3;

const ROUNDS = 4;
const CALLS_BEFORE = 150;
const WARM_UP = 50;

/** The cost of a video of 480 × 640 pixels at 30 frames per second, and the effect on another route of the laptop. */
export async function costRows(): Promise<readonly Row[]> {
  const [photo, video] = [await drawPhoto(), await drawPhoneFilm(new Random(1))];
  const cost = await costOf(photo, video);
  const { load, photo: perPhoto, videoSecond, fixed, photoToFixed, videoSecondToFixed, peakMb, keptMb } = cost;
  return [
    measured({ metric: 'models, thread and compiler', value: load, unit: 's CPU' }),
    measured({ metric: 'the fixed work: one face found and turned into numbers', value: fixed, unit: 's CPU' }),
    measured({ metric: 'a photo', value: perPhoto, unit: 's CPU' }),
    within(MAX_PHOTO_TO_FIXED, { metric: 'a photo to the fixed work', value: photoToFixed, unit: 'ratio' }),
    measured({ metric: 'a second of video', value: videoSecond, unit: 's CPU' }),
    within(MAX_SECOND_TO_FIXED, {
      metric: 'a second of video to the fixed work',
      value: videoSecondToFixed,
      unit: 'ratio',
    }),
    within(MAX_MEMORY_MB, { metric: 'memory over start, at most', value: peakMb, unit: 'MB' }),
    measured({ metric: 'memory over start, afterwards', value: keptMb, unit: 'MB' }),
    ...(await withLaptop({}, (laptop) => gatewayRows(laptop, photo, video))),
  ];
}

/** Measured in a separate process: drawing uses memory too. */
const costOf = (photo: Buffer, video: Buffer): Promise<Cost> =>
  inTemporaryDir(async (dir) => {
    const files = { 'photo.jpg': photo, 'video.mp4': video };
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dir, name), bytes);
    const paths = Object.keys(files).map((name) => join(dir, name));
    const program = new URL('./cost-program.ts', import.meta.url);
    return JSON.parse(await outputOf(program, paths)) as Cost;
  });

/** Another route of the gateway, alone and during a FaceID video; alternating, because of other load. */
async function gatewayRows(laptop: Laptop, photo: Buffer, video: Buffer): Promise<readonly Row[]> {
  laptop.timers.stop();
  const call = () => answerMs(laptop);
  for (let turn = 0; turn < WARM_UP; turn += 1) await call();
  const [alone, meanwhile] = [[] as number[], [] as number[]];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let turn = 0; turn < CALLS_BEFORE; turn += 1) alone.push(await call());
    let isLooking = true;
    const looked = lookedAt(laptop, photo, video).finally(() => {
      isLooking = false;
    });
    while (isLooking) meanwhile.push(await call());
    await looked;
  }
  const [p99Alone, p99Meanwhile] = [quantile(alone, 0.99), quantile(meanwhile, 0.99)];
  return [
    measured({ metric: `another route alone, p99 (n=${alone.length})`, value: p99Alone, unit: 'ms' }),
    measured({ metric: `the same during a video, p99 (n=${meanwhile.length})`, value: p99Meanwhile, unit: 'ms' }),
    within(MAX_SLOWER, { metric: 'during to alone', value: p99Meanwhile / p99Alone, unit: 'ratio' }),
  ];
}

const PAUSE_MS = 10;

async function answerMs({ addresses }: Laptop): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  const startedMs = performance.now();
  const response = await fetch(`${addresses.gateway}/v1/health`);
  if (!response.ok) throw new Error(`the gateway answers ${response.status}`);
  await response.arrayBuffer();
  return performance.now() - startedMs;
}

async function lookedAt({ addresses }: Laptop, photo: Buffer, video: Buffer): Promise<void> {
  const provider = createLivenessProvider({
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint: addresses.cloudApi,
    timeoutSeconds: 120,
    storeIsReachable: false,
    assurance: 'none',
  });
  const medium = (bytes: Buffer) => ({ link: '', load: async () => bytes });
  const { name, idNumber } = INDIVIDUAL.idCard;
  const challenge = { actions: ['open-mouth', 'close-eyes'] as const };
  await provider.verify({ challenge, photo: medium(photo), video: medium(video), name, idNumber });
}
