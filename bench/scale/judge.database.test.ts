import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { fillDatabase } from '../../tools/fill/fill-database.ts';
import { judgeAll, primaryKeyReadMs } from './judge.ts';

const { test } = await testInstance();
let client: pg.Client;
beforeAll(async () => {
  const url = new URL(inject('postgresUrl'));
  url.pathname = new URL(test.url).pathname;
  await fillDatabase(url.href, 2000, new Date('2026-11-24T02:00:00Z'));
  client = new pg.Client({ connectionString: url.href });
  await client.connect();
});
afterAll(() => client.end());

const judged = async (text: string, values: readonly unknown[]) =>
  (await judgeAll(client, [{ adapter: 'a.ts:1', text, values }]))[0];
const NOBODY = '00000000-0000-4000-8000-000000000000';

it('finds rows by values that the database has, not by those of a test', async () => {
  const found = await judged('select * from "filing_history" where "filing_id" = $1 order by "version"', [NOBODY]);

  expect(found).toMatchObject({ rows: 4, scanned: [], failure: undefined });
  expect(found?.ms).toBeGreaterThan(0);
});

it('notices that a growing table is read from end to end', async () => {
  expect((await judged('select count(*) from filing where version = $1', [4]))?.scanned).toEqual(['filing']);
});

it('changes nothing, and deletes what a deletion needs to have deleted before', async () => {
  const item = await judged('delete from "document" where "filing_id" = $1', [NOBODY]);

  expect(item).toMatchObject({ failure: undefined });
  expect(await test.query('select count(*)::int as count from document')).toEqual([{ count: 6000 }]);
});

it('inserts beside the rows that are there', async () => {
  const text =
    'insert into "filing_history" ("filing_id", "version", "event", "state", "facts", "at") values ($1, $2, $3, $4, $5, $6)';

  expect((await judged(text, [NOBODY, 1, 'create', 'draft', '{}', new Date()]))?.failure).toBeUndefined();
});

it('clears the row out of the way that has the unique values of an insertion', async () => {
  await client.query('create table seat (hall text, place int, unique (hall, place))');
  await client.query(`insert into seat values ('甲', 1)`);
  const found = await judged('insert into "seat" ("hall", "place") values ($1, $2)', ['甲', 1]);
  await client.query('drop table seat');

  expect(found).toMatchObject({ failure: undefined });
});

it('tells what could not be run, with its plan', async () => {
  const wrong = await judged('select * from filing where (domains)[1]::int = $1', [1]);

  expect(wrong?.failure).toMatch('invalid input syntax');
  expect(wrong?.scanned).toEqual(['filing']);
});

it('knows what a read by primary key takes', async () => {
  expect(await primaryKeyReadMs(client)).toBeGreaterThan(0);
});
