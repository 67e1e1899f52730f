/**
 * Runs the deployed status-sync repeatedly until it has queried that many filings, as the platform's timer does, and
 * prints its duration and memory: `node run-sync.mjs <bundle> <filings>`.
 */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const [, , bundle, filings] = process.argv;
const { main_handler } = createRequire(import.meta.url)(bundle);
const write = process.stdout.write.bind(process.stdout);
// The function's log is not part of the result.
process.stdout.write = () => true;

const megabytes = () => process.memoryUsage().rss / 2 ** 20;
const tick = () =>
  main_handler(
    { Type: 'Timer', TriggerName: 'status-sync', Time: '2026-11-25T02:00:00Z', Message: '' },
    { request_id: randomUUID(), function_name: 'status-sync', memory_limit_in_mb: 256, time_limit_in_ms: 60_000 },
  );

const startMb = megabytes();
let peakMb = startMb;
const watch = setInterval(() => {
  peakMb = Math.max(peakMb, megabytes());
}, 10);
const startedMs = performance.now();
const total = { asked: 0, applied: 0, runs: 0 };
while (total.asked < Number(filings)) {
  const { asked, applied } = await tick();
  if (asked === 0) throw new Error(`only ${total.asked} of ${filings} filings were due`);
  total.asked += asked;
  total.applied += applied;
  total.runs += 1;
}
clearInterval(watch);
const seconds = (performance.now() - startedMs) / 1000;
write(`${JSON.stringify({ ...total, seconds, startMb, peakMb })}\n`, () => process.exit(0));
