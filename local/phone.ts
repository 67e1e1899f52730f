import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, Markup } from 'loopback-server/html.ts';
import { listen, type Running } from 'loopback-server/http-server.ts';
import type { SentSms } from 'tencent-stand-in/sms.ts';
import { type SentMessage, valuesInOrder } from 'tencent-stand-in/wechat/subscribe-messages.ts';
import { ROOT } from '../deploy/root.ts';
import type { SentMail } from './mailbox.ts';

export interface PhoneOptions {
  readonly port: number;
  /** The messages so far, oldest first; called when the page is requested. */
  readonly weChat: () => readonly SentMessage[];
  readonly sms: () => readonly SentSms[];
  readonly mails: () => readonly SentMail[];
}

/** Starts a page that shows every WeChat message, SMS and mail that the laptop sent, newest first. It reloads by itself. */
export const startPhone = ({ port, weChat, sms, mails }: PhoneOptions): Promise<Running> =>
  listen(port, async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(weChat(), sms(), mails()));
  });

/** The design tokens of the front ends, so that this page matches the web page. */
const TOKENS = readFileSync(join(ROOT, 'ui/tokens.css'), 'utf8');
const STYLE = `${TOKENS}
body{font:16px/1.6 system-ui,'Noto Sans SC',sans-serif;max-width:40rem;margin:0 auto;padding:2rem 1rem}
body{background:var(--page);color:var(--ink)}
h1{font-size:1.5rem;margin:0}.quiet{color:var(--quiet);font-size:.875rem}
ol{list-style:none;padding:0;display:grid;gap:.75rem}
li{background:var(--card);border:1px solid var(--line);border-radius:var(--radius);padding:.75rem 1rem;overflow-wrap:anywhere}
.channel{font-weight:600}.wechat .channel{color:var(--good)}.sms .channel{color:var(--accent)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem 1rem;margin:.5rem 0 0}dt{color:var(--quiet)}dd{margin:0}
p{margin:.5rem 0 0}`;

function page(weChat: readonly SentMessage[], sms: readonly SentSms[], mails: readonly SentMail[]): string {
  const items = [
    ...weChat.map((message) => ({ sentAt: message.sentAt, item: weChatItem(message) })),
    ...sms.map((message) => ({ sentAt: message.sentAt, item: smsItem(message) })),
    ...mails.map((message) => ({ sentAt: message.sentAt, item: mailItem(message) })),
  ].sort((a, b) => b.sentAt.localeCompare(a.sentAt));
  const list = html`<ol>${items.map(({ item }) => item)}</ol>`;
  const nothing = html`<p>还没有消息。提交一份备案，或运行 npm run walk，几秒后这里会出现提醒。</p>`;
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>收到的提醒（本机）</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<h1>收到的提醒</h1>
<p class="quiet">本机模拟的微信订阅消息、短信和邮件，不会发送给任何人。本页每 5 秒刷新。</p>
${items.length > 0 ? list : nothing}
</main>
</body>
</html>`.text;
}

function weChatItem(message: SentMessage): Markup {
  const [subject = '', what = '', next = '', at = ''] = valuesInOrder(message);
  return html`<li class="wechat">
<span class="channel">微信订阅消息</span> <span class="quiet">${message.openid.slice(0, 8)}…</span>
<dl><dt>备案</dt><dd>${subject}</dd><dt>事项</dt><dd>${what}</dd><dt>提示</dt><dd>${next}</dd><dt>时间</dt><dd>${at}</dd></dl>
</li>`;
}

const smsItem = ({ phone, text, sentAt }: SentSms): Markup =>
  html`<li class="sms">
<span class="channel">短信</span> <span class="quiet">${phone} · ${beijing(sentAt)}</span>
<p>${text}</p>
</li>`;

const mailItem = ({ to, subject, text, sentAt }: SentMail): Markup =>
  html`<li class="mail">
<span class="channel">邮件</span> <span class="quiet">${to} · ${beijing(sentAt)}</span>
<p><strong>${subject}</strong></p>
<p>${text}</p>
</li>`;

const beijing = (instant: string): string =>
  new Date(instant).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });
