import { parseArgs } from 'node:util';
import { createFaceEngine } from 'engines/face/engine.ts';
import { SITTERS, sittersIn } from 'specimens/liveness-corpus.ts';
import { clipRows } from './liveness/clips.ts';
import { corpusRows } from './liveness/corpus.ts';
import { costRows } from './liveness/cost.ts';
import { remembering, startJudge } from './liveness/judge.ts';
import { trickRows } from './liveness/tricks.ts';
import { wallRows } from './liveness/walls.ts';
import type { Row } from './row.ts';

/**
 * The cost of the laptop's FaceID, and whom it accepts: `npm run bench -- liveness`. `--seed N` draws other films of
 * the same people, `--corpus` skips the costs. `--portraits DIRECTORY` has real people before walls, in splices and on
 * screens instead of the drawn ones, and `--clips DIRECTORY` recordings of real people, which must not be taken for such
 * (docs/liveness.md says what the directories hold).
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      seed: { type: 'string', default: '1' },
      corpus: { type: 'boolean', default: false },
      portraits: { type: 'string' },
      clips: { type: 'string' },
    },
  });
  const own = createFaceEngine();
  const engine = remembering(own);
  const judge = await startJudge(engine);
  try {
    const seed = Number(values.seed);
    if (values.clips !== undefined) return await clipRows(engine, values.clips);
    if (values.portraits !== undefined) {
      const sitters = await sittersIn(values.portraits);
      return [...(await wallRows(judge, sitters)), ...(await trickRows(engine, judge, sitters, seed))];
    }
    const cost = values.corpus ? [] : await costRows();
    const corpus = await corpusRows(engine, judge, seed);
    return [
      ...cost,
      ...corpus,
      ...(await wallRows(judge, SITTERS)),
      ...(await trickRows(engine, judge, SITTERS, seed)),
    ];
  } finally {
    await judge.close();
    await own.close();
  }
}
