import { setEnvironmentData } from 'node:worker_threads';

// Workers that start later get the same memory; see skipping-clock.mjs.
const memory = new SharedArrayBuffer(8);
const skippedMs = new Float64Array(memory);
setEnvironmentData('chaos.skipped-ms', memory);

/** Moves the clock of every thread of this run on. Only while nobody works: no lease and no time limit may run out in the middle. */
export function skipTime(seconds: number): void {
  skippedMs[0] = (skippedMs[0] ?? 0) + seconds * 1000;
}
