import { describe, expect, it } from 'vitest';
import { reasonInHead, reasonInList } from './queue.ts';

const CASE = { queue: 'new', state: 'open', round: 1, risk: 2, missedCalls: 0, secondView: [] } as const;

describe('why a case stands in its list', () => {
  it('counts in a list what the machine has noticed, in its head nothing beside the rows that are left', () => {
    const cases = [CASE, { ...CASE, risk: 0 }, { ...CASE, round: 2 }, { ...CASE, missedCalls: 2 }];

    expect(cases.map(reasonInList)).toEqual([
      '2 处机器提示',
      '没有机器提示',
      '再次提交，2 处机器提示',
      '第 2 次致电未接，可以退回',
    ]);
    expect(cases.map(reasonInHead)).toEqual(['', '', '再次提交', '第 2 次致电未接，可以退回']);
  });
});
