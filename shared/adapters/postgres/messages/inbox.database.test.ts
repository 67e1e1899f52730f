import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database/database.ts';
import { type Instance, openInstance, openInstances } from '../../../../tests/support/database/instance.ts';
import { signal } from '../../../../tests/support/signal.ts';

let test: TestDatabase;
let first: Instance;
let second: Instance;

beforeAll(async () => {
  test = await testDatabase();
  [first, second] = [openInstance(test.url), openInstance(test.url)];
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await test.close();
});

/** Whether a connection of this database waits for another's lock. Polls for up to five seconds. */
async function somebodyWaits(): Promise<boolean> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  for (let looks = 0; looks < 500; looks += 1) {
    if ((await test.query(waiting)).length > 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

/** The first instance remembers `id` in a transaction that stays open until the second one waits for it. */
async function bothRemember(id: string, end: () => void): Promise<readonly unknown[]> {
  const remembered = signal();
  const finish = signal();
  const holding = first.transactions.inTransaction(async () => {
    const fresh = await first.inbox.remember('review-desk', id);
    remembered.give();
    await finish.given;
    end();
    return fresh;
  });
  await remembered.given;
  const later = second.transactions.inTransaction(() => second.inbox.remember('review-desk', id));
  const waits = await somebodyWaits();
  finish.give();
  return [waits, ...(await Promise.allSettled([holding, later])).map((each) => 'value' in each && each.value)];
}

describe('remember', () => {
  it('[W7] recognizes a message that was seen before', async () => {
    const seen = [await first.inbox.remember('cos', 'm1'), await second.inbox.remember('cos', 'm1')];

    expect(seen).toEqual([true, false]);
  });

  it('separates sources', async () => {
    await first.inbox.remember('cos', 'm2');

    const fresh = await first.inbox.remember('review-desk', 'm2');

    expect(fresh).toBe(true);
  });

  it('[W7] is true for one of twenty concurrent calls', async () => {
    const instances = await openInstances(10, test.url);

    const fresh = await Promise.all(
      Array.from({ length: 20 }, (_, call) => instances.nth(call).inbox.remember('review-desk', 'm3')),
    );
    await instances.close();

    expect(fresh.filter(Boolean)).toHaveLength(1);
  });

  it('[W8] makes a second delivery wait until the first has committed, and then recognizes it', async () => {
    const result = await bothRemember('m4', () => {});

    expect(result).toEqual([true, true, false]);
  });

  it('[W8] gives the message to the second delivery when the first rolls back', async () => {
    const result = await bothRemember('m5', () => {
      throw new Error('the effect failed');
    });

    expect(result).toEqual([true, false, true]);
  });

  it('[W8] is rolled back with the transaction of the message’s effect', async () => {
    const failed = first.transactions.inTransaction(async () => {
      await first.inbox.remember('cos', 'm6');
      throw new Error('the effect failed');
    });

    await expect(failed).rejects.toThrow('the effect failed');
    expect(await first.inbox.remember('cos', 'm6')).toBe(true);
  });
});
