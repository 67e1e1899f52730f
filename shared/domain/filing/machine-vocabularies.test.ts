import { describe, expect, it } from 'vitest';
import { type FilingEvent, type FilingState, follow, isEditable, TRANSITIONS } from './machine.ts';
import { VOCABULARIES, type Vocabulary } from './machine-vocabularies.ts';

const STATES = Object.keys(TRANSITIONS) as FilingState[];

/** The order states of the consoles: labels, whether editing and withdrawing is allowed, and where events lead. */
const ORDER_STATES: readonly {
  readonly label: keyof (typeof VOCABULARIES)['Tencent Cloud'];
  readonly huawei: readonly (keyof (typeof VOCABULARIES)['Huawei Cloud'])[];
  readonly weChat: readonly (keyof (typeof VOCABULARIES)['WeChat'])[];
  readonly editable: boolean;
  readonly withdrawable: boolean;
  readonly ways: readonly (readonly [FilingEvent, FilingState])[];
}[] = [
  {
    label: '草稿/待完善',
    huawei: ['待完善备案信息'],
    weChat: [],
    editable: true,
    withdrawable: false,
    ways: [
      ['submit', 'submitted'],
      ['expire', 'expired'],
    ],
  },
  {
    label: '腾讯云初审中',
    huawei: ['等待初审', '已修改待审核'],
    weChat: ['2'],
    editable: false,
    withdrawable: true,
    ways: [
      ['accept', 'queued'],
      ['return', 'returned'],
      ['withdraw', 'draft'],
    ],
  },
  {
    label: '初审驳回',
    huawei: ['接入商审核为待修改', '初审驳回'],
    weChat: ['3'],
    editable: true,
    withdrawable: false,
    ways: [
      ['submit', 'submitted'],
      ['abandon', 'abandoned'],
      ['reopen', 'draft'],
    ],
  },
  {
    label: '等待提交管局',
    huawei: ['待提交管局'],
    weChat: ['2'],
    editable: false,
    withdrawable: false,
    ways: [
      ['send-sms', 'sms-verification'],
      ['abandon', 'abandoned'],
    ],
  },
  {
    label: '短信核验中',
    huawei: ['待管局审核'],
    weChat: ['4 + sms 1'],
    editable: false,
    withdrawable: false,
    ways: [
      ['confirm-sms', 'authority-review'],
      ['time-out-sms', 'queued'],
      ['fail-sms', 'returned'],
    ],
  },
  {
    label: '管局审核中',
    huawei: ['待管局审核'],
    weChat: ['4 + sms 2'],
    editable: false,
    withdrawable: false,
    ways: [
      ['approve', 'approved'],
      ['authority-return', 'authority-returned'],
    ],
  },
  {
    label: '管局驳回',
    huawei: ['管局驳回'],
    weChat: ['5'],
    editable: true,
    withdrawable: false,
    ways: [
      ['submit', 'submitted'],
      ['abandon', 'abandoned'],
      ['reopen', 'draft'],
    ],
  },
  { label: '已备案', huawei: ['已备案'], weChat: ['6'], editable: false, withdrawable: false, ways: [] },
  { label: '已放弃', huawei: [], weChat: ['1024', '1025'], editable: false, withdrawable: false, ways: [] },
  { label: '草稿过期', huawei: [], weChat: [], editable: false, withdrawable: false, ways: [] },
];

describe('the statuses of other systems', () => {
  it.each(ORDER_STATES)('include $label, which is one state here, with the same transitions', (theirs) => {
    const [state, ...more] = VOCABULARIES['Tencent Cloud'][theirs.label];

    expect(more).toEqual([]);
    expect(isEditable(state)).toBe(theirs.editable);
    expect(follow(state, 'withdraw') !== undefined).toBe(theirs.withdrawable);
    expect(theirs.ways.map(([event]) => [event, follow(state, event)])).toEqual(theirs.ways);
    for (const name of theirs.huawei) expect(VOCABULARIES['Huawei Cloud'][name]).toContain(state);
    for (const code of theirs.weChat) expect(VOCABULARIES.WeChat[code]).toContain(state);
  });

  it('include a failed SMS verification, after which it is repeated or the filing is corrected', () => {
    const again = [follow('sms-verification', 'time-out-sms'), follow('queued', 'send-sms')];
    const corrected = follow('sms-verification', 'fail-sms');

    expect(VOCABULARIES['Tencent Cloud'].短信核验失败).toEqual([again[0], corrected]);
    expect(again).toEqual(['queued', 'sms-verification']);
  });

  it.each([
    ['Tencent Cloud', '短信核验失败', ['queued', 'returned']],
    ['Huawei Cloud', '待管局审核', ['sms-verification', 'authority-review']],
    ['WeChat', '2', ['submitted', 'queued']],
    ['WeChat', '4 + sms 3', ['queued', 'returned']],
    ['WeChat', '1024', ['abandoned', 'revoked']],
    ['WeChat', '1025', ['abandoned', 'revoked']],
    ['reseller', 'province reviewing', ['sms-verification', 'authority-review']],
  ] as const)('of %s include %s, which stands for more than one state: %j', (name, word, states) => {
    expect((VOCABULARIES[name] as Vocabulary)[word]).toEqual(states);
  });

  it('are 40, of which 33 stand for a single state', () => {
    const meanings = Object.values(VOCABULARIES).flatMap((words) => Object.values(words as Vocabulary));

    expect(meanings).toHaveLength(40);
    expect(meanings.filter(([state, ...more]) => state && STATES.includes(state) && more.length === 0)).toHaveLength(
      33,
    );
  });

  it('cover every state but declined, for which none of them has a status', () => {
    const named = new Set(Object.values(VOCABULARIES).flatMap((words) => Object.values(words).flat()));

    expect([...named, 'declined'].sort()).toEqual([...STATES].sort());
  });
});
