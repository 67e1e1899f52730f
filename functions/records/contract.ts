import * as z from 'zod/mini';
import { ENDING_REASONS, ENDING_TYPES, type EndingReason } from '../../contracts/data/endings.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount, READ_LIMITS, WRITE_LIMITS } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { view } from '../../contracts/kit/view.ts';
import { anyText, id, line, recordId, sixDigits } from '../../contracts/kit/words.ts';
import { filingService } from '../../contracts/review-desk/operations.ts';
import { noticeState, RECORD_CAUSES } from '../../contracts/review-desk/record-change.ts';
import { MOST_TAKEN_OVER } from '../../shared/domain/media/document.ts';
import { END_REASONS } from '../../shared/domain/record/record.ts';
import { recordInClear } from '../../shared/schemas/clear-views.ts';
import { codeTimes } from '../../shared/schemas/code-times.ts';
import { cloudService } from '../../shared/schemas/eligibility.ts';
import { websiteDetails } from '../../shared/schemas/filing-forms.ts';
import { filingState } from '../../shared/schemas/filing-state.ts';
import { maskedPerson, maskedSubject } from '../../shared/schemas/filing-view.ts';
import { claimContract } from './claim-contract.ts';
import { transferContract } from './transfer-contract.ts';

const state = z.enum(['live', 'ended']);
export const recordEnd = z.strictObject({ at: instant, why: z.enum(END_REASONS), label: anyText });
/** Without a reason it can be done now. */
export const recordAction = z.strictObject({
  action: z.enum(['new-website', 'new-access', 'change', 'end-access', 'cancel-website', 'cancel-organizer']),
  label: anyText,
  reason: z.optional(anyText),
});

/** What is to be mended: a notice, or an inspection (核查). */
export const notice = z.strictObject({
  notice: z.int(),
  kind: z.enum(['notice', 'inspection']),
  kindLabel: anyText,
  state: noticeState,
  stateLabel: anyText,
  at: instant,
  reason: z.optional(anyText),
  websites: z.array(anyText),
  items: z.array(z.strictObject({ field: z.optional(anyText), reason: anyText })),
  dueAt: z.optional(instant),
  extended: z.boolean(),
  word: z.optional(anyText),
});

export const recordCause = z.enum(RECORD_CAUSES);

/** A record with every personal value masked. */
export const recordView = z.strictObject({
  recordId: id,
  number: anyText,
  version: z.int(),
  state,
  stateLabel: anyText,
  ended: z.optional(recordEnd),
  ...maskedSubject,
  websites: z.array(
    z.strictObject({
      websiteId: id,
      number: anyText,
      domains: z.array(anyText),
      details: z.optional(websiteDetails),
      siteOwner: z.optional(maskedPerson),
      state,
      stateLabel: anyText,
      ended: z.optional(recordEnd),
      cloudServices: z.array(cloudService),
      actions: z.array(recordAction),
    }),
  ),
  notices: z.array(notice),
  /** What to see to: what runs out within 60 days, and what was found of websites. */
  hints: z.array(
    z.strictObject({
      code: z.enum(['certificate', 'domain', 'server', 'silent', 'no-number', 'elsewhere']),
      message: anyText,
    }),
  ),
  actions: z.array(recordAction),
});

const oneNotice = z.strictObject({
  recordId,
  notice: z.pipe(z.string().check(z.regex(/^[1-9]\d{0,8}$/)), z.transform(Number)),
});

const endingType = z.enum(ENDING_TYPES);
const oneEnding = z.strictObject({ recordId, filingType: endingType });
/** Left out for an organizer. */
const ofWebsite = z.strictObject({ websiteId: z.optional(id) });

export const contract = defineContract({
  // Before the path with an id, which it would match.
  listChanges: filingService.listChanges,
  listRecords: {
    method: 'GET',
    path: '/v1/records',
    summary: '已备案的主体和网站（已脱敏）：备案号、状态和可以办理的事项；reason 为暂时不能办理的原因',
    caller: 'session',
    limits: READ_LIMITS,
    reply: z.strictObject({ records: z.array(recordView) }),
  },
  ...claimContract,
  ...transferContract,
  showRecord: {
    method: 'GET',
    path: '/v1/records/{recordId}',
    summary: '查看一份备案信息（已脱敏）和它的每一版；view 为限时的完整内容',
    caller: 'session',
    limits: WRITE_LIMITS,
    params: z.strictObject({ recordId }),
    reply: z.strictObject({
      record: recordView,
      versions: z.array(
        z.strictObject({
          version: z.int(),
          cause: recordCause,
          label: anyText,
          filingId: z.optional(id),
          at: instant,
        }),
      ),
      view,
    }),
    view: recordInClear,
  },
  extendNotice: {
    method: 'POST',
    path: '/v1/records/{recordId}/notices/{notice}/extension',
    summary: '整改延期：只能申请一次，最长 7 个工作日',
    caller: 'session',
    idempotent: true,
    limits: perAccount(20),
    params: oneNotice,
    reply: notice,
  },
  answerNotice: {
    method: 'POST',
    path: '/v1/records/{recordId}/notices/{notice}/answer',
    summary: '整改已完成，申请复核；word 为给审核人员的说明',
    caller: 'session',
    idempotent: true,
    limits: perAccount(20),
    params: oneNotice,
    body: z.strictObject({ word: line(200) }),
    reply: notice,
  },
  showEnding: {
    method: 'GET',
    path: '/v1/records/{recordId}/endings/{filingType}',
    summary: '注销或取消接入之前：会终止什么、需要确认什么、验证码发给谁，收不到验证码时用哪些材料代替',
    caller: 'session',
    limits: READ_LIMITS,
    params: oneEnding,
    query: ofWebsite,
    reply: z.strictObject({
      filingType: endingType,
      label: anyText,
      websites: z.array(z.strictObject({ websiteId: id, number: anyText, domains: z.array(anyText) })),
      confirmer: z.strictObject({ who: z.enum(['principal', 'site-owner']), mobile: anyText }),
      consequences: z.array(anyText),
      confirmations: z.array(z.strictObject({ rule: anyText, message: anyText })),
      reasons: z.array(z.strictObject({ code: anyText, label: anyText })),
      /** What stands for the code when the phone is lost. */
      papers: z.array(z.strictObject({ kind: anyText, subject: anyText, label: anyText })),
    }),
  },
  sendEndingCode: {
    method: 'POST',
    path: '/v1/records/{recordId}/endings/{filingType}/code',
    summary: '向主体负责人或网站负责人备案的手机号发送验证码',
    caller: 'session',
    origin: true,
    limits: perAccount(20),
    params: oneEnding,
    query: ofWebsite,
    reply: codeTimes,
  },
  fileEnding: {
    method: 'POST',
    path: '/v1/records/{recordId}/endings/{filingType}',
    summary:
      '申请注销或取消接入：验证码正确后提交；收不到验证码的，改填上传的声明和证件 documentIds，由审核人员核实后再提交管局',
    caller: 'session',
    idempotent: true,
    limits: perAccount(60),
    params: oneEnding,
    query: ofWebsite,
    body: z.strictObject({
      reason: z.enum(Object.keys(ENDING_REASONS) as EndingReason[]),
      confirmed: z.array(z.string().check(z.regex(/^FT-\d{2}$/))).check(z.maxLength(10)),
      /** Either this, or papers. */
      code: z.optional(sixDigits('请填写 6 位验证码。')),
      documentIds: z.optional(z.array(id).check(z.minLength(1), z.maxLength(MOST_TAKEN_OVER))),
    }),
    reply: z.strictObject({
      filingId: id,
      state: filingState,
      stateLabel: anyText,
      version: z.int(),
      round: z.int(),
    }),
    status: 202,
  },
});
