import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Finding } from '../../contracts/kit/finding.ts';
import type { FieldProblem } from '../../contracts/kit/refusal.ts';
import type { EligibilityInput, Organizer, Person, WebsiteDetails } from '../../shared/domain/filing/filing.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import type { ApiRequest, Send } from './send.ts';

/** A reply that refuses something. */
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

/** How long a document may take. */
const SETTLED_MS = 180_000;
/** Pause when a poll is refused, and before a function that ran out of time is asked again. */
const BUSY_MS = 2_000;
const MOST_TRIES = 5;

interface Grant {
  readonly documentId: string;
  readonly post: { readonly url: string; readonly fields: Readonly<Record<string, string>> };
  readonly put?: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

export interface UploadedDocument {
  readonly documentId: string;
  readonly state: string;
  readonly findings: readonly Finding[];
  readonly fields?: Readonly<Record<string, { readonly text: string; readonly confidence: number }>>;
  readonly view?: { readonly url: string };
}

export interface FilingAnswer {
  readonly filingId: string;
  readonly state: string;
  readonly websites: readonly { readonly websiteId: string; readonly domain: string }[];
}

export interface ProgressAnswer {
  readonly state: string;
  readonly stateLabel: string;
  readonly timeline: readonly { readonly at: string; readonly state: string; readonly label: string }[];
  readonly flagged: readonly { readonly field: string; readonly reason: string; readonly suggestion?: string }[];
  readonly numbers?: { readonly organizer: string; readonly websites: Readonly<Record<string, string>> };
}

interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly facts: { readonly fields?: readonly FieldProblem[]; readonly findings?: readonly Finding[] };
  };
}

/** A person who files with their own client, written from the API description only. */
export class Filer {
  readonly #send: Send;
  #token: string | undefined;

  constructor(send: Send) {
    this.#send = send;
  }

  /** One call. @throws Refusal for every status of 400 or more. */
  async call<T>(method: ApiRequest['method'], path: string, body?: unknown): Promise<T> {
    const idempotencyKey = method === 'GET' || method === 'PUT' ? undefined : randomUUID();
    for (let tries = 1; ; tries += 1) {
      const reply = await this.#send({ method, path, body, idempotencyKey, token: this.#token });
      if (reply.status < 400) return reply.body as T;
      const { error } = reply.body as Partial<ErrorBody>;
      if (error) throw refusalOf(error);
      // The platform answers 504 for a function that ran out of time, as on a busy machine: asked again with the same key.
      if (reply.status !== 504 || tries === MOST_TRIES)
        throw new Error(`${method} ${path}: the platform answers ${reply.status}`);
      await sleep(BUSY_MS);
    }
  }

  /** @param code one-time code of `wx.login`. @returns the session's token */
  async signIn(code: string): Promise<string> {
    const { token } = await this.call<{ token: string }>('POST', '/v1/sessions', { code });
    this.#token = token;
    return token;
  }

  async checkEligibility(input: EligibilityInput): Promise<{ readonly ticket: string; readonly filingType: string }> {
    const answer = await this.call<
      { eligible: true; ticket: string; filingType: string } | { eligible?: false; findings: readonly Finding[] }
    >('POST', '/v1/eligibility-checks', input);
    if (!answer.eligible) throw new Refusal('eligibility.refused', '验证未通过，暂不能备案：', answer.findings);
    return answer;
  }

  giveConsent(textVersion: string) {
    return this.call('POST', '/v1/me/consents', { textVersion });
  }

  /** @param documentIds certificates that were uploaded before */
  openFiling(ticket: string, consentTextVersion: string, documentIds: readonly string[] = []): Promise<FilingAnswer> {
    return this.call('POST', '/v1/filings', { ticket, consentTextVersion, documentIds });
  }

  /**
   * Uploads with the mini program's form or the browser's PUT, and waits until the document is ready.
   *
   * @param filingId undefined before a filing is opened. @throws Refusal
   */
  async upload(
    filingId: string | undefined,
    kind: DocumentKind,
    subject: DocumentSubject,
    file: { readonly bytes: Buffer; readonly contentType: string },
    by: 'post' | 'put' = 'post',
  ): Promise<UploadedDocument> {
    const { contentType, bytes } = file;
    const grant = await this.call<Grant>('POST', '/v1/uploads', {
      filingId,
      kind,
      subject,
      contentType,
      bytes: bytes.length,
    });
    await (by === 'put' && grant.put ? put(grant.put, bytes) : post(grant.post, bytes));
    return this.untilSettled(grant.documentId);
  }

  /** The same for a paper, which is taken again, once, where a better picture is asked for. @throws Refusal */
  async uploadPaper(...paper: Parameters<Filer['upload']>): Promise<UploadedDocument> {
    const first = await this.upload(...paper).catch((error: unknown) => {
      if (error instanceof Refusal && isAskedAgain(error.findings)) return undefined;
      throw error;
    });
    return first && !isAskedAgain(first.findings) ? first : this.upload(...paper);
  }

  /** @throws Refusal with the findings when the document is refused. */
  async untilSettled(documentId: string): Promise<UploadedDocument> {
    for (const endMs = performance.now() + SETTLED_MS; performance.now() < endMs; ) {
      const document = await this.#poll(documentId);
      if (document?.state === 'ready') return document;
      if (document?.state === 'refused') throw new Refusal('upload.refused', '材料未通过检查：', document.findings);
    }
    throw new Error('the document was not processed in time');
  }

  /** Waits for news of a document; undefined when too many calls of this person wait already. */
  async #poll(documentId: string): Promise<UploadedDocument | undefined> {
    try {
      return await this.call<UploadedDocument>('GET', `/v1/uploads/${documentId}?wait=15`);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'request.too-many')) throw error;
      await sleep(BUSY_MS);
      return undefined;
    }
  }

  /** The values that were read, unmasked, through the document's view. */
  async readValues(document: UploadedDocument): Promise<Readonly<Record<string, string>>> {
    if (!document.view) return {};
    const response = await fetch(document.view.url);
    const { fields } = (await response.json()) as { fields: NonNullable<UploadedDocument['fields']> };
    return Object.fromEntries(Object.entries(fields).map(([name, { text }]) => [name, text]));
  }

  saveOrganizer(filingId: string, organizer: Organizer) {
    return this.call('PUT', `/v1/filings/${filingId}/organizer`, organizer);
  }

  savePrincipal(filingId: string, principal: Person) {
    return this.call('PUT', `/v1/filings/${filingId}/principal`, principal);
  }

  saveWebsite(filingId: string, websiteId: string, details: WebsiteDetails) {
    return this.call('PUT', `/v1/filings/${filingId}/websites/${websiteId}`, details);
  }

  saveSiteOwner(filingId: string, websiteId: string, siteOwner: Person) {
    return this.call('PUT', `/v1/filings/${filingId}/websites/${websiteId}/site-owner`, siteOwner);
  }

  openLiveness(filingId: string, websiteId: string, consentTextVersion: string) {
    return this.call<{
      checkId: string;
      challenge: readonly { action: 'open-mouth' | 'close-eyes'; label: string }[];
      photo: Grant;
      video: Grant;
    }>('POST', '/v1/liveness-checks', {
      filingId,
      websiteId,
      photoContentType: 'image/jpeg',
      videoContentType: 'video/mp4',
      consentTextVersion,
    });
  }

  async uploadGranted(grant: Grant, bytes: Buffer): Promise<void> {
    await post(grant.post, bytes);
    await this.untilSettled(grant.documentId);
  }

  verifyLiveness(checkId: string) {
    return this.call<{ state: string; similarity?: number; reasons: readonly { code: string; advice: string }[] }>(
      'POST',
      `/v1/liveness-checks/${checkId}/verification`,
    );
  }

  async materials(filingId: string) {
    const { materials } = await this.call<{
      materials: readonly {
        kind: DocumentKind;
        label: string;
        subject: DocumentSubject;
        reason: string;
        state: string;
      }[];
    }>('GET', `/v1/materials/${filingId}`);
    return materials;
  }

  preview(filingId: string) {
    return this.call<{ submittable: boolean; findings: readonly Finding[] }>('GET', `/v1/filings/${filingId}/preview`);
  }

  submit(filingId: string) {
    return this.call<FilingAnswer>('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });
  }

  progress(filingId: string): Promise<ProgressAnswer> {
    return this.call('GET', `/v1/filings/${filingId}/progress`);
  }

  /** Waits for one of the states. @param onChange receives each state on the way. */
  async untilState(
    filingId: string,
    wanted: readonly string[],
    timeoutMs: number,
    onChange: (progress: ProgressAnswer) => void = () => {},
  ): Promise<ProgressAnswer> {
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

function refusalOf({ code, message, facts }: ErrorBody['error']): Refusal {
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
async function put({ url, headers }: NonNullable<Grant['put']>, bytes: Buffer): Promise<void> {
  const settable = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  await sent(() => fetch(url, { method: 'PUT', headers: Object.fromEntries(settable), body: Uint8Array.from(bytes) }));
}

/** A file whose connection was cut is sent again, as every client does: its key stays the same. @throws Refusal */
async function sent(send: () => Promise<Response>): Promise<void> {
  for (let tries = 1; tries < MOST_TRIES; tries += 1) {
    const response = await send().catch(() => undefined);
    if (response) return accepted(response);
    await sleep(BUSY_MS);
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
