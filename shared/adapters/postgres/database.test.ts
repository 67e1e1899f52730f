import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTERPRISE } from '../../../local/specimens/people.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { contentsOf, draftFiling, eligibilityOf, submission } from '../../../tests/support/filings.ts';
import { type Instance, openInstance } from '../../../tests/support/instance.ts';
import { openDatabase } from './database.ts';
import { createOutbox } from './outbox.ts';

let test: TestDatabase;
let instance: Instance;

beforeAll(async () => {
  test = await testDatabase();
  instance = openInstance(test.url);
});
afterAll(async () => {
  await instance.close();
  await test.close();
});

const rowCounts = async () => {
  const tables = ['account', 'consent', 'eligibility_check', 'filing', 'filing_history', 'document', 'outbox', 'inbox'];
  const counts = tables.map(async (table) => {
    const [row] = await test.query<{ count: string }>(`select count(*) from ${table}`);
    return [table, Number(row?.count)] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
};

/** Something of every port that writes. */
async function writeEverywhere({ ids, ...ports }: Instance) {
  const { accountId } = await ports.accounts.signIn(ids.secret());
  await ports.consents.give(accountId, '2026-11');
  const input = eligibilityOf(ENTERPRISE);
  await ports.eligibilityChecks.save({ ticket: ids.secret(), input, filingType: 'first', expiresAt: new Date() });
  const filingId = ids.uuid();
  const contents = contentsOf(ENTERPRISE, ids.uuid());
  await ports.filings.create({ id: filingId, applicantId: accountId, filingType: 'first', contents });
  await ports.filings.change(filingId, accountId, submission);
  await ports.inbox.remember('cos', ids.secret());
  const upload = { kind: 'id-front', subject: 'principal', contentType: 'image/png', maxBytes: 1 } as const;
  await ports.documents.create(
    { ...upload, id: ids.uuid(), filingId, applicantId: accountId, incomingKey: ids.secret() },
    { since: new Date(0), grants: 1, bytes: Infinity },
  );
}

describe('run', () => {
  it('gives back what the work gives', async () => {
    const value = await instance.transactions.run(async () => 42);

    expect(value).toBe(42);
  });

  it('[S5] commits what all ports write, or none of it', async () => {
    const before = await rowCounts();

    const failed = instance.transactions.run(async () => {
      await writeEverywhere(instance);
      throw new Error('at the very end');
    });
    await expect(failed).rejects.toThrow('at the very end');
    const afterFailure = await rowCounts();
    await instance.transactions.run(() => writeEverywhere(instance));
    const afterSuccess = await rowCounts();

    expect(afterFailure).toEqual(before);
    for (const [table, count] of Object.entries(afterSuccess))
      expect([table, count > (before[table] ?? 0)]).toEqual([table, true]);
  });

  it('joins a transaction that is running, so that the outer one decides', async () => {
    const { filingId, applicantId } = await draftFiling(instance);

    const failed = instance.transactions.run(async () => {
      await instance.transactions.run(() => instance.filings.change(filingId, applicantId, submission));
      throw new Error('outer');
    });

    await expect(failed).rejects.toThrow('outer');
    expect(await instance.filings.find(filingId, applicantId)).toMatchObject({ state: 'draft' });
  });

  it('shows what it wrote to itself, and to nobody else before the commit', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    const other = openInstance(test.url);

    const seen = await instance.transactions.run(async () => {
      await instance.filings.change(filingId, applicantId, submission);
      const states = [instance, other].map(async ({ filings }) => (await filings.find(filingId, applicantId)).state);
      return Promise.all(states);
    });
    await other.close();

    expect(seen).toEqual(['submitted', 'draft']);
  });

  it('keeps two that run side by side apart', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

    const [failed, kept] = await Promise.allSettled([
      instance.transactions.run(async () => {
        await instance.outbox.add([{ topic: 'reminder', key: 'side-a', payload: {} }]);
        await pause();
        throw new Error('this one only');
      }),
      instance.transactions.run(async () => {
        await instance.filings.change(filingId, applicantId, submission);
        await pause();
      }),
    ]);

    expect([failed?.status, kept?.status]).toEqual(['rejected', 'fulfilled']);
    expect(await instance.filings.find(filingId, applicantId)).toMatchObject({ state: 'submitted' });
    expect(await test.query(`select key from outbox where key = 'side-a'`)).toEqual([]);
  });

  it('gives its connection back, however often it fails', async () => {
    for (let tries = 0; tries < 10; tries += 1) {
      await instance.transactions.run(() => Promise.reject(new Error('no'))).catch(() => {});
    }

    const value = await instance.transactions.run(async () => 'still there');

    expect(value).toBe('still there');
  });
});

describe('openDatabase', () => {
  it('says that a server does not answer instead of waiting for it', async () => {
    const nowhere = openDatabase('postgres://nobody:nothing@127.0.0.1:9/none');

    const asked = nowhere.run(async () => {});

    await expect(asked).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await nowhere.close();
  });

  it('goes on after the server has closed its connections', async () => {
    const fresh = openInstance(test.url);
    const { filingId, applicantId } = await draftFiling(fresh);
    await test.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));

    const found = await fresh.filings.find(filingId, applicantId);
    await fresh.close();

    expect(found.state).toBe('draft');
  });
});

describe('the courier', () => {
  const message = { topic: 'reminder', payload: {} } as const;

  /** A database that counts the messages which others can see whenever it calls the courier. */
  function databaseWithCourier() {
    const seen: number[] = [];
    const database = openDatabase(test.url, async () => {
      const [row] = await test.query<{ count: string }>("select count(*) from outbox where key like 'courier-%'");
      seen.push(Number(row?.count));
    });
    return { database, seen, outbox: createOutbox(database, testClock('2026-11-25T02:00:00Z')) };
  }

  it('is called once after the commit that wrote messages, and finds them', async () => {
    const { database, seen, outbox } = databaseWithCourier();

    await database.run(async () => {
      await outbox.add([{ ...message, key: 'courier-1' }]);
      await database.run(() => outbox.add([{ ...message, key: 'courier-2' }]));
      expect(seen).toEqual([]);
    });
    await outbox.add([{ ...message, key: 'courier-3' }]);
    await database.close();

    expect(seen).toEqual([2, 3]);
  });

  it('is not called for a change that writes none, nor for one that is taken back', async () => {
    const { database, seen, outbox } = databaseWithCourier();

    await database.run(() => outbox.add([]));
    const failed = database.run(async () => {
      await outbox.add([{ ...message, key: 'courier-4' }]);
      throw new Error('later step');
    });
    await expect(failed).rejects.toThrow('later step');
    await database.close();

    expect(seen).toEqual([]);
  });
});
