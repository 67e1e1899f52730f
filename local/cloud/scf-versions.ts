import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { createFunctionHost, type FunctionHost, type InvokeResult } from '../function-host.ts';
import type { PlatformAccount } from '../platform-facts.ts';
import { CloudApiError } from './cloud-action.ts';

/** One state of a function that can be run: its code unpacked, and its settings. */
export interface ScfVersion {
  readonly Version: string;
  readonly Description: string;
  /** Folder of the unpacked code. */
  readonly folder: string;
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
}

export interface ScfRunner {
  run(functionName: string, version: ScfVersion, event: unknown): Promise<InvokeResult>;
  /** Lines that the function has written, the newest last. */
  lines(functionName: string): readonly string[];
  stop(): Promise<void>;
}

/** Runs deployed code as it was uploaded, each version in instances of its own. */
export function createScfRunner(account: PlatformAccount): ScfRunner {
  const hosts = new Map<string, FunctionHost>();
  const lines = new Map<string, string[]>();
  const hostOf = (name: string, version: ScfVersion): FunctionHost => {
    const key = `${name} ${version.folder} ${version.Version}`;
    const { handler, memoryMb, timeoutSeconds, environment, folder } = version;
    const host =
      hosts.get(key) ??
      createFunctionHost({
        functions: { [name]: { name, handler, memoryMb, timeoutSeconds } },
        files: { [name]: join(folder, `${handler.split('.')[0]}.js`) },
        environment: () => environment,
        account,
        log: (_, __, line) => lines.set(name, [...(lines.get(name) ?? []), line]),
      });
    hosts.set(key, host);
    return host;
  };
  return {
    run: (name, version, event) => hostOf(name, version).invoke(name, event),
    lines: (name) => lines.get(name) ?? [],
    stop: async () => {
      await Promise.all([...hosts.values()].map((host) => host.stop()));
    },
  };
}

/** Unpacks a function's zip into a folder named by its content. @throws CloudApiError for what is no zip. */
export async function unpack(zip: Uint8Array, dir: string): Promise<string> {
  const folder = resolve(dir, createHash('sha256').update(zip).digest('hex').slice(0, 16));
  for (const [path, content] of Object.entries(filesIn(zip))) {
    const file = resolve(folder, path);
    if (!file.startsWith(folder)) throw new CloudApiError('InvalidParameterValue.ZipFile', 'A path leads outside.');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}

function filesIn(zip: Uint8Array) {
  try {
    return unzipSync(zip);
  } catch {
    throw new CloudApiError('InvalidParameterValue.ZipFile', 'This is no zip.');
  }
}
