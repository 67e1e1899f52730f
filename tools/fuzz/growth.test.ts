import { describe, expect, it } from 'vitest';
import { Growth } from './growth.ts';

const MB = 2 ** 20;

describe('the growth of memory', () => {
  it('is what each instance has more in use than at its first measurement, and what the process has more', () => {
    const growth = new Growth();

    growth.add({ rssBytes: 500 * MB, usedBytes: { laptop: 50 * MB, 'upload#1': 10 * MB } });
    growth.add({ rssBytes: 590 * MB, usedBytes: { laptop: 52 * MB, 'upload#1': 13 * MB, 'upload#2': 30 * MB } });
    growth.add({ rssBytes: 580 * MB, usedBytes: { laptop: 51 * MB, 'upload#1': 13 * MB, 'upload#2': 31 * MB } });

    expect({ usedMb: growth.usedMb, processMb: growth.processMb }).toEqual({ usedMb: 5, processMb: 80 });
  });

  it('is nothing before the second measurement', () => {
    const growth = new Growth();

    growth.add({ rssBytes: 500 * MB, usedBytes: { laptop: 50 * MB } });

    expect({ usedMb: growth.usedMb, processMb: growth.processMb }).toEqual({ usedMb: 0, processMb: 0 });
  });
});
