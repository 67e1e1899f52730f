import * as z from 'zod';
import type { VerdictKind } from '../../shared/domain/verdict.ts';
import { html, type Markup } from '../html.ts';
import type { DeskFiling, DeskVerdict, KeptDocument, Submission } from './desk-store.ts';
import { type Field, fieldGroups, fieldLabel } from './field-labels.ts';
import { DECISION_LABELS, stageOf } from './stage.ts';

/** Verdicts that carry flagged fields. */
export const RETURNS: readonly VerdictKind[] = ['returned', 'authority-returned', 'sms-failed'];

const packageData = z.object({
  organizer: z.object({ name: z.string() }).partial().optional(),
  websites: z.array(z.object({ domain: z.string() })).default([]),
  findings: z.array(z.object({ message: z.string(), field: z.string() })).default([]),
});

const page = (title: string, content: Markup): string =>
  html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/reviewer.css">
</head>
<body>
<header><a href="/">备案审核台</a><span class="quiet">本机模拟，不会提交给任何管局</span></header>
<main>${content}</main>
</body>
</html>`.text;

const RETURN_HINT = html`<span class="quiet">退回前，请先在对应的内容旁展开“退回此项”写明原因。</span>`;

/** All filings that have arrived, newest first. */
export function listPage(filings: readonly DeskFiling[]): string {
  const rows = filings.flatMap((filing) => (filing.submission ? [listRow(filing, filing.submission)] : []));
  const table = html`<table>
<thead><tr><th scope="col">域名</th><th scope="col">主办者</th><th scope="col">轮次</th><th scope="col">状态</th><th scope="col">收到时间</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;
  const empty = html`<p>还没有收到备案。提交一份备案后刷新本页。</p>`;
  return page('备案审核台', html`<h1>收到的备案</h1><section>${rows.length > 0 ? table : empty}</section>`);
}

function listRow(filing: DeskFiling, { data, round, receivedAt }: Submission): Markup {
  const { organizer, websites } = packageData.parse(data);
  const domains = websites.map(({ domain }) => domain).join('、');
  return html`<tr>
<td><a href="/filings/${filing.filingId}">${domains || filing.filingId}</a></td>
<td>${organizer?.name ?? ''}</td>
<td>第 ${round} 轮</td>
<td><span class="stage">${stageOf(filing).label}</span></td>
<td>${beijing(receivedAt)}</td>
</tr>`;
}

/** One filing: what was handed in, what was decided, and what may be decided now. */
export function filingPage({
  filing,
  submission,
  notice,
}: {
  filing: DeskFiling;
  submission: Submission;
  notice?: string | undefined;
}): string {
  const { websites } = packageData.parse(submission.data);
  const stage = stageOf(filing);
  const canReturn = stage.decisions.some((kind) => RETURNS.includes(kind));
  const title = websites.map(({ domain }) => domain).join('、') || '备案';
  return page(
    title,
    html`<h1>${title}</h1>
<p class="quiet"><span class="stage">${stage.label}</span> 第 ${submission.round} 轮，${beijing(submission.receivedAt)} 收到</p>
${notice ? html`<section class="notice" role="alert">${notice}</section>` : ''}
<form method="post" action="/filings/${filing.filingId}/decisions">
<input type="hidden" name="round" value="${submission.round}">
${fieldGroups(submission.data).map(
  ({ title: group, fields }) =>
    html`<section><h2>${group}</h2><table class="fields">${fields.map((field) => fieldRow(field, canReturn))}</table></section>`,
)}
${findingsSection(submission)}
${picturesSection(filing.filingId, submission.documents)}
${timeline(filing.verdicts)}
${actions(stage.decisions)}
</form>`,
  );
}

function fieldRow({ path, label, value, correctable }: Field, canReturn: boolean): Markup {
  const form = html`<td><details><summary aria-label="退回此项：${label}">退回此项</summary>
<label>原因<input name="reason:${path}" maxlength="200" autocomplete="off"></label>
<label>怎样修改<input name="suggestion:${path}" maxlength="200" autocomplete="off"></label>
</details></td>`;
  return html`<tr><th scope="row" class="label">${label}</th><td class="value">${value}</td>${canReturn ? (correctable ? form : html`<td></td>`) : ''}</tr>`;
}

function findingsSection({ data }: Submission): Markup | string {
  const { findings } = packageData.parse(data);
  if (findings.length === 0) return '';
  return html`<section><h2>机器检查的提示</h2><ul>${findings.map(({ message, field }) => html`<li>${fieldLabel(field)}：${message}</li>`)}</ul></section>`;
}

function picturesSection(filingId: string, documents: readonly KeptDocument[]): Markup | string {
  if (documents.length === 0) return '';
  return html`<section><h2>材料</h2><div class="pictures">${documents.map((each) => picture(filingId, each))}</div></section>`;
}

function picture(filingId: string, { id, label, contentType }: KeptDocument): Markup {
  const link = `/filings/${filingId}/documents/${encodeURIComponent(id)}`;
  const view = contentType.startsWith('video/')
    ? html`<video src="${link}" controls preload="metadata" aria-label="${label}"></video>`
    : html`<a href="${link}"><img src="${link}" alt="${label}" loading="lazy"></a>`;
  return html`<figure>${view}<figcaption>${label}</figcaption></figure>`;
}

function timeline(verdicts: readonly DeskVerdict[]): Markup | string {
  if (verdicts.length === 0) return '';
  const lines = verdicts.map(
    ({ round, kind, at, flagged, numbers, delivered }) => html`<li>
${beijing(at)} 第 ${round} 轮 ${(DECISION_LABELS as Readonly<Record<string, string>>)[kind] ?? kind}
${numbers ? html`，${numbers.organizer}` : ''}${delivered ? '' : html` <span class="quiet">（通知未送达）</span>`}
${flagged.length > 0 ? html`<ul>${flagged.map(({ field, reason }) => html`<li>${fieldLabel(field)}：${reason}</li>`)}</ul>` : ''}
</li>`,
  );
  return html`<section><h2>审核记录</h2><ol>${lines}</ol></section>`;
}

function actions(decisions: readonly VerdictKind[]): Markup | string {
  if (decisions.length === 0) return '';
  const buttons = decisions.map(
    (kind) =>
      html`<button name="kind" value="${kind}" class="${RETURNS.includes(kind) ? 'no' : 'yes'}">${DECISION_LABELS[kind]}</button>`,
  );
  return html`<section class="actions" aria-label="审核操作">${buttons}${decisions.some((kind) => RETURNS.includes(kind)) ? RETURN_HINT : ''}</section>`;
}

const beijingTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});
const beijing = (iso: string): string => beijingTime.format(new Date(iso));
