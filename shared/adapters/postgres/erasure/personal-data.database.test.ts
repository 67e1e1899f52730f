import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database/database.ts';
import { STORED_TABLES } from '../../../domain/data/personal-data.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const classified = Object.entries(STORED_TABLES).flatMap(([table, { columns }]) =>
  Object.values(columns).flatMap((names) => names.map((column) => `${table}.${column}`)),
);

describe('[P1] the columns of the database', () => {
  it('each have exactly one class', async () => {
    const rows = await test.query<{ column: string }>(
      `select table_name || '.' || column_name as column from information_schema.columns
       where table_schema = 'public' and table_name <> 'migration'`,
    );

    expect(classified.toSorted()).toEqual(rows.map(({ column }) => column).toSorted());
  });

  it('are sealed or hashed where they hold personal data or let somebody act as a person', () => {
    const open = Object.entries(STORED_TABLES).flatMap(([table, { columns }]) =>
      (['sensitive', 'personal', 'secret'] as const).flatMap((dataClass) =>
        (columns[dataClass] ?? [])
          .filter((column) => !/_(sealed|index)$/.test(column))
          .map((column) => `${table}.${column}`),
      ),
    );

    // Lists of keyed hashes; SHA-256 digests of 32 random bytes, which only a device knows.
    expect(open).toEqual([
      'session_challenge.challenge',
      'session_challenge.next',
      'scan_ticket.challenge',
      'contact_link.token_hash',
      'asked_number.person_indexes',
      'filing.person_numbers',
      'record.person_numbers',
      'record_transfer.token_hash',
      'seen_media.pair_indexes',
      'paid_call.payer',
    ]);
  });

  it('are all classified, and sealed ones never as impersonal', () => {
    const unclassed = Object.entries(STORED_TABLES).flatMap(([table, { columns }]) =>
      (columns.none ?? []).filter((column) => /_(sealed|index)$/.test(column)).map((column) => `${table}.${column}`),
    );

    expect(unclassed).toEqual([]);
  });
});
