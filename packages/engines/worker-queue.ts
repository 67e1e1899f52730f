import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface WorkerQueueLimits {
  /** Maximum number of waiting jobs. */
  readonly maxWaiting: number;
  /** Timeout of a job. */
  readonly timeLimitSeconds: number;
  /**
   * How long a thread may then continue until its job is done, and takes the next one: terminating it inside native code ends the
   * whole process (`Napi::Error`), and a second thread would make both slower. By default it is terminated at once.
   */
  readonly graceSeconds?: number;
  /** Heap limit of the thread in MB; above it the thread crashes. Without Buffers. The default is Node's. */
  readonly maxHeapMb?: number;
  /** Heap limit of the thread for new objects in MB: less memory, more garbage collections. The default is Node's, 48. */
  readonly maxNewHeapMb?: number;
}

/** Thrown when a job was not done. `busy`: retry later; the other reasons are faults of the job or the code. */
export class WorkerFailed extends Error {
  override readonly name = 'WorkerFailed';
  constructor(
    readonly reason: 'busy' | 'timeout' | 'crashed' | 'closed',
    options?: ErrorOptions,
  ) {
    super(`worker: ${reason}`, options);
  }
}

interface Waiting<Job, Answer> {
  readonly job: Job;
  resolve(answer: Answer): void;
  reject(error: WorkerFailed): void;
}

/**
 * One thread that does one job at a time; the script replies to each message with one message. The thread starts with
 * the first job, and again after a crash or a timeout. It keeps the process alive only while it works.
 */
export class WorkerQueue<Job, Answer> {
  readonly #script: URL;
  readonly #limits: WorkerQueueLimits;
  readonly #workerData: unknown;
  #worker: Worker | undefined;
  #running: Waiting<Job, Answer> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #waiting: Waiting<Job, Answer>[] = [];
  #closed = false;

  /** @param workerData the value of `workerData` of `node:worker_threads` in each thread. */
  constructor(script: URL, limits: WorkerQueueLimits, workerData?: unknown) {
    this.#script = script;
    this.#limits = limits;
    this.#workerData = workerData;
  }

  /** @throws WorkerFailed */
  run(job: Job): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new WorkerFailed('closed'));
      if (this.#waiting.length >= this.#limits.maxWaiting) return reject(new WorkerFailed('busy'));
      this.#waiting.push({ job, resolve, reject });
      this.#next();
    });
  }

  /** Ends the thread; unfinished jobs fail with `closed`. */
  async close(): Promise<void> {
    this.#closed = true;
    const waiting = this.#waiting.splice(0);
    await this.#giveUp(new WorkerFailed('closed'));
    for (const { reject } of waiting) reject(new WorkerFailed('closed'));
  }

  #next(): void {
    if (this.#running) return;
    this.#running = this.#waiting.shift();
    if (!this.#running) return;
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#worker.postMessage(this.#running.job);
    this.#timer = setTimeout(() => this.#late(), this.#limits.timeLimitSeconds * 1000);
  }

  /** Nobody waits for the running job any more. */
  #late(): void {
    const failure = new WorkerFailed('timeout');
    const { graceSeconds = 0 } = this.#limits;
    this.#running?.reject(failure);
    this.#timer = setTimeout(() => void this.#giveUp(failure), graceSeconds * 1000);
  }

  #start(): Worker {
    // The program's own flags, such as `--import` or `--eval`, are not for the thread.
    const { maxHeapMb, maxNewHeapMb } = this.#limits;
    const resourceLimits = {
      ...(maxHeapMb !== undefined && { maxOldGenerationSizeMb: maxHeapMb }),
      ...(maxNewHeapMb !== undefined && { maxYoungGenerationSizeMb: maxNewHeapMb }),
    };
    const worker = new Worker(this.#script, { execArgv: [], resourceLimits, workerData: this.#workerData });
    const crashed = (cause?: unknown) => {
      if (worker === this.#worker) void this.#giveUp(new WorkerFailed('crashed', { cause }));
    };
    worker.on('message', (answer: Answer) => {
      if (worker === this.#worker) this.#finish()?.resolve(answer);
      this.#next();
    });
    worker.on('error', crashed);
    worker.on('exit', () => crashed());
    return worker;
  }

  /** Takes the running job from the thread. */
  #finish(): Waiting<Job, Answer> | undefined {
    clearTimeout(this.#timer);
    this.#worker?.unref();
    const done = this.#running;
    this.#running = undefined;
    return done;
  }

  async #giveUp(failure: WorkerFailed): Promise<void> {
    const worker = this.#worker;
    const failed = this.#finish();
    this.#worker = undefined;
    failed?.reject(failure);
    if (!this.#closed) this.#next();
    if (worker && failed && failure.reason === 'closed') await this.#lastAnswerOf(worker);
    await worker?.terminate();
  }

  /** Waits until a thread has finished its job, or its grace period is over. */
  async #lastAnswerOf(worker: Worker): Promise<void> {
    const { graceSeconds = 0 } = this.#limits;
    if (graceSeconds === 0) return;
    const grace = AbortSignal.timeout(graceSeconds * 1000);
    worker.ref();
    await once(worker, 'message', { signal: grace }).catch(() => undefined);
  }
}
