import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createOcrEngine, type OcrEngine } from 'engines/ocr/engine.ts';
import { readLines } from 'engines/ocr/lines.ts';
import { ROOT } from '../deploy/root.ts';
import { DIVISIONS } from '../local/divisions.ts';
import { inTemporaryDir } from '../tools/temporary-laptop.ts';
import { textTable } from '../tools/text-table.ts';
import { median } from './cpu.ts';
import { watchMemory } from './memory.ts';
import { boxesFile, drawBoxes, readingText } from './ocr/drawing.ts';
import { findingScores } from './ocr/findings.ts';
import { accuracyRows, speedRows } from './ocr/limits.ts';
import { type PeerScore, peerScores } from './ocr/peer.ts';
import { measureProductPath } from './ocr/product.ts';
import { measureRobustness } from './ocr/robust.ts';
import { fieldScores, type PictureScore, scored } from './ocr/score.ts';
import { readTruth, type TruePicture } from './ocr/truth.ts';
import { measured, type Row, within } from './row.ts';

/** The most that the laptop's smallest machine can spare, above the start of the process. */
const MAX_MEMORY_MB = 600;
/** Two concurrent pictures on two cores may take this much longer than one. */
const MAX_TWO_AT_ONCE = 1.3;
const PAIRS = 5;
/** Of the certificates that are uploaded. */
const SEED = 1;
/** The other pipeline takes three times as long: it reads every second or third picture of a large folder. */
const MAX_PEER_PICTURES = 30;

/**
 * Accuracy and speed of reading certificates: `npm run bench -- ocr` uploads drawn certificates to a laptop and judges
 * what its form shows, then scores the engine with the corpus. `--product SEED` does only the first, with other
 * certificates; `--alone` only the second, without the comparison, and `--dir DIR` with any folder of pictures with a
 * `truth.jsonl`. `--picture FILE` only shows the reading of one picture, and draws its boxes. `--robust` reads pictures as
 * phones make them by the way of the product, `--seed N` other ones, `--only WORDS` some of them.
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      dir: { type: 'string', default: join(ROOT, 'tests', 'corpus') },
      picture: { type: 'string' },
      alone: { type: 'boolean', default: false },
      product: { type: 'string' },
      robust: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
    },
  });
  if (values.robust) return measureRobustness(Number(values.seed), values.only ? new RegExp(values.only) : undefined);
  if (values.picture) return show(resolve(values.picture));
  if (values.product !== undefined) return measureProductPath(Number(values.product));
  const ofEngine = await score(readTruth(resolve(values.dir)), values.alone);
  return values.alone ? ofEngine : [...(await measureProductPath(SEED)), ...ofEngine];
}

async function show(file: string): Promise<readonly Row[]> {
  const engine = createOcrEngine({ divisions: DIVISIONS });
  try {
    const bytes = readFileSync(file);
    const startedAt = process.cpuUsage();
    const reading = await engine.read(bytes);
    const seconds = cpuSecondsSince(startedAt);
    const page = await readLines(bytes);
    const boxes = resolve(boxesFile(file));
    await drawBoxes(page, boxes);
    console.log(`${readingText(reading, page.lines)}\n\n${boxes}\n`);
    return [measured({ metric: 'reading, models loaded on the way', value: seconds, unit: 's CPU' })];
  } finally {
    await engine.close();
  }
}

async function score(pictures: readonly TruePicture[], alone: boolean): Promise<readonly Row[]> {
  const engine = createOcrEngine({ divisions: DIVISIONS });
  try {
    const memory = watchMemory();
    const scores = await scoresOf(engine, pictures);
    const memoryMb = memory.stop();
    printFields(scores);
    printFindings(scores);
    const rows = [
      ...accuracyRows(scores),
      ...speedRows(scores),
      within(MAX_MEMORY_MB, { metric: 'memory over start, one at a time', value: memoryMb, unit: 'MB' }),
      await twoAtOnce(engine, pictures),
    ];
    return alone ? rows : [...rows, ...(await besidePeer(scores))];
  } finally {
    await engine.close();
  }
}

async function scoresOf(engine: OcrEngine, pictures: readonly TruePicture[]): Promise<PictureScore[]> {
  const scores: PictureScore[] = [];
  const first = pictures[0];
  // Loads the models.
  if (first) await engine.read(readFileSync(first.path));
  for (const [index, picture] of pictures.entries()) {
    const file = readFileSync(picture.path);
    const startedAt = process.cpuUsage();
    const reading = await engine.read(file, picture.kind === 'business-licence' ? picture.kind : undefined);
    const one = scored(picture, reading, cpuSecondsSince(startedAt));
    scores.push(one);
    console.log(`${String(index + 1).padStart(3)}/${pictures.length}  ${lineOf(one)}`);
  }
  return scores;
}

/** One picture, with its misread values. A wrong value without a doubt mark has two exclamation marks. */
function lineOf({ picture, kind, isKindRight, isTurnRight, values, seconds }: PictureScore): string {
  const misses = values.flatMap(({ field, printed, read, outcome, isDoubtful }) =>
    outcome === 'right' ? [] : [`${isDoubtful ? '' : '!!'}${field} ${printed} → ${read ?? '—'}`],
  );
  const wrongs = [...(isKindRight ? [] : [`!!kind ${kind}`]), ...(isTurnRight ? [] : ['!!turn']), ...misses];
  return `${picture.file.padEnd(28)} ${seconds.toFixed(2)} s  ${wrongs.join('  ')}`;
}

function printFields(scores: readonly PictureScore[]): void {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const rows = fieldScores(scores).map((one) => [
    `${one.kind} ${one.field}`,
    String(one.count),
    percent(one.right / one.count),
    percent(one.characters),
    String(one.refused),
    String(one.wrong),
    String(one.wrongSure),
    String(one.rightDoubtful),
  ]);
  const head = ['field', 'n', 'exact', 'characters', 'refused', 'wrong', 'wrong, no doubt', 'right, doubted'];
  console.log(`\n${textTable([head, ...rows])}\n`);
}

function printFindings(scores: readonly PictureScore[]): void {
  const rows = findingScores(scores).map(({ finding, spoilt, hits, others, falseAlarms }) => [
    finding,
    `${hits}/${spoilt}`,
    `${falseAlarms}/${others}`,
  ]);
  console.log(`${textTable([['finding', 'seen', 'false alarms'], ...rows])}\n`);
}

/** Of all threads. A reading uses one core, so this is its duration on an idle machine. */
function cpuSecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/**
 * The same picture twice concurrently, compared with once; alternating, so that other load on the machine affects both.
 */
async function twoAtOnce(engine: OcrEngine, pictures: readonly TruePicture[]): Promise<Row> {
  const files = pictures.slice(0, PAIRS).map(({ path }) => readFileSync(path));
  const [first] = files;
  if (first) await Promise.all([engine.read(first), engine.read(first)]);
  const ratios: number[] = [];
  for (const file of files) {
    const one = await secondsOf(() => engine.read(file));
    const two = await secondsOf(() => Promise.all([engine.read(file), engine.read(file)]));
    ratios.push(two / one);
  }
  return within(MAX_TWO_AT_ONCE, { metric: 'two at once to one', value: median(ratios), unit: 'ratio' });
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return (performance.now() - startedMs) / 1000;
}

/** Another pipeline on the same weights, with some of the same pictures. */
async function besidePeer(scores: readonly PictureScore[]): Promise<readonly Row[]> {
  const certificates = scores.filter(({ picture }) => picture.kind !== 'unknown');
  const own = certificates.filter((_, index) => index % Math.ceil(certificates.length / MAX_PEER_PICTURES) === 0);
  const pictures = own.map(({ picture }) => picture);
  const print = ({ picture, seconds, found, values }: PeerScore) =>
    console.log(`@gutenye/ocr-node  ${picture.file.padEnd(28)} ${seconds.toFixed(2)} s  ${found}/${values}`);
  const peers = await inTemporaryDir((dir) => peerScores(pictures, join(dir, 'upright.jpg'), print));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const ownSeconds = sum(own.map(({ seconds }) => seconds));
  const peerSeconds = sum(peers.map(({ seconds }) => seconds));
  const ownValues = own.flatMap(({ values }) => values.filter(({ printed }) => !/^\d{4}-|^long-term$/.test(printed)));
  const ownShare = ownValues.filter(({ outcome }) => outcome === 'right').length / ownValues.length;
  const peerShare = sum(peers.map(({ found }) => found)) / sum(peers.map(({ values }) => values));
  return [
    measured({ metric: 'values in the text of @gutenye/ocr-node', value: 100 * peerShare, unit: '%' }),
    measured({ metric: 'the same values here, each in its field', value: 100 * ownShare, unit: '%' }),
    measured({ metric: 'CPU of @gutenye/ocr-node to ours', value: peerSeconds / ownSeconds, unit: 'ratio' }),
  ];
}
