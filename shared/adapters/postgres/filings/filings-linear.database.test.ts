import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { chanceFrom } from '../../../../tests/support/chance.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database/database.ts';
import { NO_COURIER, openInstance, testSeal } from '../../../../tests/support/database/instance.ts';
import { draftFiling, submission } from '../../../../tests/support/filings/filings.ts';
import { withoutGuard } from '../../../../tests/support/routes/guards.ts';
import type { HistoryEntry } from '../../../domain/filing/change.ts';
import { type FilingEvent, type FilingState, follow } from '../../../domain/filing/machine.ts';
import type { Reviews } from '../../../ports/filings/reviews.ts';
import { type Database, openDatabase } from '../database.ts';
import { createReviews } from './reviews.ts';

// A plugin of Kysely removes the guard; the bundles do not contain it.
vi.mock('kysely', () => vi.importActual('../../../node_modules/kysely/dist/esm/index.js'));

let test: TestDatabase;
const clock = testClock('2026-11-24T02:00:00Z');

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const CLIENTS = 6;
const CALLS_EACH = 40;
const FILINGS = 2;
const ACTIONS = ['read', 'submit', 'withdraw', 'accept', 'return', 'send-sms', 'fail-sms'] as const;

/** One call as its client saw it. Times are ticks of one counter, which orders the calls. */
interface Call {
  readonly filingId: string;
  readonly action: 'read' | FilingEvent;
  readonly beganAt: number;
  readonly endedAt: number;
  /** Version and state of the reply; a code when it was refused; `unknown` when the connection was lost. */
  readonly answer: { readonly version: number; readonly state: FilingState } | string;
}

/** Clients that read and change a few filings at random, with pauses and one restart of all connections. */
async function play(prepare: (database: Database) => Database) {
  const setUp = openInstance(test.url, clock);
  const ids: string[] = [];
  for (let made = 0; made < FILINGS; made += 1) ids.push((await draftFiling(setUp)).filingId);
  let time = 0;
  const tick = () => {
    time += 1;
    return time;
  };
  const calls: Call[] = [];
  const open = () => Array.from({ length: CLIENTS }, () => openDatabase(test.url));
  let databases = open();
  const client = async (index: number) => {
    const chance = chanceFrom(index);
    for (let call = 0; call < CALLS_EACH; call += 1) {
      const reviews = createReviews({
        database: prepare(databases[index] as Database),
        seal: testSeal(),
        clock,
        courier: NO_COURIER,
      });
      const filingId = ids[Math.floor(chance() * FILINGS)] ?? '';
      const action = ACTIONS[Math.floor(chance() * ACTIONS.length)] ?? 'read';
      const beganAt = tick();
      const answer = await answerOf(reviews, filingId, action);
      calls.push({ filingId, action, beganAt, endedAt: tick(), answer });
      await new Promise((resolve) => setTimeout(resolve, chance() * 3));
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, index) => client(index));
  while (calls.length < (CLIENTS * CALLS_EACH) / 2) await new Promise((resolve) => setTimeout(resolve, 1));
  const before = databases;
  databases = open();
  await test.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await Promise.all(clients);
  await Promise.all([...before, ...databases].map((database) => database.close()));
  const histories = await Promise.all(ids.map(async (id) => [id, await setUp.filings.historyOf(id)] as const));
  await setUp.close();
  return histories.flatMap(([id, history]) =>
    misfits(
      calls.filter(({ filingId }) => filingId === id),
      history,
    ),
  );
}

async function answerOf(reviews: Reviews, filingId: string, action: Call['action']): Promise<Call['answer']> {
  try {
    const { version, state } =
      action === 'read'
        ? await reviews.findFiling(filingId)
        : await reviews.changeFiling(filingId, (filing) =>
            action === 'submit' ? submission(filing) : { event: action },
          );
    return { version, state };
  } catch (error) {
    return error instanceof Refused ? error.refusal : 'unknown';
  }
}

/**
 * Calls that fit no serial order. The history gives the only possible order; each answer must match its place in it,
 * and a call that ended before another began must have its place before it.
 */
function misfits(calls: readonly Call[], history: readonly HistoryEntry[]): readonly string[] {
  const done = calls.flatMap((call) => (typeof call.answer === 'string' || call.action === 'read' ? [] : [call]));
  const versionOf = ({ answer }: Call) => (typeof answer === 'string' ? 0 : answer.version);
  const versions = done.map(versionOf);
  const stateAt = (version: number) => history[version - 1]?.state;
  /** The versions that may have been current during a call. */
  const window = ({ beganAt, endedAt }: Call) => ({
    least: Math.max(1, ...done.filter((other) => other.endedAt < beganAt).map(versionOf)),
    most: Math.max(1, ...done.filter((other) => other.beganAt < endedAt).map(versionOf), unclaimed()),
  });
  /** A change whose answer was lost may have happened at any later time. */
  const unclaimed = () =>
    Math.max(0, ...history.map(({ version }) => version).filter((version) => !versions.includes(version)));
  const fits = (call: Call): boolean => {
    const { least, most } = window(call);
    const { action, answer } = call;
    if (answer === 'unknown') return true;
    if (answer === 'filing.changed-meanwhile')
      return most > least || calls.some(({ answer: other }) => other === 'unknown');
    if (typeof answer === 'string')
      return history.some(
        ({ version, state }) =>
          version >= least && version <= most && action !== 'read' && follow(state, action) === undefined,
      );
    if (answer.version < least || answer.version > most || stateAt(answer.version) !== answer.state) return false;
    return action === 'read' || history[answer.version - 1]?.event === action;
  };
  const twice = versions.filter((version, place) => versions.indexOf(version) !== place);
  const gaps = history.filter(({ version }, index) => version !== index + 1);
  return [
    ...calls.filter((call) => !fits(call)).map((call) => JSON.stringify(call)),
    ...twice.map((version) => `two clients were told that they made version ${version}`),
    ...gaps.map(({ version }) => `version ${version} is out of place`),
  ];
}

describe('many clients on few filings', () => {
  it('[S7] get answers that fit one serial order, even across a restart', async () => {
    const found = await play((database) => database);

    expect(found).toEqual([]);
  });

  it('[S7] get answers that fit none without the version in the condition of a change', async () => {
    await test.query('alter table filing_history drop constraint filing_history_pkey');

    const found = await play((database) => withoutGuard(database, { conditionOn: 'version' }));

    expect(found).not.toEqual([]);
  });
});
