import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Addresses } from '../../local/laptop.ts';
import { laptopSecrets } from '../../local/laptop-secrets.ts';
import type { ReadyAccount } from './people.ts';

/** A whole laptop in another process. */
export interface ServiceProcess {
  readonly addresses: Addresses;
  /** Signs messages of the review desk. */
  readonly deskSecret: string;
  /** The accounts it was started for. Called once. */
  accounts(): Promise<readonly ReadyAccount[]>;
  /** Lines of its log since the last call. */
  takeLines(): readonly string[];
  /** Memory without garbage, of all its functions together. Takes three seconds. */
  rssBytes(): Promise<number>;
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
  const { addresses } = await message<{ addresses: Addresses }>();
  return {
    addresses,
    deskSecret: laptopSecrets(dir).DESK_SECRET,
    accounts: async () => {
      child.send('accounts');
      return (await message<{ accounts: readonly ReadyAccount[] }>()).accounts;
    },
    takeLines: () => lines.splice(0),
    rssBytes: async () => {
      child.send('rss');
      return (await message<{ rssBytes: number }>()).rssBytes;
    },
    stop: async () => {
      child.disconnect();
      await exit;
    },
  };
}
