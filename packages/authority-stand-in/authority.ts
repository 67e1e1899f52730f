import { createHash, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod/mini';
import {
  type BookedAnswer,
  type BookedListEntry,
  type BookedNotice,
  type BookedReport,
  type BookedSubmission,
  openBook,
} from './book.ts';
import { type Decision, nextDecision } from './decisions.ts';
import { giveNumbers, keptNumbers } from './filing-numbers.ts';
import { keepReport } from './notices.ts';

export type { BookedAnswer, BookedListEntry, BookedNotice, BookedReport, BookedSubmission } from './book.ts';
export type { Decision } from './decisions.ts';

/** Faults on demand; `{}` turns all off. */
export interface AuthorityFaults {
  /** Answers are given out in reverse order. */
  readonly outOfOrder?: boolean;
  /** Each answer is given out once more after it was acknowledged. */
  readonly twice?: boolean;
  /** What no desk can read stands before all answers, and stays there. */
  readonly unreadable?: readonly { readonly answerId: string }[];
  /** Answers are kept back. */
  readonly late?: boolean;
  /** Nothing is taken in. */
  readonly closed?: 'maintenance' | 'closed';
  /** Every second submission is taken in without a reply. */
  readonly silent?: boolean;
}

export interface AuthoritySettings {
  /** 0 takes any free port. */
  readonly port: number;
  /** Directory of what was handed in and answered, which survive a restart. */
  readonly dir: string;
  /** `whsec_…`, with which the desk signs. */
  readonly secret: string;
  /** `automatic` decides by itself, `manual` waits for `answer`. */
  readonly mode: 'automatic' | 'manual';
  /** Certificates and domains of which nothing is taken in. */
  readonly blackList?: readonly string[];
  /** Lines without personal data. */
  readonly log: (line: string) => void;
  /** There is an answer to be fetched. */
  readonly onAnswer?: () => void;
  /** Pause before each automatic decision. */
  readonly automaticDelayMs?: number;
}

/** A provincial authority on a laptop. */
export interface RunningAuthority extends Running {
  /** Answers about a submission, whether or not the answer can come now. Throws for an unknown number. */
  answer(number: number, decision: Decision): BookedAnswer;
  /** Gives a list out under the next number; the black list holds for what is handed in, too. */
  issueList(list: 'black' | 'unfiled', entries: readonly BookedListEntry[], dueAt: Date): void;
  /** Says what is to be mended or verified of a record; it stands in the queue of the answers. */
  issueNotice(notice: Omit<BookedNotice, 'answerId' | 'at' | 'left'>): void;
  /** What was reported, by number. */
  reports(): readonly BookedReport[];
  /** What was handed in, by number. */
  submissions(): readonly BookedSubmission[];
  /** What it has answered, of what was not taken back; `left` is 0 once it was acknowledged. */
  answers(): readonly BookedAnswer[];
  setFaults(faults: AuthorityFaults): void;
}

const AUTOMATIC_DELAY_MS = 1500;
const MAX_BODY_BYTES = 50 * 1024 * 1024;
const MAX_ATTACHMENT_BYTES = 100 * 1024;
const RETRY_AFTER_SECONDS = 60;

const website = z.object({
  id: z.string(),
  domain: z.string(),
  details: z.optional(z.partial(z.object({ remark: z.string() }))),
});
const submission = z.object({
  number: z.int().check(z.positive()),
  filingType: z.string(),
  province: z.string(),
  data: z.object({
    organizer: z.looseObject({ certificateNumber: z.optional(z.string()) }),
    principal: z.looseObject({}),
    websites: z.array(website),
  }),
  attachments: z.array(
    z.object({ id: z.string(), kind: z.string(), subject: z.string(), jpeg: z.string().check(z.minLength(1)) }),
  ),
});
const takenBack = z.object({ number: z.int().check(z.positive()), takenBack: z.literal(true) });

class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly expected?: number,
  ) {
    super(code);
  }
}

/** Starts the stand-in of the authority as described in `docs/api/authority.yaml`. */
export async function startAuthority(settings: AuthoritySettings): Promise<RunningAuthority> {
  const { dir, secret, mode, log, blackList = [], automaticDelayMs = AUTOMATIC_DELAY_MS } = settings;
  const file = openBook(dir);
  const verifier = new Webhook(secret);
  const stopped = new AbortController();
  // Each submission under decision adds a listener.
  setMaxListeners(0, stopped.signal);
  const deciding = new Map<number, Promise<void>>();
  let faults: AuthorityFaults = {};
  let taken = 0;

  const answersOf = (number: number) => file.read().answers.filter((one) => one.number === number);
  const find = (number: number) => file.read().submissions.find((one) => one.number === number);

  function answer(number: number, { kind, words, numbers }: Decision): BookedAnswer {
    const filed = find(number);
    if (!filed) throw new Error(`the authority has no submission ${number}`);
    const given = kind === 'approved' ? (numbers ?? numbersFor(filed)) : undefined;
    const booked: BookedAnswer = {
      answerId: randomUUID(),
      number,
      sequence: answersOf(number).length + 1,
      kind,
      at: new Date().toISOString(),
      ...(words !== undefined && { words }),
      ...(given && { numbers: given }),
      left: faults.twice ? 2 : 1,
    };
    const book = file.read();
    file.write({ ...book, answers: [...book.answers, booked] });
    settings.onAnswer?.();
    return booked;
  }

  /** A change keeps its numbers, an ending has none, and a new access has those of its domains. */
  function numbersFor(filed: BookedSubmission) {
    if (!['first', 'new-website', 'new-access'].includes(filed.filingType)) return undefined;
    const { registry, answers } = file.read();
    const approved = answers.flatMap(({ number, numbers }) => {
      const before = find(number);
      return before && numbers ? [{ ...before, numbers }] : [];
    });
    const kept = filed.filingType === 'new-access' ? keptNumbers(approved, filed) : undefined;
    if (kept) return { organizer: kept.organizer, websites: { ...kept.websites } };
    const given = giveNumbers(registry, filed, new Date().getFullYear());
    file.write({ ...file.read(), registry: given.registry as ReturnType<typeof file.read>['registry'] });
    return { organizer: given.numbers.organizer, websites: { ...given.numbers.websites } };
  }

  async function decideToTheEnd(number: number): Promise<void> {
    for (;;) {
      await wait(automaticDelayMs, undefined, { signal: stopped.signal });
      const filed = find(number);
      const next = filed && nextDecision(filed, answersOf(number).at(-1)?.kind ?? '', file.read().granted);
      if (!next) return;
      if (next.wish !== undefined) file.write({ ...file.read(), granted: [...file.read().granted, next.wish] });
      answer(number, next.decision);
      log(`${number}: ${next.decision.kind}`);
    }
  }

  function decideAutomatically(number: number): void {
    if (mode === 'manual' || deciding.has(number)) return;
    const work = decideToTheEnd(number)
      .catch((error: unknown) => {
        if (!stopped.signal.aborted) log(`${number}: stopped, ${String(error)}`);
      })
      .finally(() => deciding.delete(number));
    deciding.set(number, work);
  }

  function takeIn(content: unknown): void {
    if (faults.closed) throw new ApiError(503, faults.closed);
    const back = takenBack.safeParse(content);
    if (back.success) takeBack(back.data.number);
    else keepNew(content);
  }

  function keepNew(content: unknown): void {
    const { number, filingType, province, data, attachments } = submission.parse(content);
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    const known = find(number);
    if (known?.isTakenBack) throw new ApiError(409, 'number-used');
    if (known && known.hash !== hash) throw new ApiError(409, 'number-used');
    if (known) return;
    requireNext(number);
    for (const { jpeg } of attachments) requirePicture(Buffer.from(jpeg, 'base64'));
    const certificateNumber = data.organizer.certificateNumber ?? '';
    const domains = data.websites.map(({ domain }) => domain);
    const issued = file.read().lists.black?.entries.map(({ value }) => value) ?? [];
    const listed = [...blackList, ...issued];
    if ([certificateNumber, ...domains].some((one) => listed.includes(one))) throw new ApiError(422, 'black-listed');
    const filed: BookedSubmission = {
      number,
      hash,
      filingType,
      region: province,
      certificateNumber,
      websites: data.websites.map(({ id, domain, details }) => ({ id, domain, remark: details?.remark ?? '' })),
      attachments: attachments.length,
      isTakenBack: false,
    };
    file.write({ ...file.read(), submissions: [...file.read().submissions, filed] });
    log(`${number}: received, ${filingType}`);
    decideAutomatically(number);
  }

  function requireNext(number: number): void {
    const expected = file.read().submissions.length + 1;
    if (number !== expected) throw new ApiError(409, 'number-gap', expected);
  }

  function takeBack(number: number): void {
    const book = file.read();
    if (!find(number)) requireNext(number);
    const gone = { number, hash: '', filingType: '', region: '', certificateNumber: '', websites: [], attachments: 0 };
    const others = book.submissions.filter((one) => one.number !== number);
    const submissions = [...others, { ...gone, isTakenBack: true }].sort((a, b) => a.number - b.number);
    file.write({ ...book, submissions, answers: book.answers.filter((one) => one.number !== number) });
    log(`${number}: taken back`);
  }

  function listAnswers(limit: number, after: string | null) {
    if (faults.late) return { answers: [] };
    const open: readonly { readonly answerId: string }[] = [
      ...(faults.unreadable ?? []),
      ...[...file.read().answers, ...file.read().notices]
        .filter(({ left }) => left > 0)
        .map(({ left: _, ...one }) => one),
    ];
    const listed = faults.outOfOrder ? open.toReversed() : open;
    // Of an id that is not in the queue, everything is behind.
    const from = listed.findIndex(({ answerId }) => answerId === after) + 1;
    return { answers: listed.slice(from, from + limit) };
  }

  /** Undefined when there is none behind `after`. */
  function listAfter(name: 'black' | 'unfiled', after: number) {
    const newest = file.read().lists[name];
    return newest && newest.issue > after ? newest : undefined;
  }

  function acknowledge(answerId: string): void {
    const book = file.read();
    const once = <T extends { readonly answerId: string; readonly left: number }>(one: T): T =>
      one.answerId === answerId ? { ...one, left: Math.max(0, one.left - 1) } : one;
    file.write({ ...book, answers: book.answers.map(once), notices: book.notices.map(once) });
  }

  function takeReport(content: unknown): void {
    if (faults.closed) throw new ApiError(503, faults.closed);
    const kept = keepReport(file.read(), content);
    if ('code' in kept) throw new ApiError(kept.status, kept.code, kept.expected);
    file.write(kept);
  }

  async function reply(request: IncomingMessage, target: URL): Promise<unknown> {
    const body = await readBody(request, MAX_BODY_BYTES);
    if (!body) throw new ApiError(413, 'too-large');
    if (request.method === 'GET' && target.pathname === '/v1/answers') {
      verify(verifier, request, body);
      return listAnswers(
        z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)).parse(target.searchParams.get('limit')),
        target.searchParams.get('after'),
      );
    }
    const list = /^\/v1\/lists\/(black|unfiled)$/.exec(target.pathname)?.[1];
    if (request.method === 'GET' && list) {
      verify(verifier, request, body);
      const after = z.coerce.number().check(z.int(), z.minimum(0)).parse(target.searchParams.get('after'));
      return listAfter(list as 'black' | 'unfiled', after);
    }
    if (request.method !== 'POST') throw new ApiError(405, 'method');
    verify(verifier, request, body);
    const answerId = /^\/v1\/answers\/([^/]+)\/acknowledgement$/.exec(target.pathname)?.[1];
    if (answerId) acknowledge(decodeURIComponent(answerId));
    else if (target.pathname === '/v1/submissions') takeIn(jsonIn(body));
    else if (target.pathname === '/v1/reports') takeReport(jsonIn(body));
    else throw new ApiError(404, 'path');
    return { received: true };
  }

  const server = await listen(settings.port, async (request, response) => {
    const target = new URL(request.url ?? '/', 'http://localhost');
    try {
      const content = await reply(request, target);
      taken += target.pathname === '/v1/submissions' ? 1 : 0;
      if (faults.silent && target.pathname === '/v1/submissions' && taken % 2 === 1) return void response.destroy();
      if (content === undefined) response.writeHead(204).end();
      else send(response, 200, content);
    } catch (error) {
      const refused = error instanceof z.core.$ZodError ? new ApiError(422, 'content') : error;
      if (!(refused instanceof ApiError)) throw error;
      const { status, code, expected } = refused;
      send(response, status, { error: { code, ...(expected !== undefined && { expected }) } });
    }
  });
  for (const { number } of file.read().submissions) decideAutomatically(number);

  return {
    ...server,
    answer,
    issueList(name, entries, dueAt) {
      const book = file.read();
      const issue = (book.lists[name]?.issue ?? 0) + 1;
      const list = { issue, dueAt: dueAt.toISOString(), entries: [...entries] };
      file.write({ ...book, lists: { ...book.lists, [name]: list } });
    },
    issueNotice(notice) {
      const at = new Date().toISOString();
      const booked = { ...notice, answerId: randomUUID(), at, left: faults.twice ? 2 : 1 };
      file.write({ ...file.read(), notices: [...file.read().notices, booked] });
    },
    reports: () => file.read().reports,
    submissions: () => file.read().submissions,
    answers: () => file.read().answers,
    setFaults(next) {
      faults = next;
      taken = 0;
    },
    async stop() {
      stopped.abort();
      await Promise.all(deciding.values());
      await server.stop();
    },
  };
}

function requirePicture(bytes: Buffer): void {
  if (bytes.length > MAX_ATTACHMENT_BYTES) throw new ApiError(422, 'attachment-too-large');
  // The first bytes of every JPEG.
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new ApiError(422, 'content');
}

function verify(verifier: Webhook, request: IncomingMessage, body: Buffer): void {
  try {
    verifier.verify(`${request.method} ${request.url}\n${body}`, request.headers as Record<string, string>, {
      jsonParse: false,
    });
  } catch {
    throw new ApiError(401, 'signature');
  }
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ApiError(422, 'content');
  }
}

function send(response: ServerResponse, status: number, content: unknown): void {
  const retryAfter = status === 503 ? { 'retry-after': String(RETRY_AFTER_SECONDS) } : {};
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...retryAfter })
    .end(JSON.stringify(content));
}
