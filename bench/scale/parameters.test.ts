import { describe, expect, it } from 'vitest';
import { placesOf, tablesIn } from './parameters.ts';
import { statementsIn } from './statements.ts';

describe('the parameters of a statement', () => {
  it.each([
    ['select * from "filing" where "id" = $1 and "applicant_id" = $2', { 1: 'id', 2: 'applicant_id' }],
    ['select 1 from "document" where "id" in ($1, $2)', { 1: 'id', 2: 'id' }],
    [
      'select 1 from document where filing_id = any($1::uuid[]) and kind in ($2, $3)',
      { 1: 'filing_id', 2: 'kind', 3: 'kind' },
    ],
    ['select 1 from "seen_media" where pair_indexes && $1::bytea[]', { 1: 'pair_indexes' }],
    ['delete from "session" where "account_id" = $1', { 1: 'account_id' }],
  ])('that are searched for have a column: %s', (text, columns) => {
    const found = [...placesOf(text)].map(([number, { column, isSearched }]) => [number, isSearched ? column : '']);

    expect(Object.fromEntries(found)).toEqual(columns);
  });

  it('that are written are no search: of an insert with several rows, and of an update', () => {
    const insert = placesOf('insert into "outbox" ("key", "state") values ($1, $2), ($3, $4) on conflict do nothing');
    const update = placesOf('update "session" set "account_id" = $1 where "id" = $2');
    const either = placesOf('insert into "a" ("id") values ($1) on conflict ("id") do update set "hash" = $2');

    expect([...insert.values()].map(({ column, item }) => [column, item])).toEqual([
      ['key', 0],
      ['state', 0],
      ['key', 1],
      ['state', 1],
    ]);
    expect([...insert.values()].some(({ isSearched }) => isSearched)).toBe(false);
    expect([...either.values()].map(({ column, isSearched }) => [column, isSearched])).toEqual([
      ['id', false],
      ['hash', false],
    ]);
    expect([...update.values()].map(({ column, isSearched }) => [column, isSearched])).toEqual([
      ['account_id', false],
      ['id', true],
    ]);
  });

  it('belong to the desk’s table where a statement names it, also when the filing service has one of the same name', () => {
    const tables = ['filing', 'record', 'desk.filing', 'desk.record'];
    const insert = placesOf('insert into "desk"."note" ("id", "case_id") values ($1, $2)');

    expect(tablesIn('select "id" from "desk"."filing" where "desk"."filing"."id" = $1', tables)).toEqual([
      'desk.filing',
    ]);
    expect(tablesIn('select 1 from filing join "record" on true', tables)).toEqual(['filing', 'record']);
    expect([...insert.values()].map(({ column }) => column)).toEqual(['id', 'case_id']);
  });

  it('are left out where a list is only longer, and statements that do no work', () => {
    const line = (text: string, adapter = 'a.ts:1') => JSON.stringify({ adapter, text, values: [{ hex: '0a' }] });
    const statements = statementsIn(
      [
        line('select 1 from a where b in ($1)'),
        line('select 1 from a where b in ($1, $2)', 'a.ts:2'),
        line('insert into a (b) values ($1)'),
        line('insert into a (b) values ($1), ($2)'),
        line('begin'),
        line('select sha256 from migration', 'migrate.ts:1'),
      ].join('\n'),
    );

    expect(statements.map(({ text }) => text)).toEqual([
      'select 1 from a where b in ($1)',
      'insert into a (b) values ($1)',
    ]);
    expect(statements[0]?.values).toEqual([Buffer.from([10])]);
  });
});
