import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Laptop } from '../local/laptop.ts';
import { ids } from '../platform/compose/system.ts';
import { database } from '../shared/compose/database.ts';
import { accounts, filings, reviews } from '../tools/service-ports.ts';
import { withLaptop } from '../tools/temporary-laptop.ts';
import { filledContents, useEnvironmentOf } from './filled-filing.ts';
import { alternating, msOf, quantile } from './measuring.ts';
import { measured, type Row, within } from './row.ts';
import { verdictEvent } from './verdict-event.ts';

const WARM_UP = 30;
const VERDICTS = 400;

/**
 * A verdict is eleven statements in two transactions, with a signature to verify and contents to decrypt; a bare insert
 * is one statement. 20 when measured on two idle cores, 40 when ten others shared them.
 */
const MAX_RATIO = 60;

/**
 * The cost of a verdict from the webhook to the stored state, compared with one committed insert on the same database.
 */
export const measure = (): Promise<readonly Row[]> => withLaptop({}, measureOn);

async function measureOn(laptop: Laptop): Promise<readonly Row[]> {
  laptop.timers.stop();
  useEnvironmentOf(laptop);
  const client = new pg.Client({ connectionString: laptop.addresses.database });
  await client.connect();
  await client.query('create table bench_insert (id uuid primary key, at timestamptz not null)');
  try {
    const waiting = await submittedFilings(WARM_UP + VERDICTS);
    const times = await alternating(waiting.length, [
      () => msOf(() => client.query('insert into bench_insert values ($1, now())', [randomUUID()])),
      (turn) => webhook(laptop, waiting[turn] ?? ''),
    ]);
    await checkAllApplied(client, waiting.length);
    return rowsOf(times.map((all) => all.slice(WARM_UP)));
  } finally {
    await client.end();
    await (await database()).close();
  }
}

function rowsOf(timesMs: readonly (readonly number[])[]): readonly Row[] {
  const [insert, way] = timesMs.map((times) => ({ p50: quantile(times, 0.5), p99: quantile(times, 0.99) }));
  if (!insert || !way) return [];
  return [
    measured({ metric: 'bare insert, p50', value: insert.p50, unit: 'ms' }),
    measured({ metric: 'bare insert, p99', value: insert.p99, unit: 'ms' }),
    measured({ metric: 'verdict to stored state, p50', value: way.p50, unit: 'ms' }),
    measured({ metric: 'verdict to stored state, p99', value: way.p99, unit: 'ms' }),
    measured({ metric: 'overhead, p99', value: way.p99 - insert.p99, unit: 'ms' }),
    within(MAX_RATIO, { metric: 'verdict to bare insert, p50', value: way.p50 / insert.p50, unit: 'ratio' }),
  ];
}

/** Sends a signed verdict to the deployed function, as the function URL does. */
async function webhook(laptop: Laptop, filingId: string): Promise<number> {
  const result = await laptop.host.invoke('status-webhook', verdictEvent(laptop, filingId));
  if (!result.ok || (result.value as { statusCode: number }).statusCode !== 200)
    throw new Error('a verdict was not taken');
  return result.durationMs;
}

/** Filings in initial review, each of its own account. */
async function submittedFilings(count: number): Promise<readonly string[]> {
  const ports = { accounts: await accounts(), filings: await filings(), ids: await ids(), reviews: await reviews() };
  const made: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { accountId: applicantId } = await ports.accounts.signIn(ports.ids.secret());
    const [id, websiteId] = [ports.ids.uuid(), ports.ids.uuid()];
    await ports.filings.create({ id, applicantId, filingType: 'first', contents: filledContents(websiteId) });
    await ports.reviews.changeFiling(id, () => ({ event: 'submit', round: 1 }));
    made.push(id);
  }
  return made;
}

async function checkAllApplied(client: pg.Client, count: number): Promise<void> {
  const { rows } = await client.query<{ count: string }>("select count(*) from filing where state = 'queued'");
  if (Number(rows[0]?.count) !== count) throw new Error(`${rows[0]?.count} of ${count} verdicts were applied`);
}
