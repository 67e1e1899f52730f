import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createOcrEngine } from 'engines/ocr/engine.ts';
import { referenceWork } from 'engines/ocr/reference-work.ts';
import { drawLicence } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { ROOT } from '../deploy/root.ts';
import { DIVISIONS } from '../local/divisions.ts';
import { cpuMsOf, withCpuMs } from './measuring.ts';
import { accuracyRows, costRows } from './ocr/limits.ts';
import { recordedPapers, recordReadings } from './ocr/recorded.ts';
import { type PictureScore, scored } from './ocr/score.ts';
import { readTruth, type TruePicture } from './ocr/truth.ts';
import { vendorShapedRows } from './ocr/vendor-shaped.ts';
import { outputOf } from './program.ts';
import { type Row, within } from './row.ts';

/** What the engine may take for two pictures at once, above the start of its process. */
const MAX_MEMORY_MB = 450;
/** How many pictures are read for that. */
const MEMORY_PICTURES = 6;

/**
 * Whether the laptop's engine reads certificates as right, fast and small as it must: `npm run bench -- ocr` reads the corpus,
 * `--dir DIR` any folder of pictures with a `truth.jsonl`. Its readings of these and of drawn papers are then replies as a vendor may
 * give them, and go the product's way: what is wrong without a mark, and what is right and marked. `--record` reads the drawn papers
 * that lack in the record, and measures these alone.
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      dir: { type: 'string', default: join(ROOT, 'tests', 'corpus') },
      record: { type: 'boolean', default: false },
    },
  });
  if (values.record) return recordReadings().then(() => vendorShapedRows(recordedPapers()));
  const pictures = readTruth(resolve(values.dir));
  const scores = await scoresOf(pictures);
  const replies = await vendorShapedRows([...scores, ...recordedPapers()]);
  return [...accuracyRows(scores), ...replies, ...costRows(scores), await memoryRow(pictures)];
}

async function scoresOf(pictures: readonly TruePicture[]): Promise<readonly PictureScore[]> {
  const engine = createOcrEngine({ divisions: DIVISIONS });
  try {
    const scores: PictureScore[] = [];
    const reference = await referenceWork(await drawLicence(ENTERPRISE.licence));
    const first = pictures[0];
    // Loads the models.
    if (first) await engine.read(readFileSync(first.path));
    await reference();
    for (const picture of pictures) {
      const file = readFileSync(picture.path);
      const referenceMs = await cpuMsOf(reference);
      // Who uploads a certificate says what it is.
      const expected = picture.kind === 'unknown' ? undefined : picture.kind;
      const { ms, result: reading } = await withCpuMs(() => engine.read(file, expected));
      const score = scored(picture, reading, { seconds: ms / 1000, toReference: ms / referenceMs });
      scores.push(score);
      console.log(`${String(scores.length).padStart(3)}/${pictures.length}  ${lineOf(score)}`);
    }
    return scores;
  } finally {
    await engine.close();
  }
}

/** One picture, with its misread values. A wrong value without a doubt mark has two exclamation marks. */
function lineOf({ picture, kind, isKindRight, isTurnRight, values, seconds }: PictureScore): string {
  const misses = values.flatMap(({ field, printed, read, outcome, isDoubtful }) =>
    outcome === 'right' ? [] : [`${isDoubtful ? '' : '!!'}${field} ${printed} → ${read ?? '—'}`],
  );
  const wrongs = [...(isKindRight ? [] : [`!!kind ${kind}`]), ...(isTurnRight ? [] : ['!!turn']), ...misses];
  return `${picture.file.padEnd(28)} ${seconds.toFixed(2)} s  ${wrongs.join('  ')}`;
}

/** Licences take the most, and cards another shape. */
async function memoryRow(pictures: readonly TruePicture[]): Promise<Row> {
  const licences = pictures.filter(({ kind }) => kind === 'business-licence').slice(0, MEMORY_PICTURES - 1);
  const cards = pictures.filter(({ kind }) => kind === 'id-front').slice(0, 1);
  const paths = [...licences, ...cards].map(({ path }) => path);
  const program = new URL('./ocr/memory-program.ts', import.meta.url);
  const value = Number(await outputOf(program, paths));
  return within(MAX_MEMORY_MB, { metric: 'memory over start, two at once', value, unit: 'MB' });
}
