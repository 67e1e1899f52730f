import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database/database.ts';
import { type Database, openDatabase } from './database.ts';
import { createSchemaVersion, NEWEST_MIGRATION } from './schema-version.ts';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await testDatabase();
  database = openDatabase(test.url);
});
afterAll(async () => {
  await database.close();
  await test.close();
});

it('knows the newest file of the migrations', () => {
  const files = readdirSync(new URL('./migrations/', import.meta.url)).toSorted();

  expect(NEWEST_MIGRATION).toBe(files.at(-1));
});

it('is current once that file has run, and when a later one has too', async () => {
  const { isCurrent } = createSchemaVersion({ database });
  const found = [await isCurrent()];
  await test.query("insert into migration (name, sha256) values ('9999-later.sql', '')");
  found.push(await isCurrent());
  await test.query('delete from migration where name = $1', [NEWEST_MIGRATION]);
  found.push(await isCurrent());

  expect(found).toEqual([true, true, false]);
});
