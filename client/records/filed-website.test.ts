import { expect, it } from 'vitest';
import { careCard } from './filed-website.ts';

const care = { footerNumber: '粤ICP备2026000001号', monthly: true, checksLeft: 5 };
const line = (verdict: 'fine' | 'amiss' | 'unsure') => ({
  ...{ code: 'number' as const, label: '页脚备案号', message: '首页没有看到备案号。' },
  verdict,
});
const headline = (...verdicts: readonly ('fine' | 'amiss' | 'unsure')[]) =>
  careCard({ ...care, checkedAt: '2026-11-27T02:00:00Z', lines: verdicts.map(line) }).headline;

it('a website that was never checked says what a check does', () => {
  const card = careCard(care);

  expect(card.headline).toMatch(/^还没有检查过。/);
  expect(card).toMatchObject({ lines: [], note: '今天还能检查 5 次。', mayCheck: true, publicSecurityNumber: '' });
});

it('a check says in one line what is to be done', () => {
  expect(headline('fine', 'fine')).toBe('都正常');
  expect(headline('amiss', 'unsure', 'amiss')).toBe('2 处要处理，1 处请自己核对');
});

it('each line has its verdict in words, and the day’s last check says so', () => {
  const card = careCard({ ...care, checksLeft: 0, checkedAt: '2026-11-27T02:00:00Z', lines: [line('unsure')] });

  expect(card.lines[0]).toMatchObject({ label: '页脚备案号', verdict: '请自己核对', tone: 'warn' });
  expect(card.note).toBe('检查于 2026年11月27日 10:00。今天的检查次数已用完，请明天再查。');
  expect(card.mayCheck).toBe(false);
  expect(card.snippet).toBe(
    '<a href="https://beian.miit.gov.cn/" target="_blank" rel="noopener">粤ICP备2026000001号</a>',
  );
});
