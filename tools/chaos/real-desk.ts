import pg from 'pg';
import { LAPTOP_ACCOUNT } from 'tencent-stand-in/credentials.ts';
import { entriesOf } from '../../deploy/bundle/bundle-functions.ts';
import { SHORTEST_UNDO_SECONDS } from '../../local/automatic-staff/automatic-staff.ts';
import { type StaffCall, staffCalls } from '../../local/automatic-staff/staff-calls.ts';
import { deskSecrets } from '../../local/desk-secrets.ts';
import { startDeskService } from '../../local/desk-service.ts';
import type { FunctionHost } from '../../local/function-host.ts';
import type { Laptop } from '../../local/laptop.ts';
import { LAPTOP_DESK_BUCKET } from '../../local/stand-ins.ts';
import { breakConnections } from './broken-connections.ts';
import { openDeskBook } from './desk-book.ts';
import { proveDesk } from './desk-proof.ts';
import { type FaultyLine, startFaultyLine } from './faulty-line.ts';
import type { Gate } from './gate.ts';
import { startInsiders } from './insider.ts';
import { leftAtRealDesk } from './left-at-real-desk.ts';
import type { Forgotten } from './left-behind.ts';
import { type Counts, gatedHost, victimsOf } from './platform.ts';
import { secondTypist } from './second-typist.ts';

const VICTIMS = ['desk-intake', 'desk-api', 'desk-session', 'desk-timer'];
/** As many looks at clear values as the desk allows a day: the one clerk exports every filing. */
const LOOKS_PER_DAY = 500;
/** Staff who are a program. What has failed they try again at their next look. */
const STAFF = { people: 4, pauseMs: 50, lookEveryMs: 1_000 };

export interface RealDeskOptions {
  readonly laptop: Laptop;
  /** From the filing service to the desk: the laptop was told of it when it started. */
  readonly toDesk: FaultyLine;
  readonly dir: string;
  readonly gate: Gate;
  readonly counts: Counts;
}

/** The line on which the filing service reaches a desk that starts after it. */
export const lineToDesk = (): Promise<FaultyLine> => startFaultyLine(() => false);

export type ChaosDesk = Awaited<ReturnType<typeof startRealDesk>>;

/** The operator's own desk with staff who are a program, and its identity provider. */
export async function startRealDesk({ laptop, toDesk, dir, gate, counts }: RealDeskOptions) {
  const toService = await startFaultyLine(isAskedForSoon);
  toService.leadTo(laptop.addresses.gateway);
  const later: { host?: FunctionHost } = {};
  const service = await startDeskService({
    port: 0,
    dir,
    log: () => {},
    automatic: STAFF,
    laptop: {
      addresses: { ...laptop.addresses, gateway: toService.url },
      hostService: async (described, bundles) => {
        later.host = gatedHost(described, entriesOf(bundles), gate, counts);
        return later.host;
      },
    },
  });
  const { authorityBook: authority } = service;
  const { host } = later;
  if (!host) throw new Error('the desk has no functions');
  toDesk.leadTo(service.apiUrl);
  const client = new pg.Client({ connectionString: laptop.addresses.database });
  await client.connect();
  const book = openDeskBook(client, authority);
  const { AUDIT_KEY: DESK_AUDIT_KEY, SEAL_KEYS, BLIND_INDEX_KEY } = deskSecrets(dir);
  const { region: COS_REGION } = LAPTOP_ACCOUNT;
  const bucket = {
    OBJECT_STORE: 'cos',
    COS_BUCKET: LAPTOP_DESK_BUCKET,
    COS_REGION,
    COS_ENDPOINT: laptop.addresses.cos,
  };
  const breaking = breakConnections(client);
  const insiders = await startInsiders(service, STAFF.people, laptop.addresses.database);
  const people = { proposer: staffCalls(service, 'tang-bo'), confirmer: staffCalls(service, 'zhou-lan') };
  const typist = secondTypist(people.proposer, authority);
  await allowLooks(people.confirmer, staffCalls(service, 'jiang-ping'));
  return {
    /** Its functions, whose instances are killed. */
    victims: victimsOf(VICTIMS, host),
    setFaulty(isFaulty: boolean): void {
      for (const line of [toDesk, toService]) line.setFaulty(isFaulty);
      breaking.setFaulty(isFaulty);
    },
    /** Lets the authority cancel what it has filed. What has failed is tried again at the person's next look. */
    cancel: ({ recordId }: { readonly recordId: string }): Promise<void> =>
      cancelByTwo(recordId, client, people).catch(() => {}),
    declareTies: insiders.declareTies,
    /** Somebody types an answer once more, or before the clerk does. */
    typeAgain: (): Promise<void> => typist.typeAgain().catch(() => {}),
    /** One of the staff tightens a control: what was changed before the timer first ran is taken for what was there before the chains. */
    async tighten(): Promise<void> {
      const settings = await people.confirmer<{ revealsPerDay: number }>('GET', '/v1/settings');
      await people.confirmer('PUT', '/v1/settings', { ...settings, revealsPerDay: settings.revealsPerDay - 1 });
    },
    /** What time brings about at the desk, now. */
    async tick(): Promise<void> {
      // Four programs do the work of a whole staff: what one person may call in ten minutes would let 500 filings wait.
      await client.query('delete from desk.caller_limit');
      const event = { Type: 'Timer', TriggerName: 'desk-timer', Time: new Date().toISOString(), Message: '' };
      await host.invoke('desk-timer', event);
    },
    /** How much is still on its way there. */
    waiting: book.waiting,
    /** What waits for a person who is not there. Such a run would never end. */
    stuck: book.stuck,
    /** Waits until nothing that it sends by itself is on its way. */
    idle: async () => void (await Promise.all([toDesk.idle(), toService.idle()])),
    filings: book.filings,
    /** What must never happen at the desk and behind it. */
    violations: async () => [
      ...(await insiders.violations()),
      ...(await proveDesk({
        client,
        authority,
        database: laptop.addresses.database,
        variables: { ...bucket, DESK_AUDIT_KEY, SEAL_KEYS, BLIND_INDEX_KEY },
      })),
    ],
    /** What it has of people of whom nothing may be left, as violations. */
    leftOf: (forgotten: Forgotten) => leftAtRealDesk({ client, laptop, dir, forgotten }),
    /** For the table at the end. */
    counts: async () => ({
      ...(await book.counts()),
      'ties declared before a decision left': insiders.count(),
      'answers typed twice': typist.count(),
      'connections of the desk that were broken': breaking.broken(),
    }),
    async stop(): Promise<void> {
      breaking.setFaulty(false);
      await client.end();
      await insiders.stop();
      await service.stop();
      await toService.stop();
      await toDesk.stop();
    },
  };
}

/** Two leads loosen the limit, beside the staff, who shorten the time for taking back in the same way. */
async function allowLooks(proposer: StaffCall, confirmer: StaffCall): Promise<void> {
  for (;;) {
    const settings = await proposer<{ revealsPerDay: number }>('GET', '/v1/settings');
    if (settings.revealsPerDay === LOOKS_PER_DAY) return;
    const wish = { ...settings, revealsPerDay: LOOKS_PER_DAY, undoSeconds: SHORTEST_UNDO_SECONDS };
    await proposer('PUT', '/v1/settings', wish).catch(() => {});
    const { proposals } = await confirmer<{ proposals: readonly { proposalId: string; settings?: object }[] }>(
      'GET',
      '/v1/proposals',
    );
    for (const { proposalId } of proposals.filter((proposal) => proposal.settings))
      await confirmer('PUT', `/v1/proposals/${proposalId}`, { confirms: true }).catch(() => {});
  }
}

/** One of the staff proposes that a record is cancelled, and another one confirms it; a step that was done before is not done again. */
async function cancelByTwo(
  recordId: string,
  client: Pick<pg.Client, 'query'>,
  { proposer, confirmer }: Readonly<Record<'proposer' | 'confirmer', StaffCall>>,
): Promise<void> {
  const { rows } = await client.query<{ lastTold: number; isCancelled: boolean }>(
    `select coalesce(max(sequence), 0) as "lastTold", coalesce(bool_or(kind = 'cancelled'), false) as "isCancelled"
     from desk.record_event where record_id = $1`,
    [recordId],
  );
  const [{ lastTold, isCancelled } = { lastTold: 0, isCancelled: false }] = rows;
  if (isCancelled) return;
  const { proposals } = await proposer<{
    proposals: readonly { readonly proposalId: string; readonly event?: { readonly recordId: string } }[];
  }>('GET', '/v1/proposals');
  const open = proposals.find(({ event }) => event?.recordId === recordId);
  const wish = { kind: 'cancelled', whole: true, lastTold, reason: '管局注销' };
  const { proposalId } =
    open ?? (await proposer<{ proposalId: string }>('POST', `/v1/records/${recordId}/proposals`, wish));
  await confirmer('PUT', `/v1/proposals/${proposalId}`, { confirms: true });
}

/** The service asks for verdicts that it has missed, but never learns of a missed event of a record. */
const isAskedForSoon = (body: string): boolean => body.startsWith('{"type":"verdict"');
