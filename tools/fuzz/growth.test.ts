import { describe, expect, it } from 'vitest';
import { Growth } from './growth.ts';

const MB = 2 ** 20;

describe('the growth of memory', () => {
  it('is what each instance has more in use than at its first measurement, and what the stand-ins and the process have more', () => {
    const growth = new Growth();

    growth.add({ rssBytes: 500 * MB, laptopBytes: 50 * MB, usedBytes: { 'upload#1': 10 * MB } });
    growth.add({ rssBytes: 590 * MB, laptopBytes: 52 * MB, usedBytes: { 'upload#1': 13 * MB, 'me#1': 30 * MB } });
    growth.add({ rssBytes: 580 * MB, laptopBytes: 57 * MB, usedBytes: { 'upload#1': 13 * MB, 'me#1': 31 * MB } });

    const { usedMb, most, laptopMb, processMb } = growth;
    expect({ usedMb, most, laptopMb, processMb }).toEqual({
      usedMb: 4,
      most: 'upload#1 3, me#1 1',
      laptopMb: 7,
      processMb: 80,
    });
  });

  it('is nothing before the second measurement', () => {
    const growth = new Growth();

    growth.add({ rssBytes: 500 * MB, laptopBytes: 50 * MB, usedBytes: { 'me#1': 20 * MB } });

    expect([growth.usedMb, growth.laptopMb, growth.processMb]).toEqual([0, 0, 0]);
  });
});
