import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGate } from './gate.ts';

describe('the gate before the platform', () => {
  it('does its work when running calls have ended, and holds new ones back until then', async () => {
    const gate = createGate();
    const order: string[] = [];
    const call = (name: string, ms: number) =>
      gate.run(async () => {
        order.push(`${name} begins`);
        await wait(ms);
        order.push(`${name} ends`);
      });

    const early = call('early', 20);
    const skipped = gate.whenIdle(() => order.push('skipped'));
    const late = call('late', 1);
    await Promise.all([early, skipped, late]);

    expect(order).toEqual(['early begins', 'early ends', 'skipped', 'late begins', 'late ends']);
  });

  it('lets a call through that a running one waits for', async () => {
    const gate = createGate();
    const order: string[] = [];
    const inner = () => gate.run(async () => order.push('inner'), true);

    const outer = gate.run(async () => {
      await wait(20);
      await inner();
      order.push('outer');
    });
    await Promise.all([outer, gate.whenIdle(() => order.push('skipped'))]);

    expect(order).toEqual(['inner', 'outer', 'skipped']);
  });

  it('opens again after each skip, also without calls', async () => {
    const gate = createGate();
    let skips = 0;

    await gate.whenIdle(() => {
      skips += 1;
    });
    await gate.run(async () => {});
    await gate.whenIdle(() => {
      skips += 1;
    });

    expect(skips).toBe(2);
  });

  it('counts a failed call as ended', async () => {
    const gate = createGate();

    await expect(gate.run(async () => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
    const skipped = await gate.whenIdle(() => {}).then(() => 'skipped');

    expect(skipped).toBe('skipped');
  });
});
