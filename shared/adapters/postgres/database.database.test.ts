import { type AddressInfo, createServer } from 'node:net';
import { type RawBuilder, sql } from 'kysely';
import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { type Instance, openInstance } from '../../../tests/support/database/instance.ts';
import { testInstance } from '../../../tests/support/database/test-instance.ts';
import { readOnly } from '../../../tests/support/database/unwritable-database.ts';
import { contentsOf, draftFiling, eligibilityOf, submission } from '../../../tests/support/filings/filings.ts';
import { type Database, openDatabase } from './database.ts';
import { createOutbox } from './messages/outbox.ts';

const { test, instance } = await testInstance();

const rowCounts = async () => {
  const tables = ['account', 'consent', 'eligibility_check', 'filing', 'filing_history', 'document', 'outbox', 'inbox'];
  const counts = tables.map(async (table) => {
    const [row] = await test.query<{ count: string }>(`select count(*) from ${table}`);
    return [table, Number(row?.count)] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
};

/** Writes something through every port. */
async function writeEverywhere({ ids, ...ports }: Instance) {
  const { accountId } = await ports.accounts.signIn(ids.secret());
  await ports.consents.give(accountId, '2026-11');
  const input = eligibilityOf(ENTERPRISE);
  const check = { accountId, input, filingType: 'first', expiresAt: new Date() } as const;
  await ports.eligibilityChecks.save({ ...check, ticket: ids.secret() });
  const filingId = ids.uuid();
  const contents = contentsOf(ENTERPRISE, ids.uuid());
  await ports.filings.create({ id: filingId, applicantId: accountId, filingType: 'first', contents });
  await ports.filings.change(filingId, accountId, submission);
  await ports.inbox.remember('cos', ids.secret());
  const upload = { kind: 'id-front', subject: 'principal', contentType: 'image/png', maxBytes: 1 } as const;
  await ports.documents.create(
    { ...upload, id: ids.uuid(), filingId, applicantId: accountId, incomingKey: ids.secret() },
    { grants: 1, bytes: Infinity },
  );
}

describe('two transactions that wait for each other', () => {
  it('both succeed: the one that the server ends is repeated', async () => {
    await test.query(`insert into rate_limit values ('one', now()), ('two', now())`);
    const databases = [openDatabase(test.url), openDatabase(test.url)] as const;
    let met = 0;
    let meet = () => {};
    const bothHoldOne = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const touch = (database: Database, name: string) =>
      database.sql.updateTable('rate_limit').set({ next_at: new Date() }).where('name', '=', name).execute();
    let runs = 0;
    const crossing = (database: Database, first: string, second: string) =>
      database.inTransaction(async () => {
        runs += 1;
        await touch(database, first);
        met += 1;
        if (met === 2) meet();
        await bothHoldOne;
        await touch(database, second);
        return first;
      });

    const results = await Promise.all([crossing(databases[0], 'one', 'two'), crossing(databases[1], 'two', 'one')]);
    await Promise.all(databases.map((database) => database.close()));

    expect([results, runs]).toEqual([['one', 'two'], 3]);
  });
});

describe('inTransaction', () => {
  it('returns the result of the work', async () => {
    const value = await instance.transactions.inTransaction(async () => 42);

    expect(value).toBe(42);
  });

  it('[S5] commits the writes of all ports, or none', async () => {
    const before = await rowCounts();

    const failed = instance.transactions.inTransaction(async () => {
      await writeEverywhere(instance);
      throw new Error('at the very end');
    });
    await expect(failed).rejects.toThrow('at the very end');
    const afterFailure = await rowCounts();
    await instance.transactions.inTransaction(() => writeEverywhere(instance));
    const afterSuccess = await rowCounts();

    expect(afterFailure).toEqual(before);
    for (const [table, count] of Object.entries(afterSuccess))
      expect([table, count > (before[table] ?? 0)]).toEqual([table, true]);
  });

  it('joins a running transaction, so that the outer one decides', async () => {
    const { filingId, applicantId } = await draftFiling(instance);

    const failed = instance.transactions.inTransaction(async () => {
      await instance.transactions.inTransaction(() => instance.filings.change(filingId, applicantId, submission));
      throw new Error('outer');
    });

    await expect(failed).rejects.toThrow('outer');
    expect(await instance.filings.findOwn(filingId, applicantId)).toMatchObject({ state: 'draft' });
  });

  it('shows its writes to itself, and to nobody else before the commit', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    const other = openInstance(test.url);

    const seen = await instance.transactions.inTransaction(async () => {
      await instance.filings.change(filingId, applicantId, submission);
      const states = [instance, other].map(async ({ filings }) => (await filings.findOwn(filingId, applicantId)).state);
      return Promise.all(states);
    });
    await other.close();

    expect(seen).toEqual(['submitted', 'draft']);
  });

  it('separates two concurrent transactions', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

    const [failed, kept] = await Promise.allSettled([
      instance.transactions.inTransaction(async () => {
        await instance.outbox.add([{ topic: 'reminder', key: 'side-a', payload: {} }]);
        await pause();
        throw new Error('this one only');
      }),
      instance.transactions.inTransaction(async () => {
        await instance.filings.change(filingId, applicantId, submission);
        await pause();
      }),
    ]);

    expect([failed?.status, kept?.status]).toEqual(['rejected', 'fulfilled']);
    expect(await instance.filings.findOwn(filingId, applicantId)).toMatchObject({ state: 'submitted' });
    expect(await test.query(`select key from outbox where key = 'side-a'`)).toEqual([]);
  });

  it('returns its connection, however often it fails', async () => {
    for (let tries = 0; tries < 10; tries += 1) {
      await instance.transactions.inTransaction(() => Promise.reject(new Error('no'))).catch(() => {});
    }

    const value = await instance.transactions.inTransaction(async () => 'still there');

    expect(value).toBe('still there');
  });
});

describe('openDatabase', () => {
  it('fails for a server that does not answer instead of waiting', async () => {
    const nowhere = openDatabase('postgres://nobody:nothing@127.0.0.1:9/none');

    const asked = nowhere.inTransaction(async () => {});

    await expect(asked).rejects.toMatchObject({ port: 'database', kind: 'broken', vendorCode: 'ECONNREFUSED' });
    await nowhere.close();
  });

  it('fails as the database when a server accepts connections and never answers', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const database = openDatabase(`postgres://icp:secret@127.0.0.1:${port}/icp`);

    const asked = database.sql.selectFrom('account').selectAll().execute();

    await expect(asked).rejects.toMatchObject({ name: 'Failed', port: 'database', kind: 'broken' });
    await database.close();
    silent.close();
  });

  it('fails at once for a server that refuses it', async () => {
    const stranger = new URL(test.url);
    stranger.password = 'wrong';
    const database = openDatabase(stranger.href);

    const asked = database.inTransaction(async () => {});

    await expect(asked).rejects.toMatchObject({ code: '28P01' });
    await database.close();
  });
});

describe('an event', () => {
  const pidsAt = (database: Database) =>
    Promise.all([1, 2, 3, 4].map(() => sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.sql)));

  it('uses one connection, however many queries are concurrent', async () => {
    const database = openDatabase(test.url, () => '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');
    const asked = await pidsAt(database);
    await database.close();

    expect(new Set(asked.flatMap(({ rows }) => rows.map(({ pid }) => pid))).size).toBe(1);
  });

  it('does not wait for one that timed out and still runs', async () => {
    let event = '1';
    const database = openDatabase(test.url, () => `00-t-${event}-01`);
    let end = () => {};
    let hanging: Promise<void> | undefined;
    await new Promise<void>((begun) => {
      hanging = database.inTransaction(() => {
        begun();
        return new Promise((resolve) => (end = resolve));
      });
    });
    event = '2';

    const asked = await pidsAt(database);
    end();
    await hanging;
    await database.close();

    expect(asked).toHaveLength(4);
  });
});

describe('when the server closes its connections, as in a failover', () => {
  /** Closes every connection to the database except the current one. */
  const endConnections = async () => {
    await test.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
  };
  const noted = (key: string) => test.query('select key from outbox where key = $1', [key]);
  const note = (key: string) => instance.outbox.add([{ topic: 'reminder', key, payload: {} }]);

  it('replaces idle connections', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    await endConnections();

    const found = await instance.filings.findOwn(filingId, applicantId);

    expect(found.state).toBe('draft');
  });

  it('repeats a transaction that was not committed, so that it is done once', async () => {
    let runs = 0;

    await instance.transactions.inTransaction(async () => {
      runs += 1;
      await note('again');
      if (runs === 1) await endConnections();
      await note('again-too');
    });

    expect([runs, await noted('again'), await noted('again-too')]).toEqual([
      2,
      [{ key: 'again' }],
      [{ key: 'again-too' }],
    ]);
  });

  it('fails, as the database, when the connection is lost twice', async () => {
    const failed = instance.transactions.inTransaction(async () => {
      await note('lost');
      await endConnections();
      await note('lost-too');
    });

    await expect(failed).rejects.toMatchObject({ port: 'database', kind: 'broken' });
    expect(await noted('lost')).toEqual([]);
  });

  it('does not repeat a commit that was lost, because it may have happened', async () => {
    await test.query('create table lost_commit (id int)');
    await test.query('grant insert on lost_commit to public');
    await test.query(
      `create function end_me() returns trigger language plpgsql as
       $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`,
    );
    await test.query(
      `create constraint trigger at_commit after insert on lost_commit deferrable initially deferred
       for each row execute function end_me()`,
    );
    const database = openDatabase(test.url);
    let runs = 0;

    const failed = database.inTransaction(async () => {
      runs += 1;
      await sql`insert into lost_commit values (1)`.execute(database.sql);
    });

    await expect(failed).rejects.toMatchObject({ port: 'database', kind: 'broken', vendorCode: '57P01' });
    expect(runs).toBe(1);
    await database.close();
  });

  it('fails with the code of a server that is full or read-only, and goes on when there is room', async () => {
    const write = (database: Database) => database.sql.insertInto('rate_limit').values(row()).execute();
    const row = () => ({ name: `room for ${instance.ids.uuid()}`, next_at: new Date() });
    const [database, only] = [openDatabase(test.url), openDatabase(readOnly(test.url))];
    await test.query(`create function no_room() returns trigger language plpgsql as
      $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$`);
    await test.query('create trigger no_room before insert on rate_limit for each row execute function no_room()');
    const full = await Promise.allSettled([write(database), database.inTransaction(() => write(database))]);
    await test.query('drop function no_room() cascade');
    const refused = await Promise.allSettled([write(only), only.inTransaction(() => write(only))]);
    await write(database);

    const codes = [...full, ...refused].map((result) =>
      result.status === 'rejected' ? `${result.reason}` : 'written',
    );
    expect(codes).toEqual([
      ...Array(2).fill('Failed: database: broken (53100)'),
      ...Array(2).fill('Failed: database: broken (25006)'),
    ]);
    await Promise.all([database.close(), only.close()]);
  });

  it('repeats a read, but not a write, whose connection was lost', async () => {
    const database = openDatabase(test.url);
    const ended = async (statement: RawBuilder<unknown>) => {
      const asked = statement.execute(database.sql).then(
        () => 'answered',
        (error: unknown) => `${error}`,
      );
      await waitUntilAsked();
      await endConnections();
      return asked;
    };

    const outcomes = [
      await ended(sql`select pg_sleep(case when pg_backend_pid() = ${await pidOf(database)} then 30 else 0 end)`),
      await ended(sql`update filing set version = version where pg_sleep(30) is null`),
    ];

    expect(outcomes).toEqual(['answered', 'Failed: database: broken (57P01)']);
    await database.close();
  });

  const pidOf = async (database: Database) =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.sql)).rows[0]?.pid;
  const waitUntilAsked = async () => {
    const asleep = () => test.query("select 1 from pg_stat_activity where wait_event = 'PgSleep'");
    while ((await asleep()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  };
});

describe('the courier', () => {
  const message = { topic: 'reminder', payload: {} } as const;

  /** A database that, whenever it calls the courier, counts the messages that are visible to others. */
  function databaseWithCourier() {
    const seen: number[] = [];
    const database = openDatabase(test.url);
    const courier = {
      call: async () => {
        const [row] = await test.query<{ count: string }>("select count(*) from outbox where key like 'courier-%'");
        seen.push(Number(row?.count));
      },
    };
    return { database, seen, outbox: createOutbox({ database, clock: testClock('2026-11-25T02:00:00Z'), courier }) };
  }

  it('is called once after the commit that wrote messages, which it can see', async () => {
    const { database, seen, outbox } = databaseWithCourier();

    await database.inTransaction(async () => {
      await outbox.add([{ ...message, key: 'courier-1' }]);
      await database.inTransaction(() => outbox.add([{ ...message, key: 'courier-2' }]));
      expect(seen).toEqual([]);
    });
    await outbox.add([{ ...message, key: 'courier-3' }]);
    await database.close();

    expect(seen).toEqual([2, 3]);
  });

  it('is not called for a change without messages, nor for one that is rolled back', async () => {
    const { database, seen, outbox } = databaseWithCourier();

    await database.inTransaction(() => outbox.add([]));
    const failed = database.inTransaction(async () => {
      await outbox.add([{ ...message, key: 'courier-4' }]);
      throw new Error('later step');
    });
    await expect(failed).rejects.toThrow('later step');
    await database.close();

    expect(seen).toEqual([]);
  });
});
