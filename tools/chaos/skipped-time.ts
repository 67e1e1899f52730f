import { setEnvironmentData } from 'node:worker_threads';

// Workers that start later get the same memory; see skipping-clock.mjs.
const memory = new SharedArrayBuffer(8);
const skippedMs = new Float64Array(memory);
setEnvironmentData('chaos.skipped-ms', memory);

/**
 * Advances the clock of every thread of this run. Only while no call runs: no lease or timeout may expire meanwhile.
 */
export function skipTime(seconds: number): void {
  skippedMs[0] = (skippedMs[0] ?? 0) + seconds * 1000;
}
