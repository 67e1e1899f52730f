import pg from 'pg';
import { entriesOf } from '../../deploy/bundle/bundle-functions.ts';
import { type StaffCall, staffCalls } from '../../local/automatic-staff/staff-calls.ts';
import { deskSecrets } from '../../local/desk-secrets.ts';
import { startDeskService } from '../../local/desk-service.ts';
import type { FunctionHost } from '../../local/function-host.ts';
import type { Laptop } from '../../local/laptop.ts';
import { breakConnections } from './broken-connections.ts';
import { openDeskBook } from './desk-book.ts';
import { proveDesk } from './desk-proof.ts';
import { type FaultyLine, startFaultyLine } from './faulty-line.ts';
import type { Gate } from './gate.ts';
import { leftAtRealDesk } from './left-at-real-desk.ts';
import type { Forgotten } from './left-behind.ts';
import { type Counts, gatedHost, victimsOf } from './platform.ts';

const VICTIMS = ['desk-intake', 'desk-api', 'desk-session', 'desk-timer'];
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
  const breaking = breakConnections(client);
  const people = { proposer: staffCalls(service, 'tang-bo'), confirmer: staffCalls(service, 'zhou-lan') };
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
    /** What time brings about at the desk, now. */
    async tick(): Promise<void> {
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
    violations: () =>
      proveDesk({
        client,
        authority,
        database: laptop.addresses.database,
        auditKey: deskSecrets(dir).AUDIT_KEY,
      }),
    /** What it has of people of whom nothing may be left, as violations. */
    leftOf: (forgotten: Forgotten) => leftAtRealDesk({ client, laptop, dir, forgotten }),
    /** For the table at the end. */
    counts: async () => ({ ...(await book.counts()), 'connections of the desk that were broken': breaking.broken() }),
    async stop(): Promise<void> {
      breaking.setFaulty(false);
      await client.end();
      await service.stop();
      await toService.stop();
      await toDesk.stop();
    },
  };
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
  const wish = { kind: 'cancelled', lastTold, reason: '管局注销' };
  const { proposalId } =
    open ?? (await proposer<{ proposalId: string }>('POST', `/v1/records/${recordId}/proposals`, wish));
  await confirmer('PUT', `/v1/proposals/${proposalId}`, { confirms: true });
}

/** The service asks for verdicts that it has missed. Of an event of a record it never learns. */
const isAskedForSoon = (body: string): boolean => body.startsWith('{"type":"verdict"');
