import type { Running } from 'loopback-server/http-server.ts';
import type { SentSms } from 'tencent-stand-in/sms.ts';
import type { SentMessage } from 'tencent-stand-in/wechat/subscribe-messages.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPhone } from './phone.ts';

const WECHAT: SentMessage = {
  openid: 'oAbCdEfGhIjKlMnOpQrStUvWxYz0',
  templateId: 'laptop-action-template',
  page: 'pages/progress/index?filingId=f1',
  values: {
    thing4: 'yunfan-keji.cn',
    thing1: '备案申请未通过初审',
    thing7: '请按修改建议在45天内重新提交',
    time2: '2026年11月25日 14:03',
  },
  sentAt: '2026-11-25T06:03:00.000Z',
};
const SMS: SentSms = {
  phone: '+8613822230017',
  text: '【备案服务】<b>备案已通过</b>',
  sessionContext: 'reminder/approved/f1/v7/principal',
  sentAt: '2026-11-25T06:04:00.000Z',
};

let arrived: { weChat: SentMessage[]; sms: SentSms[] };
let phone: Running;
beforeEach(async () => {
  arrived = { weChat: [], sms: [] };
  phone = await startPhone({ port: 0, weChat: () => arrived.weChat, sms: () => arrived.sms });
});
afterEach(() => phone.stop());

const shown = async () => (await fetch(phone.url)).text();

describe('the page of sent messages', () => {
  it('explains what to do while there are none', async () => {
    expect(await shown()).toContain('还没有消息');
  });

  it('shows WeChat messages and SMS, the newest first, with the time in Beijing', async () => {
    arrived = { weChat: [WECHAT], sms: [SMS] };

    const page = await shown();

    expect(page.indexOf('短信')).toBeLessThan(page.lastIndexOf('微信订阅消息'));
    expect(page).toContain('<dt>备案</dt><dd>yunfan-keji.cn</dd><dt>事项</dt><dd>备案申请未通过初审</dd>');
    expect(page).toContain('+8613822230017 · 2026/11/25 14:04:00');
    expect(page).not.toContain('还没有消息');
  });

  it('escapes text', async () => {
    arrived.sms = [SMS];

    expect(await shown()).toContain('&lt;b&gt;备案已通过&lt;/b&gt;');
  });

  it('serves no other path', async () => {
    expect((await fetch(`${phone.url}/favicon.ico`)).status).toBe(404);
    expect((await fetch(phone.url, { method: 'POST' })).status).toBe(404);
  });
});
