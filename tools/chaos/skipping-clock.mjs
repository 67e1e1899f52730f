/**
 * The clock of a chaos run, loaded first into each of its threads: `Date` is the real time plus the skipped
 * milliseconds, which are in memory that all threads share. Timers stay real.
 */
import { getEnvironmentData } from 'node:worker_threads';

const skippedMs = new Float64Array(getEnvironmentData('chaos.skipped-ms'));
const RealDate = globalThis.Date;
const now = () => RealDate.now() + skippedMs[0];

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given) => Reflect.construct(target, given.length > 0 ? given : [now()]),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
