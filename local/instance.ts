import { type InstanceCode, inProcess, inThread } from './instance-body.ts';

/** Why an event failed. `error` covers exceptions and instances that ended by themselves. */
export type FailureKind = 'error' | 'timeout' | 'memory';

export type Outcome =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly kind: FailureKind; readonly message: string };

export interface InstanceSpec extends InstanceCode {
  /** In a separate process instead of a thread; see instance-body.ts. */
  readonly ownProcess: boolean;
  readonly timeoutSeconds: number;
  /** How long the module code may take; SCF's InitTimeout. */
  readonly initTimeoutSeconds: number;
  /** A line that the function wrote to stdout or stderr, or a line of an error's stack. */
  readonly onLine: (requestId: string | undefined, line: string) => void;
  /** The instance can take the next event. Not called before the first event. */
  readonly onIdle: () => void;
  /** The instance has ended: timeout, out of memory, crash, or stopped. Called once. */
  readonly onEnd: () => void;
}

/** A warm instance of a function. It takes one event at a time; the caller waits for `onIdle` before the next. */
export interface Instance {
  /** Never rejects. `event` is JSON. The timeout starts when the module code has run. */
  run(requestId: string, event: string): Promise<Outcome>;
  /** Makes it collect garbage soon, if the process was started with `--expose-gc`, and measure what is left. */
  collect(): void;
  /** Bytes in use by JavaScript, without compiled code, after the last `collect`; undefined before the first one is done. */
  usedBytes(): number | undefined;
  /** Ends the instance at once. An event in work fails with `message`. */
  end(message: string): Promise<void>;
}

type FromWorker =
  | { readonly type: 'ready' | 'idle' }
  | { readonly type: 'collected'; readonly bytes: number }
  | { readonly type: 'line'; readonly requestId: string | undefined; readonly text: string }
  | { readonly type: 'answer'; readonly json: string; readonly idle: boolean }
  | { readonly type: 'failure'; readonly message: string; readonly stack: string; readonly idle: boolean };

/** Starts an instance; its module code runs once. */
export function startInstance(spec: InstanceSpec): Instance {
  let requestId: string | undefined;
  let answer: ((outcome: Outcome) => void) | undefined;
  let failure: Outcome | undefined;
  let usedBytes: number | undefined;

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
    await body.end();
  };
  const limit = (seconds: number, what: string) =>
    setTimeout(() => void end('timeout', `${what} took longer than ${seconds} s`), seconds * 1000);

  let timer = limit(spec.initTimeoutSeconds, 'initialisation');
  let markReady = () => {};
  const ready = new Promise<void>((resolve) => {
    markReady = resolve;
  });

  const release = () => {
    clearTimeout(timer);
    spec.onIdle();
  };
  const take = (message: FromWorker) => {
    if (failure) return;
    switch (message.type) {
      case 'line':
        return spec.onLine(message.requestId, message.text);
      case 'ready':
        clearTimeout(timer);
        return markReady();
      case 'idle':
        return release();
      case 'collected':
        usedBytes = message.bytes;
        return undefined;
      case 'answer':
        settle({ ok: true, json: message.json });
        break;
      case 'failure':
        for (const line of message.stack.split('\n')) spec.onLine(requestId, line);
        settle({ ok: false, kind: 'error', message: message.message });
    }
    if (message.idle) release();
  };
  const body = (spec.ownProcess ? inProcess : inThread)(spec, {
    onMessage: (message) => take(message as FromWorker),
    onLine: (line) => {
      if (!failure) spec.onLine(requestId, line);
    },
    onEnd: (kind, message) => void end(kind, kind === 'memory' ? `used more than ${spec.memoryMb} MB` : message),
  });

  return {
    run: async (id, event) => {
      await ready;
      if (failure) return failure;
      requestId = id;
      timer = limit(spec.timeoutSeconds, 'the event');
      return new Promise((resolve) => {
        answer = resolve;
        body.post({ requestId: id, event });
      });
    },
    collect: () => body.post({ collect: true }),
    usedBytes: () => usedBytes,
    end: (message) => end('error', message),
  };
}
