import { describe, expect, it } from 'vitest';
import { calibrated, type SettledReading } from './calibrated.ts';

const reading = (confidence: number | undefined, isChanged: boolean, isSure = false): SettledReading => ({
  value: 'RecognizeValidIDCardOCR.address',
  ...(confidence !== undefined && { confidence }),
  evidence: ['place'],
  isSure,
  isChanged,
});
const many = (count: number, confidence: number, isChanged = false) =>
  Array.from({ length: count }, () => reading(confidence, isChanged));

describe('a calibration', () => {
  it('proposes the lowest confidence from which on few enough were changed', () => {
    const readings = [...many(200, 0.95), ...many(200, 0.9), ...many(1, 0.9, true), ...many(50, 0.8, true)];

    expect(calibrated(readings)).toEqual([
      {
        value: 'RecognizeValidIDCardOCR.address',
        count: 451,
        changed: 51 / 451,
        sure: 0,
        changedOfSure: 0,
        limit: 0.9,
      },
    ]);
  });

  it('looks only at those of which the confidence decides whether they are sure', () => {
    const hidden = many(9, 0.99, true).map((read) => ({ ...read, evidence: ['place', 'hidden', 'unclear'] }));
    const checked = many(400, 0.5).map((read) => ({ ...read, evidence: ['check-digit'] }));
    const said = many(300, 0.9).map((read) => ({ ...read, evidence: ['stated', 'place'] }));
    const limitOf = (...readings: readonly SettledReading[]) => calibrated(readings)[0]?.limit;

    expect(limitOf(...hidden, ...checked, ...said, ...many(9, 0.8, true))).toBe(0.9);
    expect(limitOf(...hidden, ...checked)).toBeUndefined();
  });

  it('proposes nothing from a handful, from one confidence for all, and without any', () => {
    const limits = [[...many(299, 0.9), ...many(9, 0.5, true)], many(500, 0.9), [reading(undefined, false)]].map(
      (readings) => calibrated(readings)[0]?.limit,
    );

    expect(limits).toEqual([undefined, undefined, undefined]);
  });

  it('says what share of the sure ones was changed', () => {
    const readings = [reading(0.9, true, true), reading(0.9, false, true), reading(0.9, true)];

    expect(calibrated(readings)[0]).toMatchObject({ count: 3, sure: 2, changedOfSure: 0.5 });
  });
});
