import { Worker } from 'node:worker_threads';

/** Why an event got no answer. `error` covers exceptions and an instance that ended by itself. */
export type FailureKind = 'error' | 'timeout' | 'memory';

export type Outcome =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly kind: FailureKind; readonly message: string };

export interface InstanceSpec {
  /** A CommonJS bundle, absolute. */
  readonly file: string;
  /** The handler's name among the bundle's exports. */
  readonly exportName: string;
  /** All that `process.env` holds inside. */
  readonly environment: Readonly<Record<string, string>>;
  /** Fields of the handler's context that are the same for every event. */
  readonly context: Readonly<Record<string, string | number>>;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Time that the module code may take; SCF's InitTimeout. */
  readonly initTimeoutSeconds: number;
  /** A line that the function wrote to stdout or stderr, or of an error's stack. */
  readonly onLine: (requestId: string | undefined, line: string) => void;
  /** The instance may take the next event. Not called for the first one. */
  readonly onIdle: () => void;
  /** The instance is gone: time or memory used up, crashed, or stopped. Called once. */
  readonly onEnd: () => void;
}

/** A warm instance of a function. It takes one event at a time; the caller waits for `onIdle` before the next. */
export interface Instance {
  /** Never rejects. `event` is JSON. The time limit starts when the module code has run. */
  run(requestId: string, event: string): Promise<Outcome>;
  /** Ends the instance at once. An event in work fails with `message`. */
  end(message: string): Promise<void>;
}

type FromWorker =
  | { readonly type: 'ready' | 'idle' }
  | { readonly type: 'line'; readonly requestId: string | undefined; readonly text: string }
  | { readonly type: 'answer'; readonly json: string; readonly idle: boolean }
  | { readonly type: 'failure'; readonly message: string; readonly stack: string; readonly idle: boolean };

const WORKER_FILE = new URL('./instance-worker.mjs', import.meta.url);

/**
 * Starts an instance in a worker thread of its own: own heap with the function's memory as its limit, own environment, module code run
 * once. Unlike the platform's container it shares the file system, and native memory (images in `sharp`) isn't counted.
 */
export function startInstance(spec: InstanceSpec): Instance {
  const { file, exportName, context } = spec;
  const worker = new Worker(WORKER_FILE, {
    workerData: { file, exportName, context },
    env: spec.environment,
    argv: [],
    execArgv: ['--enable-source-maps'],
    resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
  });
  let requestId: string | undefined;
  let answer: ((outcome: Outcome) => void) | undefined;
  let failure: Outcome | undefined;

  const settle = (outcome: Outcome) => {
    answer?.(outcome);
    answer = undefined;
  };
  const end = async (kind: FailureKind, message: string): Promise<void> => {
    if (failure) return;
    failure = { ok: false, kind, message };
    clearTimeout(timer);
    markReady();
    settle(failure);
    spec.onEnd();
    await worker.terminate();
  };
  const limit = (seconds: number, what: string) =>
    setTimeout(() => void end('timeout', `${what} took longer than ${seconds} s`), seconds * 1000);

  let timer = limit(spec.initTimeoutSeconds, 'initialisation');
  let markReady = () => {};
  const ready = new Promise<void>((resolve) => {
    markReady = resolve;
  });

  const writeLines = (text: string) => {
    for (const line of text.split('\n')) spec.onLine(requestId, line);
  };
  const release = () => {
    clearTimeout(timer);
    spec.onIdle();
  };
  worker.on('message', (message: FromWorker) => {
    if (failure) return;
    switch (message.type) {
      case 'line':
        return spec.onLine(message.requestId, message.text);
      case 'ready':
        clearTimeout(timer);
        return markReady();
      case 'idle':
        return release();
      case 'answer':
        settle({ ok: true, json: message.json });
        break;
      case 'failure':
        writeLines(message.stack);
        settle({ ok: false, kind: 'error', message: message.message });
    }
    if (message.idle) release();
  });
  worker.on('error', (error: Error & { code?: string }) => {
    if (failure) return;
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      void end('memory', `used more than ${spec.memoryMb} MB`);
      return;
    }
    writeLines(error.stack ?? String(error));
    void end('error', error.message);
  });
  worker.on('exit', (code) => void end('error', `the process exited with code ${code}`));

  return {
    run: async (id, event) => {
      await ready;
      if (failure) return failure;
      requestId = id;
      timer = limit(spec.timeoutSeconds, 'the event');
      return new Promise((resolve) => {
        answer = resolve;
        worker.postMessage({ requestId: id, event });
      });
    },
    end: (message) => end('error', message),
  };
}
