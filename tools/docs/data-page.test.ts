import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { dataPage } from './data-page.ts';

const page = dataPage();
const rows = page.split('\n').filter((line) => line.startsWith('| '));
const rowOf = (name: string) => rows.filter((row) => row.startsWith(`| \`${name}\` |`));

describe('the page of personal data', () => {
  it.each([
    [
      'filing.contents_sealed',
      '备案：全部填写内容加密为一份 | 敏感个人信息 | 加密（AES-256-GCM） | 放弃、过期或注销后 30 天',
    ],
    ['filing.person_numbers', '备案：全部填写内容加密为一份 | 敏感个人信息 | 摘要 | 放弃、过期或注销后 30 天'],
    ['scan_ticket.challenge', '扫码登录 | 凭证 | 摘要 | 失效后 1 天'],
    ['account.openid_index', '微信账号 | 个人信息 | 摘要 | 账号删除时'],
    ['filing_history', '办理记录 | `filing_id` `version` `event` `state` `facts` `at` | 一直保留，不含个人信息'],
    ['person.mobile', '个人信息'],
    ['eligibility.domain', '不指向个人'],
    ['views/', '限时查看的完整内容 | 敏感个人信息 | 链接 5 分钟失效，文件一天内删除（存储桶生命周期）'],
  ])('lists %s: %s', (name, cells) => {
    expect(rowOf(name)).toEqual([`| \`${name}\` | ${cells} |`]);
  });

  it('names the retention period of everything', () => {
    expect(rows).toContain('| 登录记录 | 失效 | 180 |');
  });

  it('is current in docs/, which `npm run docs` writes', () => {
    expect(readFileSync(join(ROOT, 'docs/data.md'), 'utf8')).toBe(page);
  });
});
