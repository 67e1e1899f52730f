import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, createApiClient } from '../../client/calls/api-client.ts';
import type { DocumentView, Finding, Progress, Reply } from '../../client/calls/messages.ts';
import { ApiError } from '../../contracts/client/api-error.ts';
import type { HttpRequest, HttpResponse } from '../../contracts/client/http-client.ts';
import type { EligibilityInput, Organizer, Person, WebsiteDetails } from '../../shared/domain/filing/filing.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';

/** What a filer can't go on with: the service's findings, or a paper that is missing. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: string,
    message: string,
    readonly findings: readonly Finding[] = [],
  ) {
    super([message, ...findings.map(({ ruleId, field, message: text }) => `  ${ruleId} ${field} ${text}`)].join('\n'));
  }
}

/** A way to the API: over a socket, or in process. Throws only when no reply came. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

export const overHttp: Send = async ({ method, url, headers, body }) => {
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, body: await response.json().catch(() => undefined) };
};

/** How long a document may take. */
const SETTLED_MS = 180_000;
/** Pause before a file whose connection was cut is sent again. */
const CUT_MS = 2_000;
const MOST_TRIES = 5;

/** What an upload was granted: where the file goes, and as which document. */
export type Grant = Pick<Reply<'grantUpload'>, 'documentId' | 'post'>;

/** A person who files with the typed client, as the pages do. */
export class Filer {
  readonly call: Call;
  #token: string | undefined;

  /** @param gateway the API's URL without a trailing slash. */
  constructor(gateway: string, send: Send = overHttp) {
    const transport = { send, sleep, onSessionEnd: () => {} };
    const token = async () => this.#token;
    const call = createApiClient({ ...transport, baseUrl: gateway, token, newKey: randomUUID });
    this.call = (...request) =>
      call(...request).catch((error: unknown) => {
        throw error instanceof ApiError ? refusalOf(error) : error;
      });
  }

  /** @param code one-time code of `wx.login`. @returns the session's token */
  async signIn(code: string): Promise<string> {
    const { token } = await this.call('signIn', { body: { code } });
    this.#token = token;
    return token;
  }

  async checkEligibility(body: EligibilityInput) {
    const answer = await this.call('checkEligibility', { body });
    if (!answer.eligible) throw new Refusal('eligibility.refused', '验证未通过，暂不能备案：', answer.findings);
    return answer;
  }

  giveConsent(textVersion: string) {
    return this.call('giveConsent', { body: { textVersion } });
  }

  /** @param documentIds certificates that were uploaded before */
  openFiling(ticket: string, consentTextVersion: string, documentIds: readonly string[] = []) {
    return this.call('openFiling', { body: { ticket, consentTextVersion, documentIds: [...documentIds] } });
  }

  /**
   * Uploads a JPEG with the mini program's form or the browser's PUT, and waits until the document is ready.
   *
   * @param filingId undefined before a filing is opened. @throws Refusal
   */
  async upload(
    filingId: string | undefined,
    kind: DocumentKind,
    subject: DocumentSubject,
    bytes: Buffer,
    by: 'post' | 'put' = 'post',
  ): Promise<DocumentView> {
    const body = { filingId, kind, subject, contentType: 'image/jpeg', bytes: bytes.length } as const;
    const grant = await this.call('grantUpload', { body });
    await (by === 'put' && grant.put ? put(grant.put, bytes) : post(grant.post, bytes));
    return this.untilSettled(grant.documentId);
  }

  /** The same for a paper, which is taken again, once, where a better picture is asked for. @throws Refusal */
  async uploadPaper(...paper: Parameters<Filer['upload']>): Promise<DocumentView> {
    const first = await this.upload(...paper).catch((error: unknown) => {
      if (error instanceof Refusal && isAskedAgain(error.findings)) return undefined;
      throw error;
    });
    return first && !isAskedAgain(first.findings) ? first : this.upload(...paper);
  }

  /** @throws Refusal with the findings when the document is refused. */
  async untilSettled(documentId: string): Promise<DocumentView> {
    for (const endMs = performance.now() + SETTLED_MS; performance.now() < endMs; ) {
      const document = await this.call('showDocument', { params: { documentId }, query: { wait: 15 } });
      if (document.state === 'ready') return document;
      if (document.state === 'refused') throw new Refusal('upload.refused', '材料未通过检查：', document.findings);
    }
    throw new Error('the document was not processed in time');
  }

  /** The values that were read, unmasked, through the document's view. */
  async readValues({ view }: Pick<DocumentView, 'view'>): Promise<Readonly<Record<string, string>>> {
    if (!view) return {};
    const response = await fetch(view.url);
    const { fields } = (await response.json()) as { fields: NonNullable<DocumentView['fields']> };
    return Object.fromEntries(Object.entries(fields).map(([name, { text }]) => [name, text]));
  }

  saveOrganizer(filingId: string, body: Organizer) {
    return this.call('saveOrganizer', { params: { filingId }, body });
  }

  savePrincipal(filingId: string, body: Person) {
    return this.call('savePrincipal', { params: { filingId }, body });
  }

  saveWebsite(filingId: string, websiteId: string, body: WebsiteDetails) {
    return this.call('saveWebsite', { params: { filingId, websiteId }, body });
  }

  saveSiteOwner(filingId: string, websiteId: string, body: Person) {
    return this.call('saveSiteOwner', { params: { filingId, websiteId }, body });
  }

  openLiveness(filingId: string, websiteId: string, consentTextVersion: string) {
    const contentTypes = { photoContentType: 'image/jpeg', videoContentType: 'video/mp4' } as const;
    return this.call('openCheck', { body: { filingId, websiteId, ...contentTypes, consentTextVersion } });
  }

  async uploadGranted(grant: Grant | undefined, bytes: Buffer): Promise<void> {
    if (!grant) throw new Error('nothing was granted');
    await post(grant.post, bytes);
    await this.untilSettled(grant.documentId);
  }

  verifyLiveness(checkId: string) {
    return this.call('verify', { params: { checkId } });
  }

  async materials(filingId: string) {
    return (await this.call('listMaterials', { params: { filingId } })).materials;
  }

  preview(filingId: string) {
    return this.call('preview', { params: { filingId } });
  }

  submit(filingId: string) {
    return this.call('submit', { params: { filingId }, body: { termsAccepted: true } });
  }

  progress(filingId: string) {
    return this.call('progress', { params: { filingId } });
  }

  /** Waits for one of the states. @param onChange receives each state on the way. */
  async untilState(
    filingId: string,
    wanted: readonly string[],
    timeoutMs: number,
    onChange: (progress: Progress) => void = () => {},
  ): Promise<Progress> {
    let state = '';
    for (const endMs = performance.now() + timeoutMs; performance.now() < endMs; await sleep(300)) {
      const progress = await this.progress(filingId);
      if (progress.state !== state) onChange(progress);
      state = progress.state;
      if (wanted.includes(state)) return progress;
    }
    throw new Error(`the filing is still in state ${state} after ${Math.round(timeoutMs / 1000)} s`);
  }
}

/** Whether a better picture of the same paper is asked for: the second one goes on. */
const isAskedAgain = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity, params }) => severity === 'block' && ('asked' in params || 'part' in params));

function refusalOf({ code, message, facts }: ApiError): Refusal {
  const fields = facts.fields?.map(({ field, message: text }) => `  ${field} ${text}`) ?? [];
  return new Refusal(code, [message, ...fields].join('\n'), facts.findings);
}

/** As `wx.uploadFile` does: the fields in their order, the file last. */
async function post({ url, fields }: Grant['post'], bytes: Buffer): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([Uint8Array.from(bytes)]), 'file');
  await sent(() => fetch(url, { method: 'POST', body: form }));
}

/** As a browser does, which sets the length itself. */
async function put({ url, headers }: Reply<'grantUpload'>['put'], bytes: Buffer): Promise<void> {
  const settable = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  await sent(() => fetch(url, { method: 'PUT', headers: Object.fromEntries(settable), body: Uint8Array.from(bytes) }));
}

/** A file whose connection was cut is sent again, as every client does: its key stays the same. @throws Refusal */
async function sent(send: () => Promise<Response>): Promise<void> {
  for (let tries = 1; tries < MOST_TRIES; tries += 1) {
    const response = await send().catch(() => undefined);
    if (response) return accepted(response);
    await sleep(CUT_MS);
  }
  return accepted(await send());
}

async function accepted(response: Response): Promise<void> {
  const text = await response.text();
  if (response.ok) return;
  throw new Refusal('upload.refused', `存储拒绝了上传：${/<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? response.status}`);
}

/** Version of the consent text in force; see serverless.yml. */
export const CONSENT_TEXT_VERSION = '2026-11';

/** A one-time code for a named user, as `wx.login` gives a mini program. */
export async function wxLogin(wechat: string, name: string): Promise<string> {
  const response = await fetch(`${wechat}/laptop/login?name=${encodeURIComponent(name)}`);
  return ((await response.json()) as { code: string }).code;
}
