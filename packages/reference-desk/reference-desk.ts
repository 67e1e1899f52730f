import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createBackground } from 'loopback-server/background.ts';
import { contentHashOf } from 'loopback-server/content-hash.ts';
import { listen, readBody } from 'loopback-server/http-server.ts';
import { createVerifier, postSigned } from 'loopback-server/signed-request.ts';
import { reviewDesk, verdictQuery, withdrawal } from '../../contracts/review-desk/operations.ts';
import { filingPackage } from '../../contracts/review-desk/package.ts';
import { filingId as filingIdInPath } from '../../contracts/review-desk/values.ts';
import { automaticDecision, type Decision } from './automatic-decision.ts';
import { type DeskFiling, numbersFor } from './filing-numbers.ts';

export interface ReferenceDeskSettings {
  /** 0 takes any free port. */
  readonly port: number;
  /** Directory of its filings, which survive a restart. */
  readonly dir: string;
  /** `whsec_…`; signs in both directions. */
  readonly secret: string;
  /** Where webhooks go; asked for each attempt, since the receiver may start later. */
  readonly webhookUrl: () => string;
  /** Lines without personal data. */
  readonly log: (line: string) => void;
  /** How long it waits before each decision of its own; left out, it waits for `decide`. */
  readonly decidesAfterMs?: number | undefined;
  /** Pauses between the attempts of a webhook, which is given up after the last one. */
  readonly retrySeconds?: readonly number[];
}
export type RunningReferenceDesk = Awaited<ReturnType<typeof startReferenceDesk>>;

const MAX_BODY_BYTES = 1024 * 1024;
const TIMEOUT_MS = 8_000;
/** The status of an answer by its code; that of content which can't be taken is 422. */
const STATUS: Readonly<{ [code: string]: number }> = { signature: 401, path: 404, 'document-unavailable': 503 };
const FAILURES = [429, 500, 429, 500, 429, 500, 'silent'] as const;

/** Starts a review desk as docs/api/review-desk.yaml describes it, for tests and for where there is no other. */
export async function startReferenceDesk(settings: ReferenceDeskSettings) {
  const { port, dir, secret, webhookUrl, log, decidesAfterMs, retrySeconds = [1, 2, 5, 10, 30, 60] } = settings;
  const path = join(dir, 'filings.json');
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly DeskFiling[]) : [];
  const filings = new Map(kept.map((filing) => [filing.filingId, filing]));
  const documents = new Map<string, string>();
  const told = new Map<string, number>();
  const background = createBackground(log);
  const isBelieved = createVerifier(secret, (target) => target === reviewDesk.queryVerdicts.path);
  const faults: {
    /** Each webhook is sent this many more times, at once. */
    duplicates?: number;
    /** Webhooks are not sent. */
    lost?: boolean;
    /** Calls to the desk fail, in turns: 429, 500, and done without an answer. */
    failing?: boolean;
  } = {};
  let failures = 0;
  const all = (): readonly DeskFiling[] => [...filings.values()];
  const find = (filingId: string): DeskFiling => filings.get(filingId) ?? { filingId, withdrawnRound: 0, verdicts: [] };

  function save(filing: DeskFiling): void {
    filings.set(filing.filingId, filing);
    mkdirSync(dir, { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(all()));
    renameSync(`${path}.new`, path);
  }

  async function deliver(id: string, body: string, isWanted: () => boolean): Promise<void> {
    for (const seconds of [0, ...retrySeconds]) {
      await background.pause(seconds * 1000);
      if (!isWanted()) return;
      const answer = await postSigned(secret, { id, url: new URL(webhookUrl()), body });
      if (answer?.ok) return;
      log(`webhook ${id} got ${answer?.status ?? 'no answer'}`);
    }
  }

  function send(type: 'verdict' | 'record-event', data: object, isWanted = () => true): void {
    const [id, body] = [`msg_${randomUUID()}`, JSON.stringify({ type, data })];
    const copies = faults.lost ? 0 : 1 + (faults.duplicates ?? 0);
    for (let copy = 0; copy < copies; copy += 1) background.run(deliver(id, body, isWanted));
  }

  function decide(filingId: string, decision: Decision): void {
    const filing = find(filingId);
    if (!filing.submission) throw new Error(`the desk has no filing ${filingId}`);
    const { round, data } = filing.submission;
    const sequence = 1 + filing.verdicts.filter((each) => each.round === round).length;
    const isNumbered = decision.kind === 'approved' && !('ending' in data);
    const numbers = isNumbered && { numbers: decision.numbers ?? numbersFor(filing, all()) };
    const verdict = { round, sequence, at: new Date().toISOString(), flagged: [], ...decision, ...numbers };
    save({ ...filing, verdicts: [...filing.verdicts, verdict] });
    send('verdict', { filingId, ...verdict }, () => !find(filingId).erasedAt);
  }

  /** Until the round is at its end, or another one is in its place. */
  async function review(filingId: string, round = find(filingId).submission?.round): Promise<void> {
    while (decidesAfterMs !== undefined) {
      await background.pause(decidesAfterMs);
      const filing = find(filingId);
      const decision = filing.submission?.round === round && automaticDecision(filing);
      if (!decision) return;
      decide(filingId, decision);
      log(`${filingId}: ${decision.kind}`);
    }
  }

  async function submit(content: unknown): Promise<void> {
    const { filingId, ...submission } = filingPackage.parse(content);
    if (isOld(find(filingId), submission.round)) return;
    const linked = submission.data.documents;
    const data = { ...submission.data, documents: linked.map(({ link: _, ...document }) => document) };
    if (contentHashOf(data) !== submission.contentHash) throw new Error('content-hash');
    const fetched = await Promise.all(linked.map(({ link }) => fetchFrom(link)));
    // It may have been erased, or another attempt may have ended, meanwhile.
    const filing = find(filingId);
    if (isOld(filing, submission.round)) return;
    for (const [index, { id }] of linked.entries()) documents.set(`${filingId}/${id}`, fetched[index] ?? '');
    save({ ...filing, submission: { ...submission, data: data as typeof submission.data } });
    background.run(review(filingId));
  }

  function withdraw(filingId: string, content: unknown): void {
    const { round } = withdrawal.parse(content);
    const filing = find(filingId);
    if (!filing.erasedAt) save({ ...filing, withdrawnRound: Math.max(filing.withdrawnRound, round) });
  }

  function erase(filingId: string): void {
    for (const name of documents.keys()) if (name.startsWith(filingId)) documents.delete(name);
    const { erasedAt = new Date().toISOString() } = find(filingId);
    save({ filingId, withdrawnRound: 0, verdicts: [], erasedAt });
  }

  function verdictsAfter(content: unknown): object {
    const { filings: asked } = verdictQuery.parse(content);
    const verdicts = asked.flatMap(({ filingId, round, after }) => {
      const given = find(filingId).verdicts.filter((each) => each.round === round && each.sequence > after);
      return given.map((verdict) => ({ filingId, ...verdict }));
    });
    return { verdicts };
  }

  /** @throws Error with the code of the answer */
  async function take(request: IncomingMessage): Promise<object> {
    const body = await readBody(request, MAX_BODY_BYTES);
    if (!body || !isBelieved(request, body)) throw new Error('signature');
    const content: unknown = JSON.parse(String(body));
    const { operation, id } = operationAt(request.url ?? '');
    if (operation === 'queryVerdicts') return verdictsAfter(content);
    if (operation === 'submitFiling') await submit(content);
    else if (operation === 'withdrawFiling') withdraw(filingIdInPath.parse(id), content);
    else erase(filingIdInPath.parse(id));
    return { received: true };
  }

  const server = await listen(port, async (request, response) => {
    const failure = faults.failing ? FAILURES[failures++ % FAILURES.length] : undefined;
    const work = typeof failure === 'number' ? Promise.reject(new Error(String(failure))) : take(request);
    const { status, content } = await work.then(
      (done) => ({ status: 200, content: done }),
      ({ message: code }: Error) => ({
        status: Number(STATUS[code] ?? failure ?? 422),
        content: { error: { code: code in STATUS ? code : 'content' } },
      }),
    );
    if (failure === 'silent') return;
    const headers = { 'content-type': 'application/json', ...(status === 429 && { 'retry-after': '60' }) };
    response.writeHead(status, headers).end(JSON.stringify(content));
  });
  for (const filingId of filings.keys()) background.run(review(filingId));
  return {
    ...server,
    /** Gives the next verdict about a filing's current round, possible or not. @throws Error when the filing isn't here */
    decide,
    /** Tells the service of what happened to a record without a filing (`RecordEvent`), under its next number. */
    tellOfRecord(recordId: string, event: { readonly kind: string; readonly websites?: readonly string[] }): void {
      const sequence = 1 + (told.get(recordId) ?? 0);
      told.set(recordId, sequence);
      send('record-event', { recordId, sequence, at: new Date().toISOString(), websites: [], ...event });
    },
    /** Every filing of the desk, in the order in which it heard of them. */
    list: all,
    /** A document that it has fetched, as text; undefined when it has none. */
    document: (filingId: string, documentId: string): string | undefined => documents.get(`${filingId}/${documentId}`),
    /** What goes wrong from now on; nothing at first. */
    faults,
    /** Resolves when no decision and no webhook is under way. */
    idle: background.idle,
    stop: () => background.stop().then(server.stop),
  };
}

/** Which operation of the contract a target is, and the id in its path. @throws Error without one */
function operationAt(target: string) {
  for (const [operation, { path }] of Object.entries(reviewDesk)) {
    const [found, id] = new RegExp(`^${path.replace('{filingId}', '([^/]+)')}$`).exec(target) ?? [];
    if (found !== undefined) return { operation: operation as keyof typeof reviewDesk, id };
  }
  throw new Error('path');
}

/** Erased, withdrawn before it arrived, or here already, itself or a later one. */
const isOld = ({ erasedAt, withdrawnRound, submission }: DeskFiling, round: number): boolean =>
  erasedAt !== undefined || round <= withdrawnRound || round <= (submission?.round ?? 0);

/** @throws Error, so that the sender tries again with new links */
async function fetchFrom(link: string): Promise<string> {
  const response = await fetch(link, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
  if (!response?.ok) throw new Error('document-unavailable');
  return response.text();
}
