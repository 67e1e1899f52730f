import { describe, expect, it } from 'vitest';
import { answerOf, noticeOf } from './notices.ts';

const RECORD = { number: '粤ICP备2099000001号', organizer: undefined, websites: [] };
const noticeWith = (items: readonly { readonly field?: string; readonly reason: string }[], state = 'open') =>
  noticeOf(
    {
      notice: 1,
      kind: 'notice',
      kindLabel: '整改通知',
      state,
      stateLabel: '待整改',
      websites: [],
      items,
      extended: false,
    } as never,
    RECORD,
    new Date('2026-12-01T02:00:00Z'),
  );
const [NAME, PHONE] = [
  { field: 'websites.0.details.name', reason: '网站内容与备案名称不符' },
  { reason: '三次无人接听' },
];

describe('the answer to a notice', () => {
  it('leads to words about what comes next, until the notice is closed', () => {
    expect(noticeWith([PHONE], 'answered').consequence).toBe('已交给审核人员复核，办结了会显示在这里。');
    expect(noticeWith([PHONE], 'closed').consequence).toBe('');
  });

  it('is asked in a field for each part that the notice names', () => {
    expect(noticeWith([PHONE]).questions).toEqual(['整改情况']);
    expect(noticeWith([NAME, PHONE]).questions).toEqual(['第 1 处（网站名称）怎么改的', '第 2 处怎么改的']);
  });

  it.each([
    [1, 200],
    [8, 200],
    [50, 32],
  ])('of %i parts takes %i letters in each, so that all of them fit', (parts, longest) => {
    expect(noticeWith(Array.from({ length: parts }, () => PHONE)).longest).toBe(longest);
  });

  it.each([
    [['整改情况'], [' 已改回 '], '已改回'],
    [['一', '二'], ['首页已改回。', '已开机'], '第 1 处：首页已改回；第 2 处：已开机。'],
    [['一', '二'], ['首页已改回', ' '], 1],
    [['一', '二'], [], 0],
  ])('to %j is of %j: %j', (questions, typed, answer) => {
    expect(answerOf(questions, typed)).toBe(answer);
  });
});
