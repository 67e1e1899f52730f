import { describe, expect, it } from 'vitest';
import { daysOf, figureHref, figureRows, lateBars, percent, queueBars, reasonBars, spentWords } from './figures.ts';
import type { Figures } from './operations.ts';

const FIGURES: Figures = {
  queues: [{ queue: 'new', overdue: 3, dueToday: 10, later: 20, paused: 1 }],
  decisions: { accepted: 284, returned: 90, declined: 1, takenBack: 4 },
  returnsByReason: [{ reasonId: 'RJ-15', reason: '电话没有打通。', machine: 1, reviewer: 62, authority: 5 }],
  sampling: { drawn: 72, judged: 70, harmless: 1, wrong: 2 },
  lateByDay: [{ day: '2026-11-27', count: 7 }],
  authorityRefusals: 6,
  medianSpentSeconds: 520,
  dueSoon: 2,
  byStaff: [
    { staffId: 's-1', inHand: 3, decided: 96, returned: 23, late: 2, sampled: 12, wrong: 0, medianSpentSeconds: 410 },
  ],
};

describe('the figures of a lead', () => {
  it('are of days in Beijing that end today', () => {
    const late = new Date('2026-11-26T16:30:00Z');
    expect(daysOf('today', late)).toEqual({ from: '2026-11-27', to: '2026-11-27' });
    expect(daysOf('week', late)).toEqual({ from: '2026-11-21', to: '2026-11-27' });
  });

  it('are bars whose parts have a name each', () => {
    expect(queueBars(FIGURES)[0]?.parts.map(({ name, count }) => `${name} ${count}`)).toEqual([
      '逾期 3',
      '今天到期 10',
      '稍后 20',
      '停表 1',
    ]);
    expect(reasonBars(FIGURES, 'week')[0]).toMatchObject({
      label: 'RJ-15 电话没有打通。',
      href: '#/figures?figure=reason&period=week&reasonId=RJ-15',
      parts: [
        { name: '机器发现', count: 1 },
        { name: '初审发现', count: 62 },
        { name: '管局退回', count: 5 },
      ],
    });
    const href = '#/figures?figure=late&day=2026-11-27';
    expect(lateBars(FIGURES)).toEqual([{ label: '2026-11-27', href, parts: [{ name: '逾期', count: 7, tone: 'no' }] }]);
  });

  it('lead to their cases by an address without what is not known', () => {
    expect(figureHref('decided', { staffId: 's-1', period: undefined })).toBe('#/figures?figure=decided&staffId=s-1');
  });

  it('say nothing where there is nothing to divide by', () => {
    expect([percent(6, 284), percent(0, 0)]).toEqual(['2.1%', '–']);
    expect([spentWords(520), spentWords(40)]).toEqual(['8 分 40 秒', '40 秒']);
  });

  it('are exported whole, with people by their ids', () => {
    const rows = figureRows(FIGURES, { from: '2026-11-21', to: '2026-11-27' });

    expect(rows).toContainEqual(['首次和新增', 3, 10, 20, 1]);
    expect(rows).toContainEqual(['管局退回', 6]);
    expect(rows).toContainEqual(['管局退回 ÷ 通过', '2.1%']);
    expect(rows).toContainEqual(['RJ-15', '电话没有打通。', 1, 62, 5]);
    expect(rows).toContainEqual(['提交到通过，中位天数', '']);
    expect(rows.at(-1)).toEqual(['s-1', 3, 96, 23, 2, 410, 12, 0]);
  });
});
