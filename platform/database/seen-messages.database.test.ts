import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../shared/adapters/postgres/database.ts';
import { testClock } from '../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database/database.ts';
import { createSeenMessages } from './seen-messages.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const [ONE, OTHER] = ['1', '2'].map((digit) => digit.repeat(64)) as [string, string];

let test: TestDatabase;
let databases: readonly Database[];
beforeAll(async () => {
  test = await testDatabase();
  databases = [openDatabase(test.url), openDatabase(test.url)];
});
afterAll(async () => {
  for (const database of databases) await database.close();
  await test.close();
});

/** As one of two instances of a function. */
const note = (id: string, content = ONE, instance = 0) =>
  createSeenMessages({ database: databases[instance] as Database, clock }).note(
    id,
    content,
    new Date(clock.now().getTime() + 600_000),
  );

describe('a message that was believed', () => {
  it('is known by its id and its content, to every instance', async () => {
    const first = await note('m1');

    expect([first, await note('m1', ONE, 1), await note('m1', OTHER, 1), await note('m2', OTHER, 1)]).toEqual([
      'new',
      'again',
      'other',
      'new',
    ]);
  });

  it('is new once, however many instances note it at the same time', async () => {
    const noted = await Promise.all(Array.from({ length: 20 }, (_, call) => note('m3', ONE, call % 2)));

    expect(noted.toSorted()).toEqual([...Array.from({ length: 19 }, () => 'again'), 'new']);
  });

  it('is forgotten when its signature is believed no longer, whether or not its row was deleted', async () => {
    await note('m4');
    clock.forward(600);
    const last = await note('m4', OTHER);
    clock.forward(1);

    expect([last, await note('m4', OTHER), await note('m4', ONE)]).toEqual(['other', 'new', 'other']);
  });
});
