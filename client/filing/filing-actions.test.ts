import { describe, expect, it } from 'vitest';
import type { FilingView } from '../calls/messages.ts';
import { actionWords, type FilingAction, mayRemoveWebsite, submitWords } from './filing-actions.ts';

const filing = (state: FilingView['state'], ...fields: readonly string[]) => ({
  filingType: 'first' as const,
  state,
  flagged: fields.map((field) => ({ field, reason: '不是本单位的网站' })),
});

describe('a website', () => {
  it.each([
    ['that was added to a draft', filing('draft'), 1, true],
    ['that the reviewer of a returned filing wants changed as a whole', filing('returned', 'websites.1'), 1, true],
    ['of websites that are flagged together', filing('authority-returned', 'websites'), 2, true],
    ['of which only a field is flagged', filing('returned', 'websites.1.details.name'), 1, false],
    ['beside a flagged one', filing('returned', 'websites.1'), 2, false],
    ['that the filing began with', filing('returned', 'websites.0'), 0, false],
    ['in a draft that the filing began with', filing('draft'), 0, false],
    ['of a filing that is being reviewed', filing('submitted', 'websites.1'), 1, false],
  ])('%s may be taken out or not', (_which, view, place, may) => {
    expect(mayRemoveWebsite(view, place)).toBe(may);
  });
});

describe('the button that submits', () => {
  it('says what is submitted: a change is no new filing', () => {
    const types = ['first', 'new-website', 'new-access', 'change'] as const;
    expect(types.map((filingType) => submitWords({ filingType }))).toEqual([
      '提交备案申请',
      '提交备案申请',
      '提交备案申请',
      '提交变更申请',
    ]);
  });
});

describe('the withdrawal of a submission', () => {
  it('says that the words to the reviewer go with it, where there can be some', () => {
    const first = { filingType: 'first' } as const;
    const textOf = (action: FilingAction, round: number) => actionWords(action, { ...first, round }).text;
    expect(textOf('withdraw', 1)).toBe('撤回后备案回到草稿，修改后可以重新提交。');
    expect(textOf('withdraw', 2)).toContain('写给审核员的说明也一起撤回');
    expect(textOf('abandon', 2)).not.toContain('说明');
  });

  it('of a change, and giving it up, leave what is filed as it is, and say so', () => {
    const change = { filingType: 'change', round: 1 } as const;

    expect(actionWords('withdraw', change).text).toBe('撤回后这次变更回到草稿，修改后可以重新提交。');
    expect(actionWords('abandon', change)).toEqual({
      title: '放弃变更',
      text: '这次填写的变更不能恢复。已备案的信息不受影响。',
    });
    expect(actionWords('abandon', { filingType: 'new-website', round: 1 }).text).toBe(
      '放弃后这份备案不能恢复，需要时要从头填写。已使用的备案授权码会退回。已备案的信息不受影响。',
    );
    expect(actionWords('abandon', { filingType: 'first', round: 1 }).text).not.toContain('已备案');
  });

  it('of an ending ends it, as giving it up does: there is no draft of it', () => {
    const ending = { filingType: 'cancel-website', round: 1 } as const;
    const over = '这次申请到此结束，备案和网站不受影响。需要时在“我的备案”重新申请。';

    expect(actionWords('withdraw', ending)).toEqual({ title: '撤回申请', text: over });
    expect(actionWords('abandon', ending)).toEqual({ title: '放弃申请', text: over });
  });
});
