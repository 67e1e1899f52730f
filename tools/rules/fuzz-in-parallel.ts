import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { firstViolation, type Worker } from './first-violation.ts';
import { type Batch, batchesOf } from './fuzz.ts';
import type { Tried } from './fuzz-process.ts';

const FILE = fileURLToPath(new URL('./fuzz-process.ts', import.meta.url));

/**
 * Runs the rules on random cases, in a process for each processor. Returns the invariant that they broke, with the smallest
 * case found, or undefined: for the same cases always the same one.
 *
 * @param onProgress gets the number of cases that were tried.
 */
export async function fuzzInParallel(all: Batch, onProgress: (done: number) => void): Promise<string | undefined> {
  const batches = batchesOf(all);
  const processes = Array.from({ length: Math.min(availableParallelism(), batches.length) }, startProcess);
  try {
    return await firstViolation(
      batches,
      processes.map(({ work }) => work),
      onProgress,
    );
  } finally {
    for (const { end } of processes) end();
  }
}

function startProcess() {
  const child = fork(FILE, { execArgv: ['--import', 'tsx'] });
  const failure = once(child, 'exit').then(([code]) => {
    throw new Error(`the process that tries random cases ended with ${String(code)}`);
  });
  // Whoever waits for a reply hears of it; an exit after the last one is none.
  failure.catch(() => {});
  const work: Worker = async (batch) => {
    const reply = once(child, 'message');
    child.send(batch);
    const [{ violation }] = (await Promise.race([reply, failure])) as [Tried];
    return violation;
  };
  return { work, end: () => child.connected && child.disconnect() };
}
