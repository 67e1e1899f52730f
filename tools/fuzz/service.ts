import { setTimeout } from 'node:timers/promises';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { ROOT } from '../../deploy/root.ts';
import { type StaffCall, staffCalls } from '../../local/automatic-staff/staff-calls.ts';
import { startDeskService } from '../../local/desk-service.ts';
import { type Addresses, startLaptop } from '../../local/laptop.ts';
import { laptopSecrets } from '../../local/laptop-secrets.ts';
import { platformEnvironment } from '../../local/platform-facts.ts';
import { sessionTokens } from '../../shared/compose/session-tokens.ts';
import { seedFilings, writeWorld } from '../chaos/seed.ts';
import { sessions } from '../service-ports.ts';
import { type Stumbling, startHostileDesk } from './hostile-desk.ts';
import type { ReadyAccount } from './people.ts';

/** Sixty instances collect twice. */
const COLLECTING_MS = 8_000;

/** Bytes in use after a collection of garbage. */
export interface Measured {
  /** In use by the whole process, with what the allocator keeps and the code of all instances. */
  readonly rssBytes: number;
  /** In use by JavaScript, of each instance of a function. */
  readonly usedBytes: Readonly<Record<string, number>>;
  /** The same of the main thread, whose stand-ins keep what they are given: messages, files, cases of the desk. */
  readonly laptopBytes: number;
}

/** A whole laptop that is attacked. */
export interface FuzzService {
  readonly addresses: Addresses;
  /** Signs messages of the review desk. */
  readonly deskSecret: string;
  /** Signed-in people whose filings are ready for submission. */
  readonly accounts: readonly ReadyAccount[];
  /** Signs accounts in once more. @returns a token for each, in their order. */
  signIn(accountIds: readonly string[]): Promise<readonly string[]>;
  /** The review desk that its functions call. */
  readonly desk: {
    /** Lets it give hostile replies from now on. */
    stumble(about: Stumbling): void;
    /** Lets `status-sync` ask it now. @returns how that failed; undefined when it did not. */
    askForVerdicts(): Promise<string | undefined>;
  };
  /** The real desk, which stands beside: its functions call another, that gives what replies it likes. */
  readonly deskOfStaff: {
    readonly url: string;
    /** A call of somebody of its staff. @throws Declined for every status of 400 or more. */
    call<T>(person: string, method: string, path: string, body?: unknown): Promise<T>;
  };
  /** Lines of its log since the last call. */
  takeLines(): readonly string[];
  /** Its memory without garbage, which needs `--expose-gc`. Takes eight seconds. */
  measure(): Promise<Measured>;
  stop(): Promise<void>;
}

/** @param dir for its data. databaseUrl: of an empty database; by default an embedded server is started. */
export async function startService(
  dir: string,
  databaseUrl: string | undefined,
  accountCount: number,
): Promise<FuzzService> {
  writeWorld(dir, accountCount);
  const lines: string[] = [];
  const log = (source: string, line: string) => void lines.push(`${source} ${line}`);
  const desk = await startHostileDesk(() => laptop.addresses.reviewDesk);
  const variables = { REVIEW_DESK_URL: desk.url };
  const laptop = await startLaptop({ port: 0, dir, log, databaseUrl, reviewDelayMs: 50, variables });
  const deskOfStaff = await startDeskService({ port: 0, dir, log, laptop });
  // Nothing of it runs by itself.
  deskOfStaff.timers.stop();
  const stop = async () => {
    await deskOfStaff.stop();
    await laptop.stop();
    await desk.stop();
  };
  // The seed uses the same ports as the functions.
  const account = { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS };
  Object.assign(process.env, laptop.service.variables, platformEnvironment('fuzz', `${ROOT}/`, account));
  const accounts = await readyAccounts(accountCount).catch(async (error: unknown) => {
    // What still runs would keep the command from ending.
    await stop();
    throw error;
  });
  const staff = new Map<string, StaffCall>();
  return {
    addresses: laptop.addresses,
    deskSecret: laptopSecrets(dir).DESK_SECRET,
    accounts,
    signIn: signedIn,
    desk: {
      stumble: desk.stumble,
      askForVerdicts: async () => {
        const result = await laptop.timers.fire('status-sync');
        return result.ok ? undefined : `${result.kind}, ${result.message}`;
      },
    },
    deskOfStaff: {
      url: deskOfStaff.apiUrl,
      call: async (person, method, path, body) => {
        const call = staff.get(person) ?? staffCalls(deskOfStaff, person);
        staff.set(person, call);
        // Confirms the sessions of staff, which are worth nothing after five minutes without it.
        await deskOfStaff.timers.fire('desk-timer');
        return call(method, path, body);
      },
    },
    takeLines: () => lines.splice(0),
    measure: async () => {
      laptop.host.collect();
      globalThis.gc?.();
      await setTimeout(COLLECTING_MS);
      const { rss, heapUsed, external } = process.memoryUsage();
      const used = laptop.host.instances().flatMap(({ id, usedBytes }) => (usedBytes ? [[id, usedBytes]] : []));
      return { rssBytes: rss, usedBytes: Object.fromEntries(used), laptopBytes: heapUsed + external };
    },
    stop,
  };
}

async function readyAccounts(count: number): Promise<readonly ReadyAccount[]> {
  const applicants = await seedFilings(count, String(Date.now()));
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
