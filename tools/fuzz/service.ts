import { setTimeout } from 'node:timers/promises';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { ROOT } from '../../deploy/root.ts';
import { type StaffCall, staffCalls } from '../../local/automatic-staff/staff-calls.ts';
import { startDeskService } from '../../local/desk-service.ts';
import { type Addresses, startLaptop } from '../../local/laptop.ts';
import { platformEnvironment } from '../../local/platform-facts.ts';
import { sessions } from '../../shared/compose/database.ts';
import { sessionTokens } from '../../shared/compose/keys.ts';
import { seedFilings, writeWorld } from '../chaos/seed.ts';
import { type Stumbling, startHostileDesk } from './hostile-desk.ts';
import type { ReadyAccount } from './people.ts';

/**
 * The laptop in its own process, so that its memory can be measured. Run by service-process.ts.
 *
 * Arguments: data directory, URL of a database or '', number of accounts. Messages out: `Started` once, then one of
 * `Told` for every `Asked` that comes in. The log goes to stdout, line by line. Ends with its parent.
 */
/** Sixty instances collect twice. */
const COLLECTING_MS = 8_000;
const [dir = '', databaseUrl, accountCount] = process.argv.slice(2);
writeWorld(dir, Number(accountCount));

/** What the parent asks for. */
export type Asked =
  | { readonly to: 'make accounts' }
  | { readonly to: 'sign in'; readonly accountIds: readonly string[] }
  | { readonly to: 'measure' }
  | { readonly to: 'ask for verdicts' }
  | { readonly to: 'stumble'; readonly about: Stumbling }
  | {
      readonly to: 'call the desk';
      /** Of its staff, at the identity provider. */
      readonly person: string;
      readonly method: string;
      readonly path: string;
      readonly body: unknown;
    };

/** Bytes in use after a collection of garbage. */
export interface Measured {
  /** Of the whole process, with what the allocator keeps and the code of all instances. */
  readonly rssBytes: number;
  /** In use by JavaScript, of each instance of a function. */
  readonly usedBytes: Readonly<Record<string, number>>;
  /** The same of the laptop's own thread, whose stand-ins keep what they are given: messages, files, cases of the desk. */
  readonly laptopBytes: number;
}

/** What it is told. */
export interface Told {
  readonly 'make accounts': { readonly accounts: readonly ReadyAccount[] };
  readonly 'sign in': { readonly tokens: readonly string[] };
  readonly measure: Measured;
  readonly 'ask for verdicts': { readonly failure?: string };
  readonly stumble: object;
  readonly 'call the desk': { readonly content?: unknown; readonly failure?: string };
}

/** Where it is, and the desk beside it. */
export interface Started {
  readonly addresses: Addresses;
  readonly deskUrl: string;
}

const log = (source: string, line: string) => void process.stdout.write(`${source} ${line}\n`);
const desk = await startHostileDesk(() => laptop.addresses.reviewDesk);
const laptop = await startLaptop({
  port: 0,
  dir,
  log,
  databaseUrl: databaseUrl || undefined,
  reviewDelayMs: 50,
  variables: { REVIEW_DESK_URL: desk.url },
});
/** Nothing of it runs by itself. */
const deskOfStaff = await startDeskService({
  port: 0,
  dir,
  log,
  laptop,
});
deskOfStaff.timers.stop();
const staff = new Map<string, StaffCall>();

/** Signed-in people whose filings are ready for submission. */
async function readyAccounts(): Promise<readonly ReadyAccount[]> {
  const account = { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS };
  // The seed uses the same ports as the functions.
  for (const { environment } of Object.values(laptop.service.functions)) Object.assign(process.env, environment);
  Object.assign(process.env, platformEnvironment('fuzz', `${ROOT}/`, account));
  const applicants = await seedFilings(Number(accountCount), String(Date.now()));
  const tokens = await signedIn(applicants.map(({ accountId }) => accountId));
  return applicants.map(({ accountId, filingId, websiteId, domain }, index) => {
    const token = tokens[index] ?? '';
    return { accountId, token, filingId, websiteId, domain };
  });
}

/** A token of a new session for each account. */
async function signedIn(accountIds: readonly string[]): Promise<readonly string[]> {
  const [open, issuer] = [await sessions(), await sessionTokens()];
  const tokens: string[] = [];
  for (const accountId of accountIds) tokens.push((await issuer.issue(await open.open(accountId, {}))).token);
  return tokens;
}

async function measured(): Promise<Told['measure']> {
  laptop.host.collect();
  globalThis.gc?.();
  await setTimeout(COLLECTING_MS);
  const { rss, heapUsed, external } = process.memoryUsage();
  const measuredOnes = laptop.host.instances().filter(({ usedBytes }) => usedBytes !== undefined);
  const used = measuredOnes.map(({ id, usedBytes = 0 }) => [id, usedBytes] as const);
  return { rssBytes: rss, usedBytes: Object.fromEntries(used), laptopBytes: heapUsed + external };
}

async function askForVerdicts(): Promise<Told['ask for verdicts']> {
  const result = await laptop.timers.fire('status-sync');
  return result.ok ? {} : { failure: `${result.kind}, ${result.message}` };
}

async function calledDesk({ person, method, path, body }: Extract<Asked, { to: 'call the desk' }>) {
  const call = staff.get(person) ?? staffCalls(deskOfStaff, person);
  staff.set(person, call);
  try {
    // Confirms the sessions of staff, which are worth nothing after five minutes without it.
    await deskOfStaff.timers.fire('desk-timer');
    return { content: await call(method, path, body) };
  } catch (error) {
    return { failure: String(error) };
  }
}

async function told(asked: Asked): Promise<Told[keyof Told]> {
  if (asked.to === 'make accounts') return { accounts: await readyAccounts() };
  if (asked.to === 'sign in') return { tokens: await signedIn(asked.accountIds) };
  if (asked.to === 'measure') return measured();
  if (asked.to === 'ask for verdicts') return askForVerdicts();
  if (asked.to === 'call the desk') return calledDesk(asked);
  desk.stumble(asked.about);
  return {};
}

process.on('message', async (asked: Asked) => {
  process.send?.(await told(asked));
});
process.on('disconnect', () => {
  void deskOfStaff
    .stop()
    .then(() => laptop.stop())
    .then(() => desk.stop())
    .then(() => process.exit());
});
process.send?.({ addresses: laptop.addresses, deskUrl: deskOfStaff.apiUrl } satisfies Started);
