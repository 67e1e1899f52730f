import { html, type Markup } from 'loopback-server/html.ts';
import * as z from 'zod/mini';
import type { DeskFiling, DeskVerdict, KeptDocument, Submission } from './desk-store.ts';
import { type Field, fieldGroups, pathOfDocument, valueInWords, whoseDocument } from './package-fields.ts';
import { beijing, page } from './page.ts';
import { DECISION_LABELS, RETURNS, stageOf } from './stage.ts';
import type { VerdictKind } from './verdict.ts';
import { type FilingWords, type ReturnReason, usualReasons } from './words.ts';

const packageData = z.object({
  websites: z._default(z.array(z.object({ id: z.string(), domain: z.string() })), []),
  findings: z._default(z.array(z.object({ ruleId: z.string(), message: z.string(), field: z.string() })), []),
  repairs: z._default(
    z.array(z.object({ item: z.number(), field: z.string(), changed: z.boolean(), word: z.optional(z.string()) })),
    [],
  ),
  change: z.optional(
    z.object({
      items: z.array(z.object({ field: z.string(), before: z.optional(z.unknown()), after: z.optional(z.unknown()) })),
    }),
  ),
});
type Repair = z.infer<typeof packageData>['repairs'][number];

interface FilingView {
  readonly filing: DeskFiling;
  readonly submission: Submission;
  readonly words: FilingWords;
  readonly notice?: string;
  /** The input of a refused form, to be shown again. */
  readonly form?: URLSearchParams;
}

/** One filing: its package, the pre-check's findings, the verdicts so far, and the possible decisions. */
export function filingPage({ filing, submission, words, notice, form = new URLSearchParams() }: FilingView): string {
  const { data, documents, round, receivedAt } = submission;
  const { websites, findings, repairs, change } = packageData.parse(data);
  const { label, tone, decisions } = stageOf(filing);
  const canReturn = decisions.some((kind) => RETURNS.includes(kind));
  const title = websites.map(({ domain }) => domain).join('、') || '备案';
  const returnForm = (path: string, name: string) =>
    canReturn ? reasonForm(path, name, form, usualReasons(words, path)) : '';
  return page(
    title,
    '',
    html`<p><a href="/">← 返回列表</a></p>
<h1>${title}</h1>
<p><span class="stage ${tone}">${label}</span> <span class="quiet">第 ${round} 轮，${beijing(receivedAt)} 收到</span></p>
${notice ? html`<p class="notice" role="alert">${notice}</p>` : ''}
<form method="post" action="/filings/${filing.filingId}/decisions">
<input type="hidden" name="round" value="${round}">
${repairs.length > 0 ? repairsCard(repairs, reasonsBefore(filing), words) : ''}
${change ? changeCard(change.items, words) : ''}
${findings.length > 0 ? findingsCard(findings, words) : ''}
${documents.length > 0 ? picturesCard(filing.filingId, submission, returnForm) : ''}
${fieldGroups(data, words).map(
  ({ title: heading, fields }) => html`<section class="card"><h2>${heading}</h2>
<dl>${fields.map((field) => fieldRow(field, returnForm))}</dl></section>`,
)}
${filing.verdicts.length > 0 ? historyCard(filing.verdicts, words) : ''}
${decisions.length > 0 ? decisionBar(decisions, canReturn) : ''}
</form>`,
  );
}

type ReturnForm = (path: string, name: string) => Markup | string;

const fieldRow = ({ path, label, value, correctable }: Field, returnForm: ReturnForm): Markup =>
  html`<div class="field"><dt>${label}</dt><dd>${value}${correctable ? returnForm(path, label) : ''}</dd></div>`;

function reasonForm(path: string, name: string, form: URLSearchParams, usual: readonly ReturnReason[]): Markup {
  const [reason, suggestion] = [form.get(`reason:${path}`) ?? '', form.get(`suggestion:${path}`) ?? ''];
  const list = usual.length > 0 ? html`list="usual:${path}"` : '';
  return html`<details ${reason ? html`open` : ''}><summary aria-label="退回：${name}">退回</summary>
<label>原因<input name="reason:${path}" value="${reason}" maxlength="200" autocomplete="off" ${list}></label>
<label>怎样修改<input name="suggestion:${path}" value="${suggestion}" maxlength="200" autocomplete="off"></label>
${usual.length > 0 ? html`<datalist id="usual:${path}">${usual.map((each) => html`<option value="${each.reason}">`)}</datalist>` : ''}
</details>`;
}

const findingsCard = (findings: z.infer<typeof packageData>['findings'], { fieldName }: FilingWords): Markup =>
  html`<section class="card warn"><h2>机器检查的提示</h2><ul>${findings.map(
    ({ ruleId, message, field }) =>
      html`<li><strong>${fieldName(field)}</strong>：${message} <span class="quiet">${ruleId}</span></li>`,
  )}</ul></section>`;

/** What was flagged in the round before this one. */
const reasonsBefore = ({ submission, verdicts }: DeskFiling): readonly string[] =>
  verdicts
    .findLast(({ round, kind }) => round < (submission?.round ?? 0) && (RETURNS as readonly string[]).includes(kind))
    ?.flagged.map(({ reason }) => reason) ?? [];

/** What the applicant made of each item: the reviewer reads it before they look for it themselves. */
const repairsCard = (repairs: readonly Repair[], reasons: readonly string[], { fieldName }: FilingWords): Markup =>
  html`<section class="card"><h2>上次退回的内容</h2><ul>${repairs.map(
    ({ item, field, changed, word }) => html`<li><strong>${fieldName(field)}</strong>：${changed ? '已修改' : '没有改'}
${reasonLine(reasons[item - 1])}
${word ? html`<p>申请人说明：${word}</p>` : ''}</li>`,
  )}</ul></section>`;

/** Old beside new: what the change makes different, and nothing else. */
const changeCard = (items: NonNullable<z.infer<typeof packageData>['change']>['items'], words: FilingWords): Markup =>
  html`<section class="card warn"><h2>变更内容</h2><dl>${items.map(
    ({ field, before, after }) => html`<div class="field"><dt>${words.fieldName(field)}</dt>
<dd><span class="quiet">变更前：${valueInWords(before, field, words)}</span><br>变更后：${valueInWords(after, field, words)}</dd></div>`,
  )}</dl></section>`;

const reasonLine = (reason: string | undefined): Markup | string =>
  reason ? html`<p class="quiet">上次的意见：${reason}</p>` : '';

function picturesCard(filingId: string, { data, documents }: Submission, returnForm: ReturnForm): Markup {
  return html`<section class="card"><h2>材料</h2><div class="pictures">${documents.map((document) => {
    const path = pathOfDocument(document, data);
    return html`<figure>${picture(filingId, document)}
<figcaption>${document.label}<span class="quiet"> ${whoseDocument(document, data)}</span></figcaption>
${returnForm(path, document.label)}</figure>`;
  })}</div></section>`;
}

function picture(filingId: string, { id, label, contentType }: KeptDocument): Markup {
  const link = `/filings/${filingId}/documents/${encodeURIComponent(id)}`;
  if (contentType.startsWith('video/'))
    return html`<video src="${link}" controls preload="metadata" aria-label="${label}"></video>`;
  return html`<a href="${link}"><img src="${link}" alt="${label}，点开看大图" loading="lazy"></a>`;
}

function historyCard(verdicts: readonly DeskVerdict[], { fieldName }: FilingWords): Markup {
  const lines = verdicts.map(
    ({ round, kind, at, flagged, numbers, delivered }) => html`<li>
<span class="quiet">${beijing(at)} 第 ${round} 轮</span> ${(DECISION_LABELS as Readonly<Record<string, string>>)[kind] ?? kind}
${numbers ? html`：${numbers.organizer}` : ''}${delivered ? '' : html` <span class="quiet">（通知未送达）</span>`}
${flagged.length > 0 ? html`<ul>${flagged.map(({ field, reason }) => html`<li>${fieldName(field)}：${reason}</li>`)}</ul>` : ''}
</li>`,
  );
  return html`<section class="card"><h2>审核记录</h2><ol>${lines}</ol></section>`;
}

function decisionBar(decisions: readonly VerdictKind[], canReturn: boolean): Markup {
  const buttons = decisions.map((kind, place) => {
    const tone = RETURNS.includes(kind) ? 'no' : place === 0 ? 'primary' : '';
    return html`<button name="kind" value="${kind}" class="${tone}">${DECISION_LABELS[kind]}</button>`;
  });
  const hint = html`<span class="quiet">退回前，请先在对应的内容下展开“退回”写明原因。</span>`;
  return html`<section class="card decisions" aria-label="审核操作">${buttons}${canReturn ? hint : ''}</section>`;
}
