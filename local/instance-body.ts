import { fork } from 'node:child_process';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** The code that an instance runs. */
export interface InstanceCode {
  /** A CommonJS bundle, absolute. */
  readonly file: string;
  /** The handler's name among the bundle's exports. */
  readonly exportName: string;
  /** The whole `process.env` of the instance. */
  readonly environment: Readonly<Record<string, string>>;
  /** The fields of the handler's context that are the same for every event. */
  readonly context: Readonly<Record<string, string | number>>;
  readonly memoryMb: number;
  /** In a VPC without the public network; only in a process of its own. */
  readonly inVpcOnly?: boolean;
}

/** Receives the events of an instance's body. `onEnd` is the last one. */
export interface BodyListener {
  onMessage(message: unknown): void;
  /** A line that didn't come through the worker's own forwarding. */
  onLine(line: string): void;
  onEnd(kind: 'error' | 'memory', message: string): void;
}

/** The thread or process that an instance runs in. */
export interface InstanceBody {
  post(message: unknown): void;
  end(): Promise<void>;
}

const VPC_ONLY = ['--import', new URL('./vpc-only.mjs', import.meta.url).href];
const WORKER_FILE = new URL('./instance-worker.mjs', import.meta.url);
/** Up to 72 instances share a laptop; V8's default lets the young generation of each grow to 48 MB. */
const YOUNG_GENERATION_MB = 8;
const SOURCE_MAPS = '--enable-source-maps';

/**
 * A worker thread with its own environment and its own heap, limited to the function's memory. It starts at once and
 * shares the file system and the working directory. Native memory (images in `sharp`) isn't counted.
 */
export function inThread({ file, exportName, context, environment, memoryMb }: InstanceCode, to: BodyListener) {
  const worker = new Worker(WORKER_FILE, {
    workerData: { file, exportName, context },
    env: environment,
    argv: [],
    execArgv: [SOURCE_MAPS],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  worker.on('message', to.onMessage);
  worker.on('error', (error: Error & { code?: string }) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return to.onEnd('memory', error.message);
    for (const line of (error.stack ?? String(error)).split('\n')) to.onLine(line);
    to.onEnd('error', error.message);
  });
  worker.on('exit', (code) => to.onEnd('error', `the process exited with code ${code}`));
  return {
    post: (message: unknown) => worker.postMessage(message),
    end: async () => {
      await worker.terminate();
    },
  } satisfies InstanceBody;
}

/**
 * A separate process in the directory of its code, so that nothing outside the deployed code is found by chance, native
 * packages included.
 */
export function inProcess(code: InstanceCode, to: BodyListener) {
  const { file, exportName, context, environment, memoryMb, inVpcOnly = false } = code;
  const child = fork(WORKER_FILE, [JSON.stringify({ file, exportName, context })], {
    cwd: dirname(file),
    env: environment,
    execArgv: [SOURCE_MAPS, `--max-old-space-size=${memoryMb}`, ...(inVpcOnly ? VPC_ONLY : [])],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) to.onLine(line);
    });
  child.on('message', to.onMessage);
  child.on('error', (error) => to.onEnd('error', error.message));
  // V8 aborts when it is out of memory.
  child.on('close', (code, signal) =>
    to.onEnd(signal === 'SIGABRT' ? 'memory' : 'error', `the process exited with ${signal ?? `code ${code}`}`),
  );
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    post: (message: unknown) => void child.send(message as object),
    end: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  } satisfies InstanceBody;
}
