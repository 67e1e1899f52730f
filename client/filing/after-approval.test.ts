import { describe, expect, it } from 'vitest';
import { tasksAfterApproval } from './after-approval.ts';

const textOf = (id: string, today: string, ofOrganizer = true) =>
  tasksAfterApproval('2026-12-08', today, ofOrganizer).find((task) => task.id === id)?.text;

describe('what to do after the approval', () => {
  it('is the footer, 公安联网备案 with its portal, and to keep the website open', () => {
    expect(tasksAfterApproval('2026-12-08', '2026-12-09', true).map(({ id, link }) => [id, link])).toEqual([
      ['footer', undefined],
      ['public-security', 'https://beian.mps.gov.cn/'],
      ['keep-open', undefined],
    ]);
  });

  it('counts the days that are left for 公安联网备案', () => {
    expect(textOf('public-security', '2026-12-09')).toBe(
      '网站开通后 30 日内办理，从备案成功起算到 1月7日：还剩 29 天。办好后在“我的备案”的网站里填公安备案号，就不再提醒。',
    );
    expect(textOf('public-security', '2027-01-07')).toContain('还剩 0 天');
    expect(textOf('public-security', '2027-01-08')).toContain('已过 30 天，请尽快办理');
  });

  it('names the number that the province wants in the footer', () => {
    expect(textOf('footer', '2026-12-09')).toContain('放主体备案号');
    expect(textOf('footer', '2026-12-09', false)).toContain('放网站备案号');
  });
});
