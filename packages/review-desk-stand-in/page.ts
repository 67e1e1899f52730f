import { html, type Markup } from 'loopback-server/html.ts';

/** A page of the desk. `place` is the address that the menu marks as the current one. */
export const page = (title: string, place: string, content: Markup): string =>
  html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 备案审核台</title>
<link rel="stylesheet" href="/reviewer.css">
</head>
<body>
<header class="bar">
<strong>备案审核台</strong>
<nav aria-label="主菜单">${menuLink('/', '备案', place)}${menuLink('/drill', '故障演练', place)}</nav>
<span class="quiet">本机模拟，不会提交给任何管局</span>
</header>
<main>${content}</main>
</body>
</html>`.text;

const menuLink = (href: string, label: string, place: string): Markup =>
  href === place ? html`<a href="${href}" aria-current="page">${label}</a>` : html`<a href="${href}">${label}</a>`;

const beijingTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An ISO 8601 instant in Beijing time. */
export const beijing = (iso: string): string => beijingTime.format(new Date(iso));
