import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writePapers } from 'specimens/write-files.ts';
import { beijingDay } from '../contracts/kit/beijing-time.ts';

/** `npm run specimens -- --out DIR`: writes the fictional papers of the sample world, to try the API by hand. */
const { values } = parseArgs({ options: { out: { type: 'string', default: 'specimens' } } });
await writePapers(resolve(values.out), beijingDay(new Date()), console.log);
