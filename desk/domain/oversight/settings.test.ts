import { describe, expect, it } from 'vitest';
import { boundedSettings, type DeskSettings, loosenings, SHIPPED_SETTINGS } from './settings.ts';

const having = (changes: Partial<DeskSettings>): DeskSettings => ({ ...SHIPPED_SETTINGS, ...changes });
const sampling = (acceptedPercent: number, returnedPercent: number, firstCases = 20) =>
  having({ sampling: { acceptedPercent, returnedPercent, firstCases } });
const luo = (acceptedPercent: number) => [{ staffId: 'luo', acceptedPercent, returnedPercent: 5 }];

describe('settings', () => {
  it('pass no bound, however they came into the store', () => {
    const passed = having({
      undoSeconds: 0,
      revealsPerDay: 10_000,
      casesInHand: 500,
      sampling: { acceptedPercent: 0, returnedPercent: 0, firstCases: 0 },
      samplingOf: [{ staffId: 'luo', acceptedPercent: 0, returnedPercent: 101 }, ...luo(50)],
    });

    expect(boundedSettings(passed)).toMatchObject({
      undoSeconds: 30,
      revealsPerDay: 500,
      casesInHand: 30,
      sampling: { acceptedPercent: 1, returnedPercent: 1 },
      samplingOf: [{ staffId: 'luo', acceptedPercent: 1, returnedPercent: 100 }],
    });
    expect(boundedSettings(SHIPPED_SETTINGS)).toEqual(SHIPPED_SETTINGS);
  });

  it.each([
    ['收回（秒）：60 → 30', having({ undoSeconds: 30 })],
    ['每人每天显示（次）：200 → 201', having({ revealsPerDay: 201 })],
    ['每人在办（件）：12 → 13', having({ casesInHand: 13 })],
    ['新人全抽（件）：20 → 19', sampling(5, 5, 19)],
    ['抽检通过的（%）：5 → 4', sampling(4, 5)],
    ['抽检退回的（%）：5 → 1', sampling(5, 1)],
    ['抽检通过的（%），人员 luo：5 → 1', having({ samplingOf: luo(1) })],
  ])('that loosen a control say so: %s', (words, after) => {
    expect(loosenings(SHIPPED_SETTINGS, after)).toEqual([words]);
    expect(loosenings(after, SHIPPED_SETTINGS)).toEqual([]);
  });

  it('that end a higher rate of one person loosen it, those that change clocks nothing', () => {
    expect(loosenings(having({ samplingOf: luo(50) }), SHIPPED_SETTINGS)).toEqual([
      '抽检通过的（%），人员 luo：50 → 5',
    ]);
    expect(loosenings(SHIPPED_SETTINGS, having({ fromHour: 8, leaseMinutes: 60, reviewWorkdays: 2 }))).toEqual([]);
  });
});
