import { expect, it } from 'vitest';
import { RETENTION } from '../../shared/domain/retention.ts';
import { declinedWords, KEPT_DAYS } from './declined.ts';

it('a declined filing says why and what can be done, and that it has ended', () => {
  const flagged = [
    { field: 'filing', name: '整份备案', reason: '这类内容不能备案。', suggestion: '换成可以备案的内容后重新发起。' },
    { field: 'websites.0.domain', name: '域名', reason: '域名后缀没有获得批复。', suggestion: undefined },
  ];

  expect(declinedWords({ state: 'declined', flagged } as never)).toEqual({
    title: '为什么不予受理',
    reasons: [
      { title: undefined, reason: '这类内容不能备案。', advice: '换成可以备案的内容后重新发起。' },
      { title: '域名', reason: '域名后缀没有获得批复。', advice: undefined },
    ],
    next: '这次申请已经结束，不能再修改。按上面的办法处理好以后，可以重新发起；填写的内容和材料 30 天后删除。',
  });
});

it('a filing in any other state says nothing of it', () => {
  expect(declinedWords({ state: 'returned', flagged: [] } as never)).toBeUndefined();
});

it('the days that a page names are those after which the data is deleted', () => {
  expect(KEPT_DAYS).toBe(RETENTION['ended-filings'].days);
});
