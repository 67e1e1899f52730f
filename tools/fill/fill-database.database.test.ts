import pg from 'pg';

import { describe, expect, inject, it } from 'vitest';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { fillDatabase, fillDesk } from './fill-database.ts';

const { test } = await testInstance();

/** The test's database, as the superuser. */
function adminUrl(): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = new URL(test.url).pathname;
  return url.href;
}

const indexes = async (schema = 'public') => [
  await test.query('select indexdef from pg_indexes where schemaname = $1 order by 1', [schema]),
  await test.query(
    `select conname, conrelid::regclass::text as of, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = $1::regnamespace order by conname, 2`,
    [schema],
  ),
];

describe('a filled database', () => {
  it('has the rows of a service, in tables with all their indexes and constraints, and every row that another refers to', async () => {
    const before = await indexes();

    await fillDatabase(adminUrl(), 2000, new Date('2026-11-24T02:00:00Z'));

    const [counts] = await test.query(`select
      (select count(*)::int from filing) as filings, (select count(*)::int from document) as documents,
      (select count(*)::int from filing_history) as history, (select count(*)::int from outbox) as messages,
      (select count(*)::int from liveness_check) as checks, (select count(*)::int from seen_media) as fingerprints,
      (select count(*)::int from filing join record on record.id = record_id where state <> 'approved') as "oddRecords",
      (select count(*)::int from filing where state = 'approved' and record_id is null) as "withoutRecord",
      (select count(*)::int from desk_question q join filing on filing.id = q.filing_id
        where (filing.state = 'approved') <> (recheck_at is not null)) as "inTheWrongQueue"`);
    expect(counts).toEqual({
      filings: 2000,
      documents: 6000,
      history: 8000,
      messages: 6000,
      checks: 2000,
      fingerprints: 1600,
      oddRecords: 0,
      withoutRecord: 0,
      inTheWrongQueue: 0,
    });
    expect(await indexes()).toEqual(before);
    expect(await orphans()).toEqual([]);
  });

  it('is not filled again', async () => {
    await expect(fillDatabase(adminUrl(), 2000, new Date())).rejects.toThrow('数据库里已经有账号');
  });
});

describe('the desk beside it', () => {
  it('has the rows of a desk, in tables with all their indexes and constraints, and every row that another refers to', async () => {
    await test.withDesk();
    const before = await indexes('desk');

    await fillDesk(adminUrl(), 2000, new Date('2026-11-24T02:00:00Z'));

    const admin = new pg.Client({ connectionString: adminUrl() });
    await admin.connect();
    const { rows } = await admin.query(`select
      (select count(*)::int from desk.review_case) as cases,
      (select count(*)::int from desk.review_case where state = 'open') as open,
      (select count(*)::int from desk.audit) as audit,
      (select count(*)::int from desk.judgement) as judgements,
      (select count(*)::int from desk.decision where state = 'waiting') as "toSend",
      (select count(*)::int from desk.staff) as staff,
      (select count(*)::int from desk.review_case where state <> 'open' and queue is not null) as "inAListForNothing",
      (select count(*)::int from desk.verdict v where not exists (
        select from desk.decision d join desk.review_case c on c.id = d.case_id
        where c.filing_id = v.filing_id)) as "verdictsOfNobody"`);
    await admin.end();
    expect(rows[0]).toEqual({
      cases: 1981,
      open: 20,
      audit: 23772,
      judgements: 11238,
      toSend: 2,
      staff: 50,
      inAListForNothing: 0,
      verdictsOfNobody: 0,
    });
    expect(await indexes('desk')).toEqual(before);
    expect(await orphans()).toEqual([]);
  });

  it('is not filled again', async () => {
    await expect(fillDesk(adminUrl(), 2000, new Date())).rejects.toThrow('数据库里已经有账号');
  });
});

/** Foreign keys with rows that refer to nothing. */
async function orphans(): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  const { rows } = await client.query<{ table: string; column: string; parent: string; key: string }>(`
    select conrelid::regclass::text as table, a.attname as column, confrelid::regclass::text as parent, b.attname as key
    from pg_constraint
      join pg_attribute a on a.attrelid = conrelid and a.attnum = conkey[1]
      join pg_attribute b on b.attrelid = confrelid and b.attnum = confkey[1]
    where contype = 'f'`);
  const found: string[] = [];
  for (const { table, column, parent, key } of rows) {
    const missing = await client.query(
      `select from ${table} c where c.${column} is not null and not exists (select from ${parent} p where p.${key} = c.${column}) limit 1`,
    );
    if (missing.rowCount) found.push(`${table}.${column}`);
  }
  await client.end();
  return found;
}
