import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Addresses } from '../../local/laptop.ts';
import { laptopSecrets } from '../../local/laptop-secrets.ts';
import type { Stumbling } from './hostile-desk.ts';
import type { ReadyAccount } from './people.ts';
import type { Asked, Measured, Started, Told } from './service.ts';

/** A whole laptop in another process. */
export interface ServiceProcess {
  readonly addresses: Addresses;
  /** Signs messages of the review desk. */
  readonly deskSecret: string;
  /** The accounts it was started for. Called once. */
  accounts(): Promise<readonly ReadyAccount[]>;
  /** Signs accounts in once more. @returns a token for each, in their order. */
  signIn(accountIds: readonly string[]): Promise<readonly string[]>;
  /** The review desk that its functions call. */
  readonly desk: {
    /** Lets it give hostile replies from now on. */
    stumble(about: Stumbling): Promise<void>;
    /** Lets `status-sync` ask it now. @returns how that failed; undefined when it did not. */
    askForVerdicts(): Promise<string | undefined>;
  };
  /** The real desk, which stands beside: its functions call another, that gives what replies it likes. */
  readonly deskOfStaff: {
    readonly url: string;
    /** A call of somebody of its staff. @throws Error for every status of 400 or more. */
    call<T>(person: string, method: string, path: string, body?: unknown): Promise<T>;
  };
  /** Lines of its log since the last call. */
  takeLines(): readonly string[];
  /** Its memory without garbage. Takes eight seconds. */
  measure(): Promise<Measured>;
  stop(): Promise<void>;
}

const FILE = fileURLToPath(new URL('./service.ts', import.meta.url));

/** @throws Error with the end of its log when it doesn't start. */
export async function startServiceProcess(
  dir: string,
  databaseUrl: string | undefined,
  accountCount: number,
): Promise<ServiceProcess> {
  const child = fork(FILE, [dir, databaseUrl ?? '', String(accountCount)], {
    execArgv: ['--expose-gc', '--import', 'tsx'],
    // By default glibc keeps what seventy threads have freed in one arena each.
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface(stream).on('line', (line) => lines.push(line));
  const exit = once(child, 'exit');
  const message = async <T>(): Promise<T> => {
    const [first] = await Promise.race([once(child, 'message'), exit]);
    if (typeof first === 'object' && first !== null) return first as T;
    throw new Error(`the service ended with ${String(first)}\n${lines.slice(-20).join('\n')}`);
  };
  const { addresses, deskUrl } = await message<Started>();
  const ask = <K extends keyof Told>(asked: Extract<Asked, { readonly to: K }>): Promise<Told[K]> => {
    child.send(asked);
    return message<Told[K]>();
  };
  return {
    addresses,
    deskSecret: laptopSecrets(dir).DESK_SECRET,
    accounts: async () => (await ask({ to: 'make accounts' })).accounts,
    desk: {
      stumble: async (about) => void (await ask({ to: 'stumble', about })),
      askForVerdicts: async () => (await ask({ to: 'ask for verdicts' })).failure,
    },
    deskOfStaff: {
      url: deskUrl,
      async call<T>(person: string, method: string, path: string, body?: unknown) {
        const { content, failure } = await ask({ to: 'call the desk', person, method, path, body });
        if (failure !== undefined) throw new Error(`the desk refuses ${method} ${path}: ${failure}`);
        return content as T;
      },
    },
    takeLines: () => lines.splice(0),
    signIn: async (accountIds) => (await ask({ to: 'sign in', accountIds })).tokens,
    measure: () => ask({ to: 'measure' }),
    stop: async () => {
      child.disconnect();
      await exit;
    },
  };
}
