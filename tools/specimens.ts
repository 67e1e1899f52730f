import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCorpus, writePapers } from 'specimens/write-files.ts';
import { beijingDay } from '../contracts/kit/beijing-time.ts';
import { DIVISIONS } from '../local/divisions.ts';

/**
 * `npm run specimens -- --out DIR`: writes the fictional papers of the sample world, to try the API by hand. With
 * `--corpus COUNT` (and `--seed N` for others) it writes invented certificates instead, with a `truth.jsonl` that `npm
 * run bench -- ocr --dir DIR` scores.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'specimens' },
    corpus: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const out = resolve(values.out);
if (values.corpus) {
  const plan = { seed: Number(values.seed), count: Number(values.corpus), divisions: DIVISIONS };
  await writeCorpus(out, plan, console.log);
} else await writePapers(out, beijingDay(new Date()), console.log);
