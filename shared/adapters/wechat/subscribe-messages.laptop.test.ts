import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAPTOP_SUBSCRIBE_TEMPLATES, valuesInOrder } from 'tencent-stand-in/wechat/subscribe-messages.ts';
import { LAPTOP_MINI_PROGRAM, openidOfName, startWeChat, type WeChatStandIn } from 'tencent-stand-in/wechat.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubscribeMessage } from '../../ports/messages/reminders.ts';
import { createSubscribeMessages, type SubscribeSettings, subscribeTemplates } from './subscribe-messages.ts';

let dir: string;
let platform: WeChatStandIn;
const at = new Date('2026-11-25T06:03:00Z');

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wechat-'));
  platform = await startWeChat({ port: 0, dir, log: () => {} });
});
afterAll(async () => {
  await platform.stop();
  await rm(dir, { recursive: true });
});

const opened = (changes: Partial<SubscribeSettings> = {}) =>
  createSubscribeMessages({
    ...LAPTOP_MINI_PROGRAM,
    endpoint: platform.url,
    version: 'trial',
    timeoutSeconds: 5,
    clock: { now: () => new Date() },
    templates: subscribeTemplates(LAPTOP_SUBSCRIBE_TEMPLATES),
    ...changes,
  });
const message = (changes: Partial<SubscribeMessage> = {}): SubscribeMessage => ({
  id: 'reminder/returned/f1/v3/account',
  openid: openidOfName('林小满'),
  template: 'action',
  subject: 'yunfan-keji.cn',
  what: '备案申请未通过初审',
  next: '请按修改建议在45天内重新提交',
  at,
  filingId: 'f1',
  ...changes,
});

describe('a subscribe message', () => {
  it('fills in the keywords of its template, with the time in Beijing, and opens the filing’s progress', async () => {
    expect(await opened().send(message())).toBe('sent');

    const sent = platform.messages().at(-1);
    expect(sent && valuesInOrder(sent)).toEqual([
      'yunfan-keji.cn',
      '备案申请未通过初审',
      '请按修改建议在45天内重新提交',
      '2026年11月25日 14:03',
    ]);
    expect(sent?.page).toBe('pages/progress/index?filingId=f1&notice=reminder%2Freturned%2Ff1%2Fv3%2Faccount');
  });

  it('truncates what is longer than WeChat accepts', async () => {
    await opened().send(message({ subject: 'a-very-long-name-of-a-website.example.cn', filingId: undefined }));

    const sent = platform.messages().at(-1);
    expect(sent && valuesInOrder(sent)[0]).toBe('a-very-long-name-of…');
    expect(sent?.page).toBeUndefined();
  });

  it('is not sent where the operator has no such template', async () => {
    expect(await opened({ templates: {} }).send(message())).toBe('not-set-up');
  });

  it('ends when the person accepts none, or is unknown', async () => {
    platform.refuseMessages(openidOfName('周明远'));

    expect(await opened().send(message({ openid: openidOfName('周明远') }))).toBe('refused');
    expect(await opened().send(message({ openid: 'somebody' }))).toBe('unreachable');
  });

  it.each([
    [-1, 'throttled'],
    [45009, 'throttled'],
    [40037, 'refused'],
    [47003, 'refused'],
    [12345, 'broken'],
  ] as const)('[V1] fails with errcode %i as %s', async (errcode, kind) => {
    const weChat = opened();
    await weChat.send(message());
    platform.failNext(errcode);

    await expect(weChat.send(message())).rejects.toMatchObject({ port: 'wechat', kind, vendorCode: String(errcode) });
  });

  it('gets a new access token when WeChat calls the old one stale', async () => {
    const weChat = opened();
    await weChat.send(message());
    platform.failNext(42001);

    expect(await weChat.send(message())).toBe('sent');
  });
});
