import * as z from 'zod/mini';
import { NOTICE_KINDS } from '../../../contracts/desk/authority-notices.ts';
import { failureOf, parseJson } from '../../../platform/adapters/http/exchange.ts';
import { exchangeSigned, type SignedServer } from '../../../platform/adapters/http/signed-exchange.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import { ANSWER_KINDS } from '../../domain/authority.ts';
import { LISTED_KINDS, MOST_LISTED } from '../../domain/authority-lists.ts';
import type {
  Authority,
  AuthorityAnswer,
  AuthorityReport,
  AuthoritySubmission,
  IssuedList,
  NoticeOfAuthority,
  ReceivedAnswer,
} from '../../ports/authority.ts';

export interface AuthoritySettings extends SignedServer {
  /** Ids of questions, which are new each time. */
  readonly ids: Ids;
}

const PORT = 'authority';
/** Sixty pictures of 100 KB go up. */
const TIMEOUT_SECONDS = 25;
const MAX_REPLY_BYTES = 4 * 1024 * 1024;
/** What sending it again won't help: the authority will never take it as it is. */
const REFUSED = [400, 409, 413, 422];

const count = z.int().check(z.minimum(1), z.maximum(2 ** 31 - 1));
const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));
const instant = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((one: string) => new Date(one)),
);
/** One line: what has a control character can't be kept. */
const line = (maxLength: number) => text(maxLength).check(z.regex(/^\P{Cc}+$/u));
const answerId = line(100);
const answer = z.object({
  answerId,
  number: count,
  sequence: count,
  kind: z.enum(ANSWER_KINDS),
  at: instant,
  words: z.optional(text(4000)),
  numbers: z.optional(z.object({ organizer: text(50), websites: z.record(text(100), text(50)) })),
}) satisfies z.ZodMiniType<AuthorityAnswer & { readonly answerId: string }>;
const notice = z.object({
  answerId,
  noticeId: line(100),
  kind: z.enum(NOTICE_KINDS),
  at: instant,
  filingNumber: line(50),
  websites: z.optional(z.array(line(50)).check(z.minLength(1), z.maxLength(500))),
  dueAt: z.optional(instant),
  words: text(4000).check(z.minLength(1)),
}) satisfies z.ZodMiniType<NoticeOfAuthority & { readonly answerId: string }>;
const ofNotice = z.looseObject({ kind: z.enum(NOTICE_KINDS) });
const answers = z.object({ answers: z.array(z.unknown()) });
/** What of an answer that can't be read tells which one it is. */
const markOfUnread = z.object({
  answerId: z.catch(z.optional(answerId), undefined),
  number: z.catch(z.optional(count), undefined),
});

const issuedList = z.object({
  issue: count,
  dueAt: instant,
  entries: z.array(z.object({ kind: z.enum(LISTED_KINDS), value: text(253) })).check(z.maxLength(MOST_LISTED)),
}) satisfies z.ZodMiniType<IssuedList>;
/** Nothing newer, and of an authority that gives out no lists. */
const WITHOUT_LIST = [204, 404];

/** `docs/api/authority.yaml`. */
export function createAuthority(settings: AuthoritySettings): Authority {
  const { ids } = settings;
  const limits = { port: PORT, timeoutSeconds: TIMEOUT_SECONDS, maxBytes: MAX_REPLY_BYTES };

  async function post(target: string, id: string, content: object): Promise<void> {
    const answer = await exchangeSigned(settings, { id, target, content }, limits);
    const { status, text: reply, retryAfterSeconds } = answer;
    if (status >= 200 && status <= 299) return;
    const kind = REFUSED.includes(status) ? 'refused' : failureOf(status) === 'throttled' ? 'throttled' : 'broken';
    throw new Failed(PORT, kind, codeIn(reply) ?? `HTTP ${status}`, { retryAfterSeconds });
  }

  return {
    handIn: (submission) => post('/v1/submissions', `submission-${submission.number}`, written(submission)),
    takeBack: (number) => post('/v1/submissions', `submission-${number}-taken-back`, { number, takenBack: true }),

    report: (report) => post('/v1/reports', `report-${report.number}`, writtenReport(report)),

    async answers(limit, after) {
      const behind = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
      const target = `/v1/answers?limit=${limit}${behind}`;
      const { status, text: reply } = await exchangeSigned(settings, { id: ids.uuid(), target }, limits);
      if (status !== 200) throw new Failed(PORT, failureOf(status), `HTTP ${status}`);
      return parseJson(PORT, reply, answers).answers.map(receivedOf);
    },

    async listAfter(list, issue) {
      const target = `/v1/lists/${list}?after=${issue}`;
      const { status, text: reply } = await exchangeSigned(settings, { id: ids.uuid(), target }, limits);
      if (WITHOUT_LIST.includes(status)) return undefined;
      if (status !== 200) throw new Failed(PORT, failureOf(status), `HTTP ${status}`);
      return parseJson(PORT, reply, issuedList);
    },

    acknowledge: (answerId) =>
      post(`/v1/answers/${encodeURIComponent(answerId)}/acknowledgement`, ids.uuid(), { acknowledged: true }),
  };
}

function receivedOf(content: unknown): ReceivedAnswer {
  if (!ofNotice.safeParse(content).success) {
    const read = answer.safeParse(content);
    if (!read.success) return unreadOf(content, read.error);
    const { answerId: id, ...rest } = read.data;
    return { answerId: id, answer: rest };
  }
  const read = notice.safeParse(content);
  if (!read.success) return unreadOf(content, read.error);
  const { answerId: id, ...rest } = read.data;
  return { answerId: id, notice: rest };
}

function unreadOf(content: unknown, { issues }: z.core.$ZodError): ReceivedAnswer {
  const mark = markOfUnread.safeParse(content);
  // The first name of a path is one of ours; the rest may be the authority's.
  const fields = [...new Set(issues.map(({ path: [name] }) => String(name ?? '')))];
  return { unread: { answerId: undefined, number: undefined, ...mark.data, fields } };
}

const written = ({ attachments, ...rest }: AuthoritySubmission) => ({
  ...rest,
  attachments: attachments.map(({ bytes, ...one }) => ({ ...one, jpeg: bytes.toString('base64') })),
});

function writtenReport({ of, number, at, result, words }: AuthorityReport) {
  const about = 'noticeId' in of ? { noticeId: of.noticeId } : of;
  return { number, at, ...about, result, words };
}

const refusal = z.object({ error: z.object({ code: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)) }) });

/** The short code of a refusal; nothing else of it is kept. */
function codeIn(reply: string): string | undefined {
  try {
    const read = refusal.safeParse(JSON.parse(reply));
    return read.success ? read.data.error.code : undefined;
  } catch {
    return undefined;
  }
}
