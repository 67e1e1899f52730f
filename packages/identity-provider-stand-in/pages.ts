import { html, type Markup } from 'loopback-server/html.ts';
import type { Person } from './staff.ts';

const page = (title: string, content: Markup): string =>
  html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 公司统一登录（本机模拟）</title>
<style>
body { font: 16px/1.6 sans-serif; margin: 0 auto; max-width: 30rem; padding: 2rem 1rem; color: #1f2329; background: #fff }
h1 { font-size: 1.25rem } fieldset { border: 1px solid #c4c8ce; border-radius: 6px; padding: .5rem 1rem }
label { display: block; padding: .25rem 0 }
input[type=password], input[name=code] { font: inherit; padding: .4rem; width: 12rem }
button { font: inherit; padding: .4rem 1.2rem; margin-top: 1rem }
.wrong { color: #b3261e }
td, th { text-align: left; padding: .2rem 1rem .2rem 0 }
</style>
</head>
<body><main>${content}</main></body>
</html>`.text;

const wrong = (text: string): Markup => (text === '' ? html`` : html`<p class="wrong" role="alert">${text}</p>`);

/** The first step: who, and their password. */
export const passwordPage = (people: readonly Person[], password: string, trouble = ''): string =>
  page(
    '登录',
    html`<h1>公司统一登录</h1>${wrong(trouble)}
<form method="post">
<fieldset><legend>你是谁</legend>
${people.map(
  ({ id, name, roles }) =>
    html`<label><input type="radio" name="person" value="${id}" required> ${name}（${roles.join('、') || '没有岗位'}）</label>`,
)}
</fieldset>
<label>密码 <input type="password" name="password" autocomplete="current-password" required></label>
<p>这是本机模拟的登录服务，人名是虚构的，密码都是 ${password}。</p>
<button>下一步</button>
</form>`,
  );

/** The second step: the authenticator's code. */
export const codePage = ({ name }: Person, trouble = ''): string =>
  page(
    '两步验证',
    html`<h1>${name}，请输入验证器上的 6 位数字</h1>${wrong(trouble)}
<form method="post">
<label>验证码 <input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" required autofocus></label>
<p>验证码在<a href="/authenticator" target="_blank">手机上的验证器</a>里，每 30 秒更换，每个只能用一次。</p>
<button>登录</button>
</form>`,
  );

/** Everybody's phone. */
export const authenticatorPage = (codes: readonly { readonly name: string; readonly code: string }[]): string =>
  page(
    '验证器',
    html`<h1>手机上的验证器</h1>
<table><thead><tr><th>姓名</th><th>验证码</th></tr></thead>
<tbody>${codes.map(({ name, code }) => html`<tr><td>${name}</td><td>${code}</td></tr>`)}</tbody></table>`,
  );

/** A sign-in that can't go on. @param why in the words of the protocol */
export const errorPage = (why: string): string =>
  page(
    '不能登录',
    html`<h1>不能登录</h1>
<p>登录已过期或不完整（${why}）。请回到工作台，重新登录。</p>`,
  );
