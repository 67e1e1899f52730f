import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { siteHostsCommand } from './command.ts';

const clock = testClock('2026-11-25T02:00:00Z');
const { instance } = await testInstance(clock);
const { accountId } = await instance.accounts.signIn(instance.ids.secret());

const run = (...args: string[]) => siteHostsCommand(args, instance.siteHosts);
const HOST = ['--name', '官网', '--ip', '203.0.113.90', '--region', 'ap-guangzhou', '--expires', '2028-05-01'];

describe('npm run site-hosts', () => {
  it('enters a host for an account, which can pick it from then on; lists it, and removes it', async () => {
    const { output } = await run('add', '--account', accountId, ...HOST);
    const [id = ''] = /host-[0-9a-f]{8}/.exec(output) ?? [];
    const listed = await run('list');
    const owned = await instance.siteHosts.ofAccount(accountId);

    expect(owned).toMatchObject([
      {
        resource: { kind: 'resource', product: 'site-host', region: 'ap-guangzhou', resourceId: id },
        name: '官网',
        facts: {
          inMainland: true,
          prepaid: true,
          publicIps: ['203.0.113.90'],
          expiresAt: new Date('2028-04-30T16:00:00Z'),
        },
      },
    ]);
    expect(listed.output).toMatch(/203\.0\.113\.90 +官网 +ap-guangzhou +2028-05-01/);
    expect(await run('remove', id, 'host-00000000')).toEqual({
      output: '已删除 1 台。\n没有建站主机 host-00000000',
      code: 1,
    });
    expect((await run()).output).toBe('还没有录入建站主机。');
  });

  it('says that there is no such account', async () => {
    const { output, code } = await run('add', '--account', instance.ids.uuid(), ...HOST);

    expect([code, output]).toEqual([1, expect.stringContaining('没有账号')]);
  });

  it('names everything that is wrong', async () => {
    await expect(run('add', '--ip', '1.2.3', '--region', 'ap-hongkong')).rejects.toThrow(
      '--account 应为账号编号；--name 不能为空；--ip 应为 IPv4 地址；--region 应为中国内地的地域，例如 ap-guangzhou；--expires 应为日期',
    );
  });

  it.each([[['remove']], [['drop', 'x']], [['list', '--limit', 'many']]])('prints the usage for %j', async (args) => {
    await expect(run(...args)).rejects.toThrow('npm run site-hosts');
  });
});
