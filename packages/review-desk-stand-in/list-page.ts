import { html, type Markup } from 'loopback-server/html.ts';
import * as z from 'zod/mini';
import type { DeskFiling, Submission } from './desk-store.ts';
import { beijing, page } from './page.ts';
import { isOpen, stageOf } from './stage.ts';

const packageData = z.object({
  organizer: z.optional(z.partial(z.object({ name: z.string() }))),
  websites: z._default(z.array(z.object({ domain: z.string() })), []),
});

/** Received filings, newest first: those that need a decision, or with `show` = `all` every one. */
export function listPage(filings: readonly DeskFiling[], show: string | null): string {
  const arrived = filings.flatMap((filing) => (filing.submission ? [{ filing, submission: filing.submission }] : []));
  const open = arrived.filter(({ filing }) => isOpen(filing));
  const shown = show === 'all' ? arrived : open;
  const empty = html`<p class="empty">${arrived.length === 0 ? '还没有收到备案。提交一份备案后刷新本页。' : '没有待处理的备案。'}</p>`;
  return page(
    '收到的备案',
    '/',
    html`<h1>收到的备案</h1>
<nav class="tabs" aria-label="筛选">${tab('/', `待处理 ${open.length}`, show !== 'all')}
${tab('/?show=all', `全部 ${arrived.length}`, show === 'all')}</nav>
<section class="card">${shown.length > 0 ? table(shown.map(({ filing, submission }) => row(filing, submission))) : empty}</section>`,
  );
}

const tab = (href: string, label: string, isCurrent: boolean): Markup =>
  isCurrent ? html`<a href="${href}" aria-current="true">${label}</a>` : html`<a href="${href}">${label}</a>`;

const table = (rows: readonly Markup[]): Markup => html`<table class="list">
<thead><tr><th scope="col">域名</th><th scope="col">主办者</th><th scope="col">轮次</th>
<th scope="col">状态</th><th scope="col">收到时间</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;

function row(filing: DeskFiling, { data, round, receivedAt }: Submission): Markup {
  const { organizer, websites } = packageData.parse(data);
  const domains = websites.map(({ domain }) => domain).join('、');
  const { label, tone } = stageOf(filing);
  return html`<tr>
<td><a href="/filings/${filing.filingId}">${domains || filing.filingId}</a></td>
<td>${organizer?.name ?? ''}</td>
<td>第 ${round} 轮</td>
<td><span class="stage ${tone}">${label}</span></td>
<td class="quiet">${beijing(receivedAt)}</td>
</tr>`;
}
