import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { quietTime } from './quiet-time.ts';

/** A process that is busy until it is killed. */
const busy = () => spawn(process.execPath, ['-e', 'for (;;) {}'], { detached: true, stdio: 'ignore' });

describe('the time that a process would have had on a machine of its own', () => {
  it('goes on while it works, and never faster than the clock', async () => {
    const child = busy();
    const since = performance.now();
    const time = quietTime(child.pid ?? 0);

    await sleep(1_500);
    const first = time();
    await sleep(1_500);
    const second = time();
    const seconds = (performance.now() - since) / 1000;
    child.kill('SIGKILL');

    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
    expect(second).toBeLessThanOrEqual(seconds);
  });

  it('stands still for a process that sleeps while others use all cores', async () => {
    // Other systems don't tell what all cores were doing.
    if (process.platform !== 'linux') return;
    const sleeper = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], {
      detached: true,
      stdio: 'ignore',
    });
    const others = Array.from({ length: 8 }, busy);
    await sleep(1_000);
    const time = quietTime(sleeper.pid ?? 0);

    await sleep(3_000);
    const seconds = time();
    for (const child of [sleeper, ...others]) child.kill('SIGKILL');

    expect(seconds).toBeLessThan(1);
  });
});
