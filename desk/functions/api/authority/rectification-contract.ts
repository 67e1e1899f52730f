import * as z from 'zod/mini';
import { NOTICE_KINDS, NOTICE_RESULTS, NOTICE_STATES } from '../../../../contracts/desk/authority-notices.ts';
import { asStaff } from '../../../../contracts/kit/callers.ts';
import { defineContract } from '../../../../contracts/kit/contract.ts';
import { instant } from '../../../../contracts/kit/instant.ts';
import { anyText, id, line } from '../../../../contracts/kit/words.ts';
import { RECORD_STATES } from '../../../../contracts/review-desk/record-change.ts';
import { confirmsWords } from '../cases/case-schemas.ts';

const MOST = 2_147_483_647;
export const website = z.strictObject({ number: anyText, domains: z.array(anyText), state: z.enum(['live', 'ended']) });
export const record = z.strictObject({
  recordId: id,
  number: anyText,
  /** The name of an enterprise; `个人` of an individual. */
  organizer: z.optional(anyText),
  state: z.enum(RECORD_STATES),
  websites: z.array(website),
  /** Sequence of the last event that was told; to send with the next. */
  lastTold: z.int(),
});
const told = {
  websites: z.optional(z.array(line(50)).check(z.maxLength(500))),
  items: z.array(line(500)).check(z.minLength(1), z.maxLength(50)),
  confirmsWords,
};
const seen = z.int().check(z.minimum(0), z.maximum(MOST));

export const noticeOfAuthority = z.strictObject({
  noticeId: id,
  kind: z.enum(NOTICE_KINDS),
  receivedAt: instant,
  possibleResults: z.array(z.enum(NOTICE_RESULTS)),
  /** What was reported last. */
  reported: z.optional(z.enum(NOTICE_RESULTS)),
});
export const report = z.strictObject({
  reportId: id,
  /** The record's number. */
  number: anyText,
  result: z.enum(NOTICE_RESULTS),
  words: z.optional(anyText),
  queuedAt: instant,
  /** When somebody has typed it into the authority's system; absent while it waits. */
  sentAt: z.optional(instant),
});

/** What the authority wants to have mended of a record. Nothing here is about a person. */
export const rectificationOperations = defineContract({
  listRectifications: {
    ...asStaff('work-lists', 'GET', '/v1/rectifications'),
    summary: '整改和检查：没有结束的，按期限排列',
    reply: z.strictObject({
      notices: z.array(
        z.strictObject({
          recordId: id,
          number: anyText,
          domains: z.array(anyText),
          /** Sequence of the event by which the organizer was told. */
          notice: z.int(),
          state: z.enum(NOTICE_STATES),
          isOverdue: z.boolean(),
          dueAt: z.optional(instant),
          answeredAt: z.optional(instant),
          /** What the organizer says about it. */
          word: z.optional(anyText),
          /** What was told. */
          items: z.array(anyText),
          /** To send with the next event. */
          lastTold: z.int(),
          /** The notice whose result is reported back to the authority. */
          authority: z.optional(noticeOfAuthority),
        }),
      ),
    }),
  },
  findRecord: {
    ...asStaff('work-lists', 'GET', '/v1/records'),
    summary: '按备案号查一份备案：网站和域名',
    query: z.strictObject({ number: line(50) }),
    reply: record,
  },
  tellOfRecord: {
    ...asStaff('work-lists', 'POST', '/v1/records/{recordId}/events'),
    summary: '登记管局的整改通知或检查，或结束一项；主办者会收到通知',
    params: z.object({ recordId: id }),
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('notice'), lastTold: seen, ...told }),
      z.strictObject({ kind: z.literal('inspection'), lastTold: seen, ...told, dueAt: z.iso.datetime() }),
      z.strictObject({
        kind: z.literal('notice-closed'),
        lastTold: seen,
        notice: z.int().check(z.minimum(1), z.maximum(MOST)),
      }),
    ]),
    reply: z.strictObject({ sequence: z.int() }),
    status: 201,
  },
  reportNotice: {
    ...asStaff('work-lists', 'POST', '/v1/authority-notices/{noticeId}/reports'),
    summary: '记下整改或检查的结果，待上报管局；已整改的，主办者会收到结束的通知',
    params: z.object({ noticeId: id }),
    body: z.strictObject({ result: z.enum(NOTICE_RESULTS), words: z.optional(line(500)) }),
    reply: z.strictObject({ reported: z.literal(true) }),
    status: 201,
  },
  listReports: {
    ...asStaff('work-lists', 'GET', '/v1/authority-reports'),
    summary: '上报管局的整改结果，没有报出的在前',
    reply: z.strictObject({ reports: z.array(report) }),
  },
  noteReported: {
    ...asStaff('work-lists', 'PUT', '/v1/authority-reports/{reportId}/receipt'),
    summary: '结果已录入管局系统',
    params: z.object({ reportId: id }),
    reply: z.strictObject({ noted: z.literal(true) }),
  },
});
