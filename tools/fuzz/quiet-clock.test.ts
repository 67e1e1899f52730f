import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startQuietClock } from './quiet-clock.ts';

it('the time of a reply has no part in which the process could not run', async () => {
  const clock = startQuietClock();
  await sleep(100);
  const fromMs = performance.now();
  await sleep(300);
  const quietMs = clock.between(fromMs, performance.now());
  const busyFromMs = performance.now();

  while (performance.now() < busyFromMs + 1_000) {
    // Nothing else of this process runs.
  }
  await sleep(100);
  const toMs = performance.now();
  clock.stop();

  expect(quietMs).toBeGreaterThan(50);
  expect(toMs - busyFromMs - clock.between(busyFromMs, toMs)).toBeGreaterThan(800);
});
