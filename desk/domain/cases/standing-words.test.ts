import { describe, expect, it } from 'vitest';
import { type Standing, standingWords } from './standing-words.ts';

const OPEN: Standing = {
  ...{ filingType: 'first', state: 'open', round: 1 },
  ...{ pausedFor: undefined, decision: undefined, submission: undefined },
};
const now = (more: Partial<Standing>): string => standingWords({ ...OPEN, ...more }).now;
const ACCEPTED = { state: 'sent', decision: { kind: 'accepted', isForTwo: false } } as const;

describe('where a filing stands, for whoever calls', () => {
  it('is told before and after the decision', () => {
    expect(now({})).toBe('等初审');
    expect(now({ round: 2 })).toBe('改好后再次提交，等初审');
    expect(now({ pausedFor: 'held' })).toBe('初审暂时挂起');
    expect(now({ state: 'decided' })).toBe('初审有了结果，马上发出');
    expect(now({ state: 'decided', decision: { kind: 'accepted', isForTwo: true } })).toBe('等另一位同事复审');
    expect(now({ state: 'sent', decision: { kind: 'returned', isForTwo: false } })).toBe('已退回，等申请人修改');
    expect(now({ state: 'sent', decision: { kind: 'declined', isForTwo: false } })).toBe('不予受理，这份备案已结束');
    expect(now({ state: 'withdrawn' })).toBe('申请人已撤回');
    expect(now({ state: 'replaced' })).toBe('申请人又提交了一轮');
  });

  it('is told of an ending without mending, number, or an SMS that does not come', () => {
    const ending = { ...OPEN, ...ACCEPTED, filingType: 'end-access' } as const;
    const at = (stage: 'handed-in' | 'approved' | 'over') =>
      standingWords({ ...ending, submission: { isHandedIn: true, stage } });

    expect(now({ ...ending, decision: { kind: 'returned', isForTwo: false } })).toBe('没有通过，备案没有变');
    expect(standingWords(ending).next).toBe('报送后等管局的结果。');
    expect(at('handed-in').now).toBe('管局审核中');
    expect(at('over').now).toBe('没有通过，备案没有变');
    expect(at('approved')).toEqual({ now: '已办成', next: '结果在申请人的备案页里。' });
  });

  it('is told step by step at the authority', () => {
    expect(now({ ...ACCEPTED, submission: { isHandedIn: false, stage: 'handed-in' } })).toBe('初审通过，等报送管局');
    const stages = ['handed-in', 'sms', 'reviewing', 'accepted', 'approved', 'over'] as const;
    expect(stages.map((stage) => now({ ...ACCEPTED, submission: { isHandedIn: true, stage } }))).toEqual([
      '已报送管局，等短信核验',
      '短信核验中',
      '管局审核中',
      '管局已通过，等发号',
      '已办成',
      '管局没有通过',
    ]);
  });
});
