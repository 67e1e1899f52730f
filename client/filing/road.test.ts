import { describe, expect, it } from 'vitest';
import type { Road } from '../calls/messages.ts';
import { roadLines } from './road.ts';

const TODAY = '2026-11-26';
const ROAD: Road = {
  filingId: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01',
  now: 'sms-verification',
  pastFilings: 0,
  steps: [
    { id: 'submission', label: '提交备案', state: 'past', doneOn: '2026-11-24' },
    { id: 'initial-review', label: '初审', state: 'past', doneOn: '2026-11-25' },
    { id: 'sms-verification', label: '短信核验', state: 'now', by: '2026-11-27' },
    { id: 'authority-review', label: '管局审核', state: 'ahead', by: '2026-12-25' },
    { id: 'approved', label: '备案成功', state: 'ahead', by: '2026-12-25' },
  ],
};

const lines = (road: Road, today = TODAY) =>
  roadLines(road, '广东', today).map(({ label, when, note }) => [label, when, note].filter(Boolean).join(' | '));

describe('the road', () => {
  it('says what is done, what goes on, and what is promised', () => {
    expect(lines(ROAD)).toEqual([
      '提交备案 | 11月24日',
      '初审 | 11月25日',
      '短信核验 | 进行中 | 按规定最晚11月27日',
      '管局审核 | 最晚12月25日 | 按规定的最长时间估计',
      '备案成功 | 最晚12月25日 | 最晚12月25日有结果',
    ]);
  });

  it('says on what its estimate rests where enough filings were approved', () => {
    const recent = { half: 7, nineOfTen: 12 };
    const measured = ROAD.steps.map((step) => {
      if (step.id === 'authority-review') return { ...step, half: '2026-12-08', by: '2026-12-15', recent };
      return step.id === 'approved' ? { ...step, half: '2026-12-08', by: '2026-12-15' } : step;
    });

    expect(lines({ ...ROAD, pastFilings: 61, steps: measured }).slice(3)).toEqual([
      '管局审核 | 预计12月8日 | 近一年广东 61 份里，一半在 7 个工作日内，九成在 12 个工作日内',
      '备案成功 | 预计12月8日 | 九成在12月15日前有结果',
    ]);
  });

  it('says that the SMS verification has not begun while the authority waits for the filing, and that it was not done', () => {
    const back = ROAD.steps.map((step) =>
      step.id === 'sms-verification' ? { ...step, state: 'returned' as const } : step,
    );

    expect(lines({ ...ROAD, now: 'queued' })[2]).toBe('短信核验 | 还没开始，等待提交管局 | 按规定最晚11月27日');
    expect(lines({ ...ROAD, now: 'returned', steps: back })[2]).toBe('短信核验 | 没有完成');
  });

  it('says when a step takes longer than expected, and that nothing has to be done', () => {
    expect(lines(ROAD, '2026-11-28')[2]).toBe('短信核验 | 进行中 | 比预计的 11月27日 晚，仍在进行，不用重新提交');
  });

  it('promises nothing to a returned filing', () => {
    const steps = ROAD.steps.map((step, index): Road['steps'][number] =>
      index < 3
        ? { ...step, state: 'past', doneOn: '2026-11-25', by: undefined }
        : { id: step.id, label: step.label, state: index === 3 ? 'returned' : 'ahead' },
    );

    expect(lines({ ...ROAD, steps }).slice(3)).toEqual(['管局审核 | 要修改', '备案成功']);
  });
});
