import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ROOT } from '../../deploy/root.ts';
import { DESK_WORK } from '../../desk/adapters/postgres/migrate-desk.ts';
import { DESK_STORED } from '../../desk/domain/oversight/stored-data.ts';
import { REPLY_SECRETS, REVIEWERS_WORDS } from '../../shared/domain/data/reply-secrets.ts';
import { dataPage } from './data-page.ts';
import { allContracts } from './generated.ts';

const page = await dataPage();
const rows = page.split('\n').filter((line) => line.startsWith('| '));
const rowOf = (name: string) => rows.filter((row) => row.startsWith(`| \`${name}\` |`));

describe('the page of personal data', () => {
  it.each([
    [
      'scan_ticket',
      '扫码登录：请求登录的设备，和网络地址的前半段 | 个人信息 `asker_sealed`（加密）；凭证 `ticket_index`（摘要）`challenge`（摘要） | ' +
        'expires_at、confirmed_at、asked_at | 失效后 1 天 | 不导出：属于请求登录的网页，一天内删除',
    ],
    ['filing_history', '办理记录 | 无 | filing_id、version、event、state、facts、at | 一直保留，不含个人信息 | 备案'],
    ['website', '无 | 无 | name、homeUrl、serviceContents、languages、preApprovals、remark'],
    ['views/', '限时查看的完整内容 | 敏感个人信息 | 链接 5 分钟失效，文件一天内删除（存储桶生命周期）'],
  ])('lists %s: %s', (name, cells) => {
    expect(rowOf(name)).toEqual([`| \`${name}\` | ${cells} |`]);
  });

  it.each([
    [
      'filing',
      '敏感个人信息 `contents_sealed`（加密）`certificate_index`（摘要）`person_numbers`（摘要）；审核意见 `flagged`（明文） |',
    ],
    ['hand_over', '凭证 `token_index`（摘要）`device_index`（摘要）'],
    ['hand_over', '| 不予受理、放弃、过期或注销后 30 天；`token_index` 失效后 1 天；`device_index` 失效后 1 天 |'],
    ['account', '个人信息 `openid_index`（摘要）`openid_sealed`（加密）'],
    ['eligibility', '| certificateNumber | 无 | region、'],
    ['person', '| idNumber、idValidFrom、idValidTo | name、'],
  ])('says of %s: %s', (name, part) => {
    expect(rowOf(name)[0]).toContain(part);
  });

  it('names the retention period of everything', () => {
    expect(page.split('\n')).toContain('- 登录记录：失效后 180 天');
  });

  it('has every table of the desk', () => {
    expect(Object.keys(DESK_STORED).toSorted()).toEqual(Object.keys(DESK_WORK).toSorted());
    expect(page.split('\n')).toContain(
      '- `desk.judgement`：核对结论和用时。保存：最后一次核对后 1098 天。备案删除时：删除',
    );
  });

  it('is current in docs/, which `npm run docs` writes', () => {
    expect(readFileSync(join(ROOT, 'docs/data.md'), 'utf8')).toBe(page);
  });
});

interface Schema {
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/** Names of fields that let their reader act or reach something. Links are found by their format too. */
const TELLING =
  /(^|\.)(token|ticket|url|externalId|roleArn|secret|password|signature|credential|(fields|headers)\.\*)$/i;

/** What a reviewer wrote. */
const REVIEWERS = /(^|\.)(flagged|repairs|items|amendments)\[\]\.(reason|suggestion)$/;

/** The telling fields of a reply, by their paths. */
function tellingIn(
  { format, anyOf = [], oneOf = [], properties = {}, items, additionalProperties: others }: Schema,
  path: string,
): string[] {
  const below = [
    ...[...anyOf, ...oneOf].map((part) => [path, part] as const),
    ...Object.entries(properties).map(([name, part]) => [path === '' ? name : `${path}.${name}`, part] as const),
    ...(items ? [[`${path}[]`, items] as const] : []),
    ...(typeof others === 'object' ? [[`${path}.*`, others] as const] : []),
  ];
  if (below.length > 0) return below.flatMap(([name, part]) => tellingIn(part, name));
  return format === 'uri' || TELLING.test(path) || REVIEWERS.test(path) ? [path] : [];
}

describe('[P9] the links and tokens of replies, and the words of reviewers', () => {
  it('are all listed with what protects them, and nothing else is', async () => {
    const operations = Object.values(await allContracts()).flatMap((contract) => Object.entries(contract));
    const found = operations.flatMap(([name, { reply }]) =>
      tellingIn(z.toJSONSchema(reply, { io: 'output', unrepresentable: 'any' }) as Schema, '').map(
        (field) => `${name} ${field}`,
      ),
    );
    const listed = [...REPLY_SECRETS, ...REVIEWERS_WORDS].flatMap(({ operations, fields }) =>
      operations.flatMap((name) => fields.map((field) => `${name} ${field}`)),
    );

    expect(listed.toSorted()).toEqual([...new Set(found)].toSorted());
  });

  it('are on the page', () => {
    expect(rows).toContain(
      '| `signIn`、`renew` | `token` | 以本人身份调用接口 | 半小时失效；续期要用只存在本人设备上的密钥，它不在任何应答里 |',
    );
  });
});
