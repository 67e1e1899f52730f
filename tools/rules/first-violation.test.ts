import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { firstViolation } from './first-violation.ts';
import { type Batch, batchesOf } from './fuzz.ts';

const BATCHES = batchesOf({ runs: 5000, seed: 7 });

describe('random cases in several processes', () => {
  it('are the same for a seed, however many processes there are', () => {
    expect(BATCHES).toEqual([
      { runs: 2000, seed: 7 },
      { runs: 2000, seed: 2007 },
      { runs: 1000, seed: 4007 },
    ]);
  });

  it('are all tried, each once, with their progress', async () => {
    const tried: Batch[] = [];
    const progress: number[] = [];
    const work = async (batch: Batch) => {
      await sleep(batch.runs / 500);
      tried.push(batch);
      return undefined;
    };

    const found = await firstViolation(BATCHES, [work, work], (done) => progress.push(done));

    expect(found).toBeUndefined();
    expect(tried.map(({ seed }) => seed).sort()).toEqual([2007, 4007, 7]);
    expect(progress.at(-1)).toBe(5000);
  });

  it('report the violation of the earliest batch, whichever is found first, and begin no further batch', async () => {
    const tried: number[] = [];
    const slow = async ({ seed }: Batch) => {
      tried.push(seed);
      await sleep(30);
      return `broken by ${seed}`;
    };
    const quick = async ({ seed }: Batch) => {
      tried.push(seed);
      return `broken by ${seed}`;
    };

    expect(await firstViolation(BATCHES, [slow, quick], () => {})).toBe('broken by 7');
    expect(tried).toEqual([7, 2007]);
  });

  it('fail when one of the processes does, and never pass for tried', async () => {
    const dead = async () => {
      throw new Error('the process that tries random cases ended with 1');
    };

    await expect(firstViolation(BATCHES, [dead], () => {})).rejects.toThrow('ended with 1');
  });
});
