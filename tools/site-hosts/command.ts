import { randomBytes } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { parseArgs } from 'node:util';
import { beijingDay, beijingInstant } from '../../contracts/kit/beijing-time.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { isMainland } from '../../shared/domain/data/cloud-regions.ts';
import type { NewSiteHost, SiteHosts } from '../../shared/ports/facts/site-hosts.ts';
import { type CommandResult, limitIn, withEach } from '../outbox/command-result.ts';
import { textTable } from '../text-table.ts';
import { USAGES } from '../usages.mjs';

const USAGE = USAGES['site-hosts'];

const OPTIONS = {
  account: { type: 'string', default: '' },
  name: { type: 'string', default: '' },
  ip: { type: 'string', default: '' },
  region: { type: 'string', default: '' },
  expires: { type: 'string', default: '' },
  limit: { type: 'string', default: '100' },
  json: { type: 'boolean', default: false },
} as const;

/** The operator's list of 建站主机, which no cloud API has. */
export async function siteHostsCommand(args: readonly string[], siteHosts: SiteHosts): Promise<CommandResult> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const [command = 'list', ...ids] = positionals;
  if (command === 'list') return list(limitIn(values.limit, USAGE), values.json, siteHosts);
  if (command === 'add') return add(values, siteHosts);
  if (command === 'remove' && ids.length > 0)
    return withEach(ids, siteHosts.remove, { done: (count) => `已删除 ${count} 台。`, missing: '没有建站主机 ' });
  throw new Error(USAGE);
}

async function list(limit: number, json: boolean, siteHosts: SiteHosts): Promise<CommandResult> {
  const hosts = await siteHosts.list(limit);
  if (json) return { output: JSON.stringify({ hosts }, null, 2), code: 0 };
  if (hosts.length === 0) return { output: '还没有录入建站主机。', code: 0 };
  const rows = hosts.map((host) => [
    ...[host.id, host.publicIp, host.name, host.region],
    ...[beijingDay(host.expiresAt), host.accountId],
  ]);
  return { output: textTable([['编号', '公网 IP', '名称', '地域', '到期日', '账号'], ...rows]), code: 0 };
}

interface Given {
  readonly account: string;
  readonly name: string;
  readonly ip: string;
  readonly region: string;
  readonly expires: string;
}

async function add(given: Given, siteHosts: SiteHosts): Promise<CommandResult> {
  const host = hostOf(given);
  try {
    await siteHosts.add(host);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { output: `没有账号 ${given.account}：请用户在“云账号和授权码”页面查看自己的账号编号。`, code: 1 };
  }
  return { output: `已录入 ${host.id}。`, code: 0 };
}

/** @throws Error in Chinese that names what is wrong. */
function hostOf({ account, name, ip, region, expires }: Given): NewSiteHost {
  const wrong = [
    !/^[0-9a-f-]{36}$/i.test(account) && '--account 应为账号编号',
    name.trim() === '' && '--name 不能为空',
    !isIPv4(ip) && '--ip 应为 IPv4 地址',
    !isMainland(region) && '--region 应为中国内地的地域，例如 ap-guangzhou',
    !/^\d{4}-\d{2}-\d{2}$/.test(expires) && '--expires 应为日期，例如 2028-05-01',
  ].filter((text) => text !== false);
  if (wrong.length > 0) throw new Error(`${wrong.join('；')}。\n${USAGE}`);
  const id = `host-${randomBytes(4).toString('hex')}`;
  return { id, accountId: account, name: name.trim(), publicIp: ip, region, expiresAt: beijingInstant(expires, 0) };
}
