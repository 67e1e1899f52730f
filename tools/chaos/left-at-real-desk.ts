import type { Client } from 'pg';
import { desk } from '../../deploy/desk.ts';
import { deskSecrets } from '../../local/desk-secrets.ts';
import type { Laptop } from '../../local/laptop.ts';
import { LAPTOP_DESK_BUCKET } from '../../local/stand-ins.ts';
import { type Forgotten, keysOfAllVersions } from './left-behind.ts';
import { TRACES } from './seed.ts';

interface Evidence {
  readonly client: Pick<Client, 'query'>;
  readonly laptop: Laptop;
  /** Directory of the laptop. */
  readonly dir: string;
  readonly forgotten: Forgotten;
}

/** Keeps filing numbers and domains for good, and nobody's name: docs/data.md. */
const KEPT = ['record'];
/** Rows of these are deleted with their filing. */
const GONE = ['decision', 'judgement', 'note', 'call', 'case_key'];

/** What the desk has of people who are erased: in its rows, with what is sealed opened, and in its bucket. */
export async function leftAtRealDesk(evidence: Evidence): Promise<readonly string[]> {
  return [...(await leftInRows(evidence)), ...(await leftOfFilings(evidence)), ...(await leftInBucket(evidence))];
}

async function leftInRows({ client, dir, forgotten }: Evidence): Promise<readonly string[]> {
  const { SEAL_KEYS, BLIND_INDEX_KEY } = deskSecrets(dir);
  const open = (await desk()).openDeskValue({ SEAL_KEYS, BLIND_INDEX_KEY });
  const { rows: columns } = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns where table_schema = 'desk'`,
  );
  const left = new Set<string>();
  for (const table of new Set(columns.map((row) => row.table).filter((name) => !KEPT.includes(name)))) {
    const sealed = columns.filter((row) => row.table === table && row.column.endsWith('_sealed'));
    const { rows } = await client.query(`select t.*, t::text as "whole row" from desk."${table}" t`);
    for (const row of rows) {
      const texts: string[] = [row['whole row']];
      for (const { column } of sealed) if (row[column]) texts.push(open(`desk.${table}`, column, row));
      for (const [value] of texts.join('\n').matchAll(TRACES))
        if (forgotten.traces.has(value)) left.add(`desk.${table} has ${value} of an erased account`);
    }
  }
  return [...left];
}

async function leftOfFilings({ client, forgotten }: Evidence): Promise<readonly string[]> {
  const ids = [...forgotten.ids];
  const own = 'select id from desk.review_case where filing_id = any($1)';
  const queries = [
    ...GONE.map((table) => [table, `select case_id as id from desk.${table} where case_id in (${own})`] as const),
    ['verdict', 'select filing_id as id from desk.verdict where filing_id = any($1)'],
    ['stored_document', 'select filing_id as id from desk.stored_document where filing_id = any($1)'],
    ['review_case', `${own} and (package_sealed is not null or summary_sealed is not null)`],
  ] as const;
  const left: string[] = [];
  for (const [table, query] of queries) {
    const { rows } = await client.query<{ id: string }>(query, [ids]);
    left.push(...rows.map(({ id }) => `desk.${table} has a row about ${id}, which is erased`));
  }
  return left;
}

/** A day so far is sealed under the ten minutes, and has no row. */
const SO_FAR = /^seals\/today\/\d{4}-\d\d-\d\dT\d\d-\d0\.json$/;

/** Every version of every object that belongs to no filing that is there, nor is the seal of a day. */
async function leftInBucket({ client, laptop, dir }: Evidence): Promise<readonly string[]> {
  const { rows } = await client.query<{ key: string }>(
    `select object_key as key from desk.stored_document union select 'seals/' || day || '.json' from desk.audit_seal
     union select object_key from desk.clear_view where object_key is not null`,
  );
  const named = new Set(rows.map(({ key }) => key));
  const keys = [...(await keysOfAllVersions(laptop, dir, LAPTOP_DESK_BUCKET)).keys()];
  return keys
    .filter((key) => !named.has(key) && !SO_FAR.test(key))
    .map((key) => `the desk's bucket has ${key}, which belongs to nobody`);
}
