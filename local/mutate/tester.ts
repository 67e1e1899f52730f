import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../../deploy/root.ts';
import type { Trial, Verdict } from './worker.ts';

/** How a trial ended. `timeout`: the mutant never came back, which is a way to be noticed. */
export type Ending = 'passed' | 'failed' | 'timeout';

/** Runs tests in a process of their own, which is ended when they don't come back. */
export class Tester {
  #child: ChildProcess | undefined;

  /** @param timeoutSeconds for the tests of one trial, the start of the process included. */
  async run(trial: Trial, timeoutSeconds: number): Promise<Ending> {
    if (!this.#child?.connected) this.#child = this.#start();
    const child = this.#child;
    const answered = new Promise<Ending>((resolve) => {
      child.once('message', (verdict: Verdict) => resolve(verdict.passed ? 'passed' : 'failed'));
      child.once('exit', () => resolve('failed'));
    });
    child.send(trial);
    const late = new AbortController();
    const ending = await Promise.race([
      answered,
      sleep(timeoutSeconds * 1000, 'timeout' as const, { signal: late.signal }).catch(() => 'timeout' as const),
    ]);
    late.abort();
    child.removeAllListeners('message').removeAllListeners('exit');
    if (ending === 'timeout') this.stop();
    return ending;
  }

  stop(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #start(): ChildProcess {
    return fork(join(ROOT, 'local/mutate/worker.ts'), {
      cwd: ROOT,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }
}
