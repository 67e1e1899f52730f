import { describe, expect, it } from 'vitest';
import { memo, vendor } from './provider.ts';

describe('memo', () => {
  it('creates a port on the first call and returns it to all calls, concurrent ones included', async () => {
    let made = 0;
    const port = (): Promise<object> =>
      memo(port, async () => {
        made += 1;
        return {};
      });

    const [first, second] = await Promise.all([port(), port()]);

    expect(await port()).toBe(first);
    expect(second).toBe(first);
    expect(made).toBe(1);
  });

  it('does not cache a failed attempt', async () => {
    let attempts = 0;
    const port = (): Promise<number> =>
      memo(port, async () => {
        attempts += 1;
        if (attempts === 1) throw new Error('not yet');
        return attempts;
      });

    await expect(port()).rejects.toThrow('not yet');

    expect(await port()).toBe(2);
  });
});

describe('vendor', () => {
  it('creates a port once, on its first call', async () => {
    let made = 0;
    const clerk = (): Promise<{ ask: () => Promise<number> }> =>
      vendor(clerk, 'clerk', async () => {
        made += 1;
        return { ask: async () => made };
      });
    const port = await clerk();
    const before = made;

    const answers = [await port.ask(), await (await clerk()).ask()];

    expect([before, ...answers]).toEqual([0, 1, 1]);
  });
});
