import { parseArgs } from 'node:util';
import { createFaceEngine } from '../local/engines/face/engine.ts';
import { corpusRows } from './liveness/corpus.ts';
import { remembering, startJudge } from './liveness/judge.ts';
import type { Row } from './row.ts';

export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { seed: { type: 'string', default: '1' } },
  });
  const own = createFaceEngine();
  const engine = remembering(own);
  const judge = await startJudge(engine);
  try {
    return [...(await corpusRows(engine, judge, Number(values.seed)))];
  } finally {
    await judge.close();
    await own.close();
  }
}
