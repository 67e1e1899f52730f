import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { outboxCommand } from './command.ts';

const clock = testClock('2026-11-25T02:00:00Z');
const { test, instance } = await testInstance(clock);
beforeEach(async () => {
  await test.query('delete from outbox');
  const keys = ['submit/f1/1', 'reminder/approved/f1/v7/account', 'sent'];
  await instance.outbox.add(keys.map((key) => ({ topic: 'reminder', key, payload: {} })));
  await instance.outbox.park('submit/f1/1', 'review-desk: refused (HTTP 422)');
  await instance.outbox.park('reminder/approved/f1/v7/account', 'wechat: refused (40037)');
});

const run = (...args: string[]) => outboxCommand(args, instance.outbox);
const states = async () =>
  (await test.query<{ state: string }>('select state from outbox order by key')).map(({ state }) => state);

describe('npm run outbox', () => {
  it('lists the parked messages, and why', async () => {
    const { output, code } = await run();

    expect(code).toBe(0);
    expect(output.split('\n')[0]).toMatch(/^写入时间（UTC）\s+次数\s+原因\s+编号$/);
    expect(output).toMatch(/2026-11-25 02:00:00 +1 +review-desk: refused \(HTTP 422\) +submit\/f1\/1/);
    expect(output).not.toContain('sent');
  });

  it('reports when there are none', async () => {
    await run('retry', '--all');

    expect((await run('list')).output).toBe('没有已停发的消息。');
  });

  it('[D3] sends one again by its key', async () => {
    expect(await run('retry', 'submit/f1/1')).toEqual({ output: '1 条消息将重新发送。', code: 0 });
    expect(await states()).toEqual(['parked', 'waiting', 'waiting']);
  });

  it('sends all again, as JSON for scripts', async () => {
    const { output } = await run('retry', '--all', '--json');

    expect(JSON.parse(output)).toEqual({
      retried: expect.arrayContaining(['submit/f1/1', 'reminder/approved/f1/v7/account']),
      unknown: [],
    });
    expect(await states()).toEqual(['waiting', 'waiting', 'waiting']);
  });

  it('lists as many as it is told, and says how many there are; `--all` means them all', async () => {
    expect((await run('list', '--limit', '1')).output.split('\n').slice(2)).toEqual(['只列出 1 条，共 2 条。']);
    expect((await run('retry', '--all', '--limit', '1')).output).toBe('2 条消息将重新发送。');
  });

  it('resends more than a list shows by itself', async () => {
    const keys = Array.from({ length: 60 }, (_, index) => `submit/many/${index}`);
    await instance.outbox.add(keys.map((key) => ({ topic: 'reminder', key, payload: {} })));
    for (const key of keys) await instance.outbox.park(key, 'review-desk: timeout');

    expect((await run()).output).toContain('只列出 50 条，共 62 条。');
    expect((await run('retry', '--all')).output).toBe('62 条消息将重新发送。');
  });

  it('ends with 1 for a key that is not parked', async () => {
    expect(await run('retry', 'sent')).toEqual({ output: '0 条消息将重新发送。\n没有停发的消息 sent', code: 1 });
  });

  it.each([[['retry']], [['drop', 'x']], [['list', '--limit', 'many']]])('prints the usage for %j', async (args) => {
    await expect(run(...args)).rejects.toThrow('npm run outbox');
  });
});
