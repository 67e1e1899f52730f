import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../deploy/root.ts';
import { type FilingCase, isFilingCase } from '../shared/domain/rules/case.ts';
import { preCheck } from '../shared/domain/rules/pre-check.ts';
import { parseCase } from '../tools/rules/case-file.ts';
import { compareCpu, cpuMsOf } from './measuring.ts';
import { measured, type Row, within } from './row.ts';

/** Budget of a full pre-check of an enterprise's filing with ten websites. */
const MAX_MS = 2;

/**
 * Allowed ratio of the cost of the last websites to that of the first: 2 would be the beginning of quadratic growth.
 */
const MAX_GROWTH = 1.6;

/** Cost of the full pre-check, and how it grows with the websites. */
export async function measure(): Promise<readonly Row[]> {
  const ten = sample();
  const [one, five] = [withWebsites(ten, 1), withWebsites(ten, 5)];
  const text = JSON.stringify(ten);
  const first = await cpuMsOf(() => preCheck(ten));
  const works = [
    // Rules cache their results with the case, so every run gets its own case.
    ...[one, five, ten].map((filing) => () => preCheck({ ...filing })),
    () => JSON.stringify(JSON.parse(text)),
  ];
  const times = { rounds: 60, runs: 10, warmUpRuns: 300 };
  const [ofOne = 0, ofFive = 0, ofTen = 0, ofJson = 0] = await compareCpu(works, times);
  const [early, late] = [(ofFive - ofOne) / 4, (ofTen - ofFive) / 5];
  return [
    within(MAX_MS, { metric: 'pre-check, enterprise, 10 websites', value: ofTen, unit: 'ms CPU' }),
    measured({ metric: 'pre-check, enterprise, 1 website', value: ofOne, unit: 'ms CPU' }),
    measured({ metric: 'the first pre-check of a process, 10 websites', value: first, unit: 'ms CPU' }),
    within(10, { metric: '10 websites to 1', value: ofTen / ofOne, unit: 'ratio' }),
    within(MAX_GROWTH, { metric: 'each of websites 6 to 10 to each of 2 to 5', value: late / early, unit: 'ratio' }),
    measured({ metric: 'pre-check to a JSON round trip of the same filing', value: ofTen / ofJson, unit: 'ratio' }),
  ];
}

function sample(): FilingCase {
  const of = parseCase(readFileSync(join(ROOT, 'tools/rules/cases/enterprise.ten-websites.json'), 'utf8'));
  if (!isFilingCase(of)) throw new Error('the sample is no filing');
  return of;
}

/** A filing reduced to its first websites. */
function withWebsites(filing: FilingCase, count: number): FilingCase {
  const websites = filing.contents.websites.slice(0, count);
  const subjects = ['organizer', 'principal', ...websites.map(({ id }) => `website:${id}`)];
  return {
    ...filing,
    contents: { ...filing.contents, websites },
    documents: filing.documents.filter(({ subject }) => subjects.includes(subject)),
  };
}
