import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FlaggedField } from '../../shared/domain/filing.ts';
import { readBody } from '../http-server.ts';
import type { DeskFiling, DeskStore, Submission } from './desk-store.ts';
import type { Reviewer } from './reviewer.ts';
import { filingPage, listPage, RETURNS } from './reviewer-page.ts';
import { DECISION_LABELS, stageOf } from './stage.ts';

const STYLE = readFileSync(new URL('./reviewer-page.css', import.meta.url));
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Applicants' text and files are shown here; nothing of it may run.
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};
const MAX_FORM_BYTES = 256 * 1024;

/** The reviewer's pages. They need no script. */
export function createReviewerSite(store: DeskStore, reviewer: Reviewer) {
  function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
    response.writeHead(status, { ...HEADERS, 'content-type': type }).end(body);
  }
  const sendPage = (response: ServerResponse, status: number, body: string) =>
    send(response, status, 'text/html; charset=utf-8', body);
  const notFound = (response: ServerResponse) => send(response, 404, 'text/plain; charset=utf-8', '没有这个页面。');

  function sendDocument(response: ServerResponse, { filingId }: DeskFiling, submission: Submission, id: string): void {
    const document = submission.documents.find((each) => each.id === id);
    if (document) send(response, 200, document.contentType, store.document(filingId, document.id));
    else notFound(response);
  }

  async function decide(
    request: IncomingMessage,
    response: ServerResponse,
    filing: DeskFiling,
    submission: Submission,
  ) {
    // A page elsewhere must not decide with the reviewer's browser.
    if (!['same-origin', 'none', undefined].includes(request.headers['sec-fetch-site']?.toString()))
      return notFound(response);
    const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES))?.toString('utf8'));
    const kind = stageOf(filing).decisions.find((each) => each === form.get('kind'));
    const flagged = flaggedIn(form);
    const refuse = (notice: string) => sendPage(response, 422, filingPage({ filing, submission, notice }));
    if (!kind || form.get('round') !== String(submission.round))
      return refuse('这份备案的状态已经变化，请按当前内容重新审核。');
    const label = DECISION_LABELS[kind];
    if (RETURNS.includes(kind) && flagged.length === 0) return refuse(`选择“${label}”时，请至少为一项内容填写原因。`);
    if (!RETURNS.includes(kind) && flagged.length > 0)
      return refuse(`已填写退回原因，不能选择“${label}”。请退回，或清空原因。`);
    reviewer.decide(filing.filingId, { kind, flagged });
    response.writeHead(303, { ...HEADERS, location: `/filings/${filing.filingId}` }).end();
  }

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (path === '/') return sendPage(response, 200, listPage(store.all()));
    if (path === '/reviewer.css') return send(response, 200, 'text/css; charset=utf-8', STYLE);
    const [, filingId = '', action, documentId = ''] =
      /^\/filings\/([\w-]+)(?:\/(decisions|documents)(?:\/([\w.%-]+))?)?$/.exec(path) ?? [];
    const filing = store.find(filingId);
    if (!filing?.submission) return notFound(response);
    if (action === 'documents')
      return sendDocument(response, filing, filing.submission, decodeURIComponent(documentId));
    if (action === 'decisions' && request.method === 'POST')
      return decide(request, response, filing, filing.submission);
    if (action) return notFound(response);
    return sendPage(response, 200, filingPage({ filing, submission: filing.submission }));
  };
}

/** A field is flagged when a reason was written for it. */
function flaggedIn(form: URLSearchParams): readonly FlaggedField[] {
  return [...form].flatMap(([name, text]) => {
    const field = /^reason:(.+)$/.exec(name)?.[1];
    const reason = text.trim();
    if (!field || !reason) return [];
    const suggestion = form.get(`suggestion:${field}`)?.trim();
    return [{ field, reason, ...(suggestion ? { suggestion } : {}) }];
  });
}
