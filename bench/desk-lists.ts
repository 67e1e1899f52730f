import type pg from 'pg';
import { desk } from '../deploy/desk.ts';
import { cryptoIds } from '../platform/adapters/node-crypto/ids.ts';
import { median, msOf } from './measuring.ts';
import { type Row, within } from './row.ts';
import { countedSeal } from './seal.ts';

const ENTRIES = 5_000;
const PAGE = 50;
const RUNS = 21;
/** A page that hits records and cases, in ms. */
const LIMIT_MS = 500;
/** Within a call of the desk's API. */
const IMPORT_LIMIT_MS = 10_000;

/**
 * What two lists of the authority with 5,000 entries each cost: an import, and a page of what is to be handled, of which one in
 * a hundred black-listed domains hits a record.
 */
export async function listRows(client: pg.Client, url: string, now: Date): Promise<readonly Row[]> {
  const { seal, opened } = countedSeal();
  const parts = { seal, clock: { now: () => now }, ids: cryptoIds };
  const { authorityLists: lists, close } = (await desk()).openDeskLists(url, parts);
  await client.query(
    `insert into desk.record (id, number, version, change)
     select gen_random_uuid(), '粤ICP备' || (2026000000 + n) || '号', 1, jsonb_build_object('state', 'live', 'websites',
       jsonb_build_array(jsonb_build_object('state', 'live', 'domains', array['d' || n * 100 || '.example'])))
     from generate_series(1, 100000) n`,
  );
  await client.query('vacuum analyze desk.record');
  const values = Array.from({ length: ENTRIES }, (_, index) => ({
    kind: 'domain' as const,
    value: `d${index}.example`,
  }));
  const imports: number[] = [];
  for (const list of ['black', 'unfiled'] as const) {
    const replacing = { list, values, dueAt: now, by: 'tang-bo', confirmedBy: 'zhou-lan', at: now, seen: 0 };
    imports.push(await msOf(() => lists.replace(replacing)));
  }
  await client.query('vacuum analyze desk.listed_entry');
  const pages: number[] = [];
  const openedBefore = opened();
  for (let run = 0; run < RUNS; run += 1) pages.push(await msOf(() => lists.tasks(undefined, PAGE)));
  await close();
  return [
    within(IMPORT_LIMIT_MS, { metric: `import of a list of ${ENTRIES}`, value: Math.max(...imports), unit: 'ms' }),
    within(LIMIT_MS, { metric: `page of ${PAGE} of the lists`, value: median(pages), unit: 'ms' }),
    within(PAGE, {
      metric: 'sealed values that such a page opens',
      value: (opened() - openedBefore) / RUNS,
      unit: 'values',
    }),
  ];
}
