import { parseArgs } from 'node:util';
import { createFaceEngine } from 'engines/face/engine.ts';
import { corpusRows } from './liveness/corpus.ts';
import { costRows } from './liveness/cost.ts';
import { remembering, startJudge } from './liveness/judge.ts';
import type { Row } from './row.ts';

/**
 * The cost of the laptop's FaceID, and whom it accepts: `npm run bench -- liveness`. `--seed N` draws other films of
 * the same people, `--corpus` skips the costs.
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { seed: { type: 'string', default: '1' }, corpus: { type: 'boolean', default: false } },
  });
  const own = createFaceEngine();
  const judge = await startJudge(remembering(own));
  try {
    const cost = values.corpus ? [] : await costRows();
    return [...cost, ...(await corpusRows(judge, Number(values.seed)))];
  } finally {
    await judge.close();
    await own.close();
  }
}
