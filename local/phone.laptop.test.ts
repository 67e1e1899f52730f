import type { Running } from 'loopback-server/http-server.ts';
import type { SentSms } from 'tencent-stand-in/sms.ts';
import type { SentMessage } from 'tencent-stand-in/wechat/subscribe-messages.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SentMail } from './mailbox.ts';
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

const MAIL: SentMail = {
  to: 'zhou@example.com',
  subject: '网站备案：验证码',
  text: '你的验证码为004217。',
  messageId: '<code.1@mail.example.cn>',
  sentAt: '2026-11-25T06:05:00.000Z',
};

let arrived: { weChat: SentMessage[]; sms: SentSms[]; mails: SentMail[] };
let phone: Running;
beforeEach(async () => {
  arrived = { weChat: [], sms: [], mails: [] };
  phone = await startPhone({
    port: 0,
    weChat: () => arrived.weChat,
    sms: () => arrived.sms,
    mails: () => arrived.mails,
  });
});
afterEach(() => phone.stop());

const shown = async () => (await fetch(phone.url)).text();

describe('the page of sent messages', () => {
  it('explains what to do while there are none', async () => {
    expect(await shown()).toContain('还没有消息');
  });

  it('shows WeChat messages, SMS and mails, the newest first, with the time in Beijing', async () => {
    arrived = { weChat: [WECHAT], sms: [SMS], mails: [MAIL] };

    const page = await shown();

    const order = ['class="mail"', 'class="sms"', 'class="wechat"'].map((mark) => page.indexOf(mark));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    expect(page).toContain('zhou@example.com · 2026/11/25 14:05:00');
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
