import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database/database.ts';
import { type Instance, openInstance, openInstances, outcomes } from '../../../../tests/support/database/instance.ts';
import { draftFiling, filingIn, submission } from '../../../../tests/support/filings/filings.ts';
import { type FilingEvent, type FilingState, follow, next } from '../../../domain/filing/machine.ts';
import { type Database, openDatabase } from '../database.ts';

let test: TestDatabase;
let instances: Awaited<ReturnType<typeof openInstances>>;
let instance: Instance;
const clock = testClock('2026-11-24T02:00:00Z');

beforeAll(async () => {
  test = await testDatabase();
  instance = openInstance(test.url, clock);
  instances = await openInstances(10, test.url, clock);
});
afterAll(async () => {
  await instances.close();
  await instance.close();
  await test.close();
});

const TRIES = 200;

interface Duel {
  readonly state: FilingState;
  /** Each excludes the other. */
  readonly events: readonly [FilingEvent, FilingEvent];
}

const VERDICTS: Duel = { state: 'authority-review', events: ['approve', 'authority-return'] };
const CROSSING: Duel = { state: 'submitted', events: ['accept', 'withdraw'] };

/** Races two events for a filing, `TRIES` times from the same state; returns how often none, one or both won. */
async function duel(
  { state, events }: Duel,
  change: (id: string, event: FilingEvent, call: number) => Promise<unknown>,
) {
  const wins = { none: 0, one: 0, both: 0 };
  const { filingId } = await filingIn(instance, state);
  for (let round = 0; round < TRIES; round += 1) {
    await test.query('update filing set state = $2 where id = $1', [filingId, state]);
    const { done = 0 } = await outcomes(events.map((event, index) => change(filingId, event, 2 * round + index)));
    wins[done === 0 ? 'none' : done === 1 ? 'one' : 'both'] += 1;
  }
  return wins;
}

describe('the version guard of a filing', () => {
  it('[S2] lets one of twenty equal submissions through, with one message', async () => {
    const { filingId, applicantId } = await draftFiling(instance);

    const result = await outcomes(
      Array.from({ length: 20 }, (_, call) => instances.nth(call).filings.change(filingId, applicantId, submission)),
    );

    const { done, ...refused } = result;
    const refusals = Object.entries(refused);
    expect(done).toBe(1);
    expect(refusals.reduce((sum, [, count]) => sum + count, 0)).toBe(19);
    expect(Object.keys(refused).every((code) => /^filing\.(changed-meanwhile|wrong-state)$/.test(code))).toBe(true);
    expect(await instance.filings.findOwn(filingId, applicantId)).toMatchObject({ state: 'submitted', round: 1 });
    const messages = await test.query('select key from outbox where key like $1', [`submit/${filingId}/%`]);
    expect(messages).toEqual([{ key: `submit/${filingId}/1` }]);
  });

  it.each([VERDICTS, CROSSING])('[S3] lets exactly one of $events win, 200 times of 200', async (pair) => {
    const guarded = (filingId: string, event: FilingEvent, call: number) =>
      instances.nth(call).reviews.changeFiling(filingId, () => ({ event }));

    const wins = await duel(pair, guarded);

    expect(wins).toEqual({ none: 0, one: TRIES, both: 0 });
  });

  it('[S3] is really raced: the same change without the version condition wins twice', async () => {
    const databases = [openDatabase(test.url), openDatabase(test.url)] as const;
    const unguarded = (filingId: string, event: FilingEvent, call: number) =>
      changeWithoutGuard(databases[call % 2 === 0 ? 0 : 1], filingId, event);

    const wins = await duel(VERDICTS, unguarded);
    await Promise.all(databases.map((database) => database.close()));

    expect(wins.both).toBeGreaterThan(0);
  });

  it('[S2] keeps the history free of gaps and duplicates while twenty people save concurrently', async () => {
    const { filingId, applicantId } = await draftFiling(instance);

    const { done } = await outcomes(
      Array.from({ length: 20 }, (_, call) =>
        instances.nth(call).filings.change(filingId, applicantId, () => ({ event: 'save' })),
      ),
    );

    const versions = (await instance.filings.historyOf(filingId)).map(({ version }) => version);
    expect(versions).toEqual(Array.from({ length: 1 + (done ?? 0) }, (_, index) => index + 1));
    expect(await instance.filings.findOwn(filingId, applicantId)).toMatchObject({ version: versions.length });
  });
});

/** Like `changeFiling`, but without the version in the `where` clause: read, decide, write, in one transaction. */
function changeWithoutGuard(database: Database, filingId: string, event: FilingEvent): Promise<void> {
  return database.inTransaction(async () => {
    const { state, version } = await database.sql
      .selectFrom('filing')
      .select(['state', 'version'])
      .where('id', '=', filingId)
      .executeTakeFirstOrThrow();
    await database.sql
      .updateTable('filing')
      .set({ state: next(state, event), version: version + 1 })
      .where('id', '=', filingId)
      .execute();
  });
}

describe('history', () => {
  const events = ['save', 'submit', 'withdraw', 'accept', 'return', 'send-sms', 'fail-sms', 'reopen'] as const;

  it('[S4] replayed from empty gives the stored state after any sequence, refused events included', async () => {
    const sequences = fc.array(fc.constantFrom<FilingEvent>(...events), { maxLength: 20 });

    await fc.assert(
      fc.asyncProperty(sequences, async (sequence) => {
        const { filingId, applicantId } = await draftFiling(instance);
        for (const event of sequence) {
          await instance.reviews
            .changeFiling(filingId, () => ({ event }))
            .catch((error: unknown) => {
              if (!(error instanceof Refused)) throw error;
            });
        }

        const history = await instance.filings.historyOf(filingId);
        const replayed = history.reduce<FilingState>(
          (state, { event }) => (event === 'create' ? 'draft' : next(state, event)),
          'draft',
        );

        const applied = sequence.reduce<FilingState>((state, event) => follow(state, event) ?? state, 'draft');
        expect(replayed).toBe(applied);
        expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1));
        const stored = await instance.filings.findOwn(filingId, applicantId);
        expect(stored).toMatchObject({ state: replayed, version: history.length });
      }),
      { numRuns: 60 },
    );
  });
});

describe('a change that fails midway', () => {
  it.each(['filing_history', 'outbox'])('[S5] leaves nothing behind when writing %s fails', async (table) => {
    const { filingId, applicantId } = await draftFiling(instance);
    await test.query(`
      create or replace function refuse() returns trigger language plpgsql as $$ begin raise 'no room'; end $$;
      create trigger refuse before insert on ${table} execute function refuse();`);

    const change = instance.filings.change(filingId, applicantId, submission);
    await expect(change).rejects.toThrow('no room');
    await test.query(`drop trigger refuse on ${table}`);

    expect(await instance.filings.findOwn(filingId, applicantId)).toMatchObject({ state: 'draft', version: 1 });
    expect(await instance.filings.historyOf(filingId)).toHaveLength(1);
    expect(await test.query('select key from outbox where key = $1', [`submit/${filingId}/1`])).toEqual([]);
  });

  it('[S5] leaves nothing behind when its connection is lost before the commit', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    const dying = openInstance(test.url, clock);

    const change = dying.transactions.inTransaction(async () => {
      await dying.filings.change(filingId, applicantId, submission);
      await test.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and state = 'idle in transaction'`,
      );
      await dying.filings.change(filingId, applicantId, () => ({ event: 'withdraw' }));
    });
    await expect(change).rejects.toThrow();
    await dying.close();

    expect(await instance.filings.findOwn(filingId, applicantId)).toMatchObject({ state: 'draft', version: 1 });
    expect(await instance.filings.historyOf(filingId)).toHaveLength(1);
  });

  it('succeeds when it is retried', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    await outcomes([instance.filings.change(filingId, applicantId, () => ({ event: 'approve' }))]);

    const again = await instance.filings.change(filingId, applicantId, submission);

    expect(again).toMatchObject({ state: 'submitted', version: 2 });
  });
});
