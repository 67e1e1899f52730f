import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { createOcrEngine, type OcrEngine } from 'engines/ocr/engine.ts';
import { readLines } from 'engines/ocr/lines.ts';
import { referenceWork } from 'engines/ocr/reference-work.ts';
import { drawLicence } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { ROOT } from '../deploy/root.ts';
import { DIVISIONS } from '../local/divisions.ts';
import { inTemporaryDir } from '../tools/temporary-laptop.ts';
import { textTable } from '../tools/text-table.ts';
import { cpuSecondsOf } from './cpu.ts';
import { boxesFile, drawBoxes, readingText } from './ocr/drawing.ts';
import { findingScores } from './ocr/findings.ts';
import { accuracyRows, costRows } from './ocr/limits.ts';
import { type PeerScore, peerScores } from './ocr/peer.ts';
import { measureProductPath } from './ocr/product.ts';
import { measureRobustness } from './ocr/robust.ts';
import { fieldScores, type PictureScore, scored } from './ocr/score.ts';
import { readTruth, type TruePicture } from './ocr/truth.ts';
import { measured, type Row, within } from './row.ts';

/** Of the engine with two pictures at once, above the start of its process. */
const MAX_MEMORY_MB = 450;
/** How many pictures are read for that. */
const MEMORY_PICTURES = 6;
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
    const scores = await scoresOf(engine, pictures);
    printFields(scores);
    printFindings(scores);
    const rows = [...accuracyRows(scores), ...costRows(scores), await memoryRow(pictures)];
    return alone ? rows : [...rows, ...(await besidePeer(scores))];
  } finally {
    await engine.close();
  }
}

async function scoresOf(engine: OcrEngine, pictures: readonly TruePicture[]): Promise<PictureScore[]> {
  const scores: PictureScore[] = [];
  const reference = await referenceWork(await drawLicence(ENTERPRISE.licence));
  const first = pictures[0];
  // Loads the models.
  if (first) await engine.read(readFileSync(first.path));
  await reference();
  for (const [index, picture] of pictures.entries()) {
    const file = readFileSync(picture.path);
    const referenceSeconds = await cpuSecondsOf(reference);
    const startedAt = process.cpuUsage();
    const reading = await engine.read(file, expectedOf(picture));
    const seconds = cpuSecondsSince(startedAt);
    const one = scored(picture, reading, { seconds, toReference: seconds / referenceSeconds });
    scores.push(one);
    console.log(`${String(index + 1).padStart(3)}/${pictures.length}  ${lineOf(one)}`);
  }
  return scores;
}

/** Who uploads a certificate says what it is. */
const expectedOf = ({ kind }: TruePicture) => (kind === 'unknown' ? undefined : kind);

/** Licences take the most, and cards another shape. */
async function memoryRow(pictures: readonly TruePicture[]): Promise<Row> {
  const licences = pictures.filter(({ kind }) => kind === 'business-licence').slice(0, MEMORY_PICTURES - 1);
  const cards = pictures.filter(({ kind }) => kind === 'id-front').slice(0, 1);
  const program = fileURLToPath(new URL('./ocr/memory-program.ts', import.meta.url));
  const args = ['--import', 'tsx', program, ...[...licences, ...cards].map(({ path }) => path)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return within(MAX_MEMORY_MB, { metric: 'memory over start, two at once', value: Number(stdout), unit: 'MB' });
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

/** Of all threads. */
function cpuSecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
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
