import { describe, expect, it } from 'vitest';
import type { Embedding } from './facts.ts';
import { agreementOf, bestLikeness } from './same-person.ts';

/** A face whose cosine to that of another angle is that of their difference. */
const at = (degrees: number): Embedding =>
  Float32Array.from([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);

describe('agreementOf', () => {
  it.each<[string, readonly number[], number]>([
    ['one person', [0, 0, 0, 0], 1],
    ['nobody', [], 1],
    ['a single frame', [40], 1],
    ['one who grimaces once, 60° away', [0, 0, 0, 60, 0, 0], 0.5],
    ['one who differs more from one of their grimaces to the other', [0, 0, 40, -40, 0, 0], 0.766],
    ['one who is replaced half-way by another, 80° away', [0, 0, 0, 80, 80, 80], 0.174],
    ['one who is replaced in the middle', [0, 0, 80, 80, 0, 0], 0.174],
    ['one who is replaced at the end', [0, 0, 0, 0, 80], 0.174],
    ['two faces that differ', [0, 70], 0.342],
  ])('of %s', (_, angles, agreement) => {
    expect(agreementOf(angles.map(at))).toBeCloseTo(agreement, 3);
  });
});

describe('bestLikeness', () => {
  it('is that to the most similar one', () => {
    expect(bestLikeness(at(0), [at(80), at(60), at(90)])).toBeCloseTo(0.5, 3);
    expect(bestLikeness(at(0), [])).toBe(-1);
  });
});
