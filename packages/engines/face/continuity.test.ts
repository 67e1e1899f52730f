import { describe, expect, it } from 'vitest';
import { isCutIn } from './continuity.ts';

const LIMITS = { least: 0.12, usual: 0.03, timesNeighbours: 3.5 };

describe('isCutIn', () => {
  it.each<[string, readonly (number | undefined)[], boolean]>([
    ['a step between two takes', [0.02, 0.02, 0.3, 0.02, 0.02], true],
    ['a step between two takes of a person who sways', [0.05, 0.05, 0.3, 0.05, 0.05], true],
    ['a person who turns, faster and slower again', [0.05, 0.15, 0.35, 0.2, 0.05], false],
    ['a small twitch', [0, 0, 0.11, 0, 0], false],
    ['nothing', [0, 0, 0, 0, 0], false],
    ['a step at the beginning, where hands still move', [0.3, 0.02, 0.02, 0.02, 0.02], false],
    ['a step beside frames without a face', [0.02, undefined, 0.3, 0.02, 0.02], false],
    ['three large steps in a row', [0.02, 0.3, 0.3, 0.3, 0.02], false],
  ])('%s: %s', (_, steps, isCut) => {
    expect(isCutIn(steps, LIMITS)).toBe(isCut);
  });
});
