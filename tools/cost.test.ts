import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { costOfThousand, type Prices, readPrices } from './cost.ts';

const FREE: Prices = {
  functionGbSecond: 0,
  functionCall: 0,
  cosGbMonth: 0,
  cosRequest: 0,
  cosGbOut: 0,
  idCardOcr: 0,
  bizLicenseOcr: 0,
  cardWarn: 0,
  accurateOcr: 0,
  livenessCheck: 0,
  faceCompare: 0,
  sms: 0,
  logGb: 0,
  databaseMonth: 0,
  natMonth: 0,
};
const yuanOf = (prices: Partial<Prices>, filingsPerMonth = 1000) =>
  costOfThousand({ ...FREE, ...prices }, filingsPerMonth).reduce((sum, { yuan }) => sum + yuan, 0);

describe('the cost of a thousand filings', () => {
  it('counts the calls of each filing', () => {
    expect([yuanOf({ idCardOcr: 0.1 }), yuanOf({ livenessCheck: 1, sms: 0.05 })]).toEqual([200, 1100]);
  });

  it('shares a month’s fixed costs among the filings of the month', () => {
    expect([yuanOf({ databaseMonth: 500 }, 1000), yuanOf({ databaseMonth: 500 }, 10_000)]).toEqual([500, 50]);
  });

  it('adds functions of filings and of timers', () => {
    expect(yuanOf({ functionGbSecond: 1 }, 1000)).toBeCloseTo(20_750 + 9_330, 6);
  });

  it('adds the reviewers’ desk where there is one', () => {
    const costs = (prices: Partial<Prices>) =>
      costOfThousand({ ...FREE, ...prices }, 1000, true).reduce((sum, { yuan }) => sum + yuan, 0);

    expect(costs({ functionCall: 1 })).toBe(1000 * (83 + 60) + 575_400 + 259_200);
    expect(costs({ cosGbMonth: 1 })).toBeCloseTo(480, 6);
    expect(costs({ databaseMonth: 500, sms: 1 })).toBe(2500);
  });

  it('reads the example, whose prices say that nobody has verified them', () => {
    const { prices, unverified } = readPrices(readFileSync('tools/prices.example.json', 'utf8'));

    expect(Object.keys(prices).toSorted()).toEqual(Object.keys(FREE).toSorted());
    expect(unverified.toSorted()).toEqual(Object.keys(FREE).toSorted());
    expect(prices.sms).toBe(0.045);
  });

  it('takes a number as a price, and one with a source that somebody has verified', () => {
    const sms = { yuan: 0.05, unit: '条', source: '合同', recordedOn: '2026-11-27', verified: true };

    expect(readPrices(JSON.stringify({ ...FREE, sms }))).toEqual({ prices: { ...FREE, sms: 0.05 }, unverified: [] });
    expect(() => readPrices(JSON.stringify({ ...FREE, sms: { yuan: 0.05 } }))).toThrow(/sms/);
  });

  it('names every price that is missing or unknown', () => {
    const { sms: _, ...rest } = FREE;

    expect(() => readPrices(JSON.stringify({ ...rest, fax: 1 }))).toThrow(/sms[\s\S]*fax|fax[\s\S]*sms/);
  });
});
