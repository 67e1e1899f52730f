import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import { createFunctionHost, type FunctionHost, type InvokeResult } from '../function-host.ts';
import type { PlatformAccount } from '../platform-facts.ts';

/** One state of a function: its unpacked code and its settings. */
export interface ScfVersion {
  readonly Version: string;
  readonly Description: string;
  /** Directory of the unpacked code. */
  readonly folder: string;
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The execution role. */
  readonly role: string;
  /** Where its lines go. */
  readonly topicId: string;
  /** In a VPC without the public network. */
  readonly inVpcOnly: boolean;
}

/** A line that a function wrote. */
export interface ScfLine {
  readonly atMs: number;
  readonly functionName: string;
  readonly requestId: string | undefined;
  readonly version: string;
  readonly topicId: string;
  readonly text: string;
}

export interface ScfRunner {
  run(functionName: string, version: ScfVersion, event: unknown, requestId: string): Promise<InvokeResult>;
  /** Ends the instances of a function, or of one of its versions. */
  end(functionName: string, version?: string): Promise<void>;
  stop(): Promise<void>;
}

export interface ScfRunnerSettings {
  readonly account: PlatformAccount;
  /** Temporary credentials of a role, for each new instance; the default is the account's own. */
  readonly roleCredentials?: ((role: string) => PlatformAccount['credentials']) | undefined;
  readonly onLine: (line: ScfLine) => void;
}

/** Runs deployed code as it was uploaded; the instances of each version are separate processes. */
export function createScfRunner({ account, roleCredentials, onLine }: ScfRunnerSettings): ScfRunner {
  const hosts = new Map<string, FunctionHost>();
  const hostOf = (name: string, version: ScfVersion): FunctionHost => {
    const { handler, memoryMb, timeoutSeconds, environment, folder, role, topicId, inVpcOnly, Version } = version;
    const key = `${name} ${Version} ${JSON.stringify(version)}`;
    const host =
      hosts.get(key) ??
      createFunctionHost({
        functions: { [name]: { name, handler, memoryMb, timeoutSeconds, inVpcOnly, version: Version } },
        files: { [name]: join(folder, `${handler.split('.')[0]}.js`) },
        environment: () => environment,
        account,
        ...(roleCredentials && { roleCredentials: () => roleCredentials(role) }),
        log: (functionName, requestId, text) =>
          onLine({ atMs: Date.now(), functionName, requestId, version: Version, topicId, text }),
        ownProcesses: true,
      });
    hosts.set(key, host);
    return host;
  };
  const endAll = async (prefix: string) => {
    const ended = [...hosts].filter(([key]) => key.startsWith(prefix));
    for (const [key] of ended) hosts.delete(key);
    await Promise.all(ended.map(([, host]) => host.stop()));
  };
  return {
    run: (name, version, event, requestId) => hostOf(name, version).invoke(name, event, { requestId }),
    end: (name, version) => endAll(version === undefined ? `${name} ` : `${name} ${version} `),
    stop: () => endAll(''),
  };
}

/** Unpacks a function's zip into a directory named by its content. @throws CloudApiError when it is not a zip. */
export async function unpack(zip: Uint8Array, dir: string): Promise<string> {
  const folder = resolve(dir, createHash('sha256').update(zip).digest('hex').slice(0, 16));
  for (const [path, content] of Object.entries(filesIn(zip))) {
    const file = resolve(folder, path);
    if (!file.startsWith(folder + sep))
      throw new CloudApiError('InvalidParameterValue.ZipFile', 'A path leads outside.');
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
