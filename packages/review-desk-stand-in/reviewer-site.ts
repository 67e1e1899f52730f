import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from 'loopback-server/http-server.ts';
import type { DeskFiling, DeskStore, Submission } from './desk-store.ts';
import { drillPage } from './drill-page.ts';
import { type Controls, deskFaults } from './faults.ts';
import { filingPage } from './filing-page.ts';
import { listPage } from './list-page.ts';
import type { Reviewer } from './reviewer.ts';
import { DECISION_LABELS, RETURNS, stageOf } from './stage.ts';
import type { FlaggedField } from './verdict.ts';
import { type FilingWords, knownSuggestion } from './words.ts';

const STYLES = readFileSync(new URL('reviewer-page.css', import.meta.url), 'utf8');
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // The pages show applicants' text and files; none of it may run.
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};
const MAX_FORM_BYTES = 256 * 1024;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

const answer = (status: number, type: string, body: string | Buffer): Answer => ({
  status,
  headers: { 'content-type': type },
  body,
});
const htmlPage = (status: number, body: string): Answer => answer(status, 'text/html; charset=utf-8', body);
const goTo = (location: string): Answer => ({ status: 303, headers: { location }, body: '' });
const NOT_FOUND = answer(404, 'text/plain; charset=utf-8', '没有这个页面。');

export interface ReviewerSiteSettings {
  readonly store: DeskStore;
  readonly reviewer: Reviewer;
  readonly controls: Controls;
  readonly words: FilingWords;
  /** CSS that sets the variables of `reviewer-page.css`. */
  readonly colours: string;
}

/** The reviewer's pages. They need no script. */
export function createReviewerSite({ store, reviewer, controls, words, colours }: ReviewerSiteSettings) {
  function decide(form: URLSearchParams, filing: DeskFiling, submission: Submission): Answer {
    const kind = stageOf(filing).decisions.find((each) => each === form.get('kind'));
    const flagged = flaggedIn(form, words);
    const refuse = (notice: string) => htmlPage(422, filingPage({ filing, submission, words, notice, form }));
    if (!kind || form.get('round') !== String(submission.round))
      return refuse('这份备案的状态已经变化，请按当前内容重新审核。');
    const label = DECISION_LABELS[kind];
    if (RETURNS.includes(kind) && flagged.length === 0) return refuse(`选择“${label}”时，请至少为一项内容填写原因。`);
    if (!RETURNS.includes(kind) && flagged.length > 0)
      return refuse(`已填写退回原因，不能选择“${label}”。请退回，或清空原因。`);
    reviewer.decide(filing.filingId, { kind, flagged });
    return goTo(`/filings/${filing.filingId}`);
  }

  function turnKnobs(form: URLSearchParams): Answer {
    const { mode, ...given } = Object.fromEntries([...form].filter(([, value]) => value.trim() !== ''));
    const faults = deskFaults.safeParse(given);
    if (!faults.success) return htmlPage(422, drillPage(controls, '请填写范围内的数字。'));
    controls.setFaults(faults.data);
    controls.setMode(mode === 'automatic' ? 'automatic' : 'manual');
    return goTo('/drill');
  }

  function showFiling(path: string): Answer {
    const [, filingId = '', documentId] = /^\/filings\/([\w-]+)(?:\/documents\/([\w.%-]+))?$/.exec(path) ?? [];
    const filing = store.find(filingId);
    if (!filing?.submission) return NOT_FOUND;
    if (documentId === undefined) return htmlPage(200, filingPage({ filing, submission: filing.submission, words }));
    const document = filing.submission.documents.find(({ id }) => id === decodeURIComponent(documentId));
    return document ? answer(200, document.contentType, store.document(filingId, document.id)) : NOT_FOUND;
  }

  function show({ pathname, searchParams }: URL): Answer {
    if (pathname === '/') return htmlPage(200, listPage(store.all(), searchParams.get('show')));
    if (pathname === '/reviewer.css') return answer(200, 'text/css; charset=utf-8', `${colours}\n${STYLES}`);
    return pathname === '/drill' ? htmlPage(200, drillPage(controls)) : showFiling(pathname);
  }

  async function take(request: IncomingMessage, { pathname }: URL): Promise<Answer> {
    // A page of another site must not decide with the reviewer's browser.
    if (!['same-origin', 'none', undefined].includes(request.headers['sec-fetch-site']?.toString())) return NOT_FOUND;
    const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES))?.toString('utf8'));
    if (pathname === '/drill') return turnKnobs(form);
    const filing = store.find(/^\/filings\/([\w-]+)\/decisions$/.exec(pathname)?.[1] ?? '');
    return filing?.submission ? decide(form, filing, filing.submission) : NOT_FOUND;
  }

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const { status, headers, body } = request.method === 'POST' ? await take(request, url) : show(url);
    response.writeHead(status, { ...HEADERS, ...headers }).end(body);
  };
}

/** A field with a reason is flagged. For a reason of the list, the list's suggestion is the default. */
function flaggedIn(form: URLSearchParams, words: FilingWords): readonly FlaggedField[] {
  return [...form].flatMap(([name, text]) => {
    const field = /^reason:(.+)$/.exec(name)?.[1];
    const reason = text.trim();
    if (!field || !reason) return [];
    const suggestion = form.get(`suggestion:${field}`)?.trim() || knownSuggestion(words, field, reason);
    return [{ field, reason, ...(suggestion ? { suggestion } : {}) }];
  });
}
