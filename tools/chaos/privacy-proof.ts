import pg from 'pg';
import type { Laptop } from '../../local/laptop.ts';
import { leftInDatabase, leftInStore } from './left-behind.ts';
import type { ChaosPerson } from './person.ts';
import { erases } from './plots.ts';
import type { ChaosDesk } from './real-desk.ts';
import type { VendorCall } from './vendor-calls.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Between the last look for a consent and the arrival at the vendor lie two rows, a signature and a request. */
const ON_ITS_WAY_MS = 2_500;

interface Evidence {
  readonly laptop: Laptop;
  readonly desk: ChaosDesk;
  /** Directory of the laptop. */
  readonly dir: string;
  readonly people: readonly ChaosPerson[];
  readonly vendorCalls: readonly VendorCall[];
  /** When everything was at rest, before the days that were skipped at the end. */
  readonly restedAt: Date;
}

/** Erased accounts have left nothing, and nothing was processed without consent. @returns the violations */
export async function provePrivacy({
  laptop,
  desk,
  dir,
  people,
  vendorCalls,
  restedAt,
}: Evidence): Promise<readonly string[]> {
  const erased = people.filter(({ plot }) => erases(plot));
  const forgotten = {
    traces: new Set(
      erased.flatMap(({ traces, diary }) => [...traces, ...(diary.newHolder ? [diary.newHolder.openid] : [])]),
    ),
    ids: new Set(
      erased.flatMap(({ accountId, filingId, diary }) => [
        ...[accountId, filingId, ...diary.laterFilings, diary.newHolder?.accountId].flatMap((id) => id ?? []),
      ]),
    ),
  };
  return [
    ...erased.flatMap(({ filingId, diary }) => (diary.erasedAtMs ? [] : [`the account of ${filingId} is not erased`])),
    ...(await leftInDatabase(laptop, forgotten)),
    ...(await desk.leftOf(forgotten)),
    ...(await leftInStore(laptop, dir, new Date(restedAt.getTime() - DAY_MS))),
    ...(await filingsOfErased(laptop, erased, people.length)),
    ...people.flatMap((person) => unwantedCalls(person, vendorCalls)),
  ];
}

/** None is open, and none has contents; that each has used a film stays known for its time. */
async function filingsOfErased(
  { addresses }: Laptop,
  erased: readonly ChaosPerson[],
  films: number,
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: addresses.database });
  await client.connect();
  const { rows } = await client.query<{ id: string; state: string }>(
    `select id, state from filing where applicant_id = any($1) and (state not in ('abandoned', 'approved') or erased_at is null)`,
    [erased.flatMap(({ accountId, diary }) => [accountId, diary.newHolder?.accountId].flatMap((id) => id ?? []))],
  );
  const openChecks = await client.query<{ filing_id: string }>(
    `select c.filing_id from liveness_check c join filing f on f.id = c.filing_id
     where c.state in ('open', 'verifying') and c.created_at < (
       select max(withdrawn_at) from consent where account_id = f.applicant_id)`,
  );
  const { rowCount: known } = await client.query('select from seen_media');
  await client.end();
  return [
    ...(known === films ? [] : [`of ${films} films that were used ${known} are known`]),
    ...rows.map(({ id, state }) => `${id} of an erased account is ${state}`),
    ...openChecks.rows.map(({ filing_id }) => `a liveness check of ${filing_id} outlived the consent`),
  ];
}

function unwantedCalls({ accountId, filingId, diary }: ChaosPerson, calls: readonly VendorCall[]): readonly string[] {
  const { withoutConsent, erasedAtMs } = diary;
  return calls
    .filter((call) => call.accountId === accountId)
    .flatMap(({ action, atMs }) => {
      if (erasedAtMs !== undefined && atMs > erasedAtMs + ON_ITS_WAY_MS)
        return [`${action} was called for ${filingId} after its account was erased`];
      const isWithout = withoutConsent && atMs > withoutConsent.fromMs + ON_ITS_WAY_MS && atMs < withoutConsent.toMs;
      return isWithout ? [`${action} was called for ${filingId} without consent`] : [];
    });
}
