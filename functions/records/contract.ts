import * as z from 'zod/mini';
import { ENDING_REASONS, ENDING_TYPES, type EndingReason } from '../../contracts/data/endings.ts';
import { asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount, WRITE_LIMITS } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { view } from '../../contracts/kit/view.ts';
import { anyText, id, line, recordId, shownRecordId, sixDigits } from '../../contracts/kit/words.ts';
import { filingService } from '../../contracts/review-desk/operations.ts';
import { noticeState, RECORD_CAUSES, RECORD_STATES } from '../../contracts/review-desk/record-change.ts';
import { MOST_TAKEN_OVER } from '../../shared/domain/media/document.ts';
import { END_REASONS } from '../../shared/domain/record/record.ts';
import { publicSecurityNumber } from '../../shared/domain/record/website-care.ts';
import { recordInClear } from '../../shared/schemas/clear-views.ts';
import { codeTimes } from '../../shared/schemas/code-times.ts';
import { cloudService } from '../../shared/schemas/eligibility.ts';
import { websiteDetails } from '../../shared/schemas/filing-forms.ts';
import { filingState } from '../../shared/schemas/filing-state.ts';
import { maskedPerson, maskedSubject } from '../../shared/schemas/filing-view.ts';
import { claimContract } from './claim-contract.ts';
import { transferContract } from './transfer-contract.ts';

const state = z.enum(['live', 'ended']);
export const recordEnd = z.strictObject({
  at: instant,
  why: z.enum(END_REASONS),
  label: anyText,
  /** What the access provider has written of it. */
  reason: z.optional(anyText),
});
const actionName = z.enum(['new-website', 'new-access', 'change', 'end-access', 'cancel-website', 'cancel-organizer']);
/** Without a reason it can be done now. */
export const recordAction = z.strictObject({
  action: actionName,
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

/** How a website is looked after. */
export const websiteCare = z.strictObject({
  /** The number that its province wants at its foot. */
  footerNumber: anyText,
  /** Whether it is looked at once a month. */
  monthly: z.boolean(),
  publicSecurityNumber: z.optional(anyText),
  /** How often it may still be checked today. */
  checksLeft: z.int(),
  checkedAt: z.optional(instant),
  /** What the last look has found, and what to do about it. */
  lines: z.optional(
    z.array(
      z.strictObject({
        code: z.enum(['reachable', 'dns', 'number', 'public-security']),
        verdict: z.enum(['fine', 'amiss', 'unsure']),
        label: anyText,
        message: anyText,
      }),
    ),
  ),
});

/** A record with every personal value masked. */
export const recordView = z.strictObject({
  recordId: shownRecordId,
  number: anyText,
  version: z.int(),
  /** `empty`: 空壳主体, its organizer is filed and none of its websites is; `live` too where it may have some elsewhere (`no-website`). */
  state: z.enum(RECORD_STATES),
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
      /** How its last access here has ended, while it is live and not connected here. */
      accessEnded: z.optional(recordEnd),
      cloudServices: z.array(cloudService),
      /** While it is connected here. */
      care: z.optional(websiteCare),
      actions: z.array(recordAction),
    }),
  ),
  notices: z.array(notice),
  /**
   * What to see to: that it has no website, that one has lost its access, what runs out within 60 days, what of who is
   * filed is not in order, and what was found of websites.
   */
  hints: z.array(
    z.strictObject({
      code: z.enum([
        'certificate',
        'domain',
        'server',
        'not-in-order',
        'no-website',
        'silent',
        'no-number',
        'no-public-security',
        'elsewhere',
        'empty',
        'access-ended',
      ]),
      message: anyText,
      /** The operation that mends it, and the website that it is about. */
      action: z.optional(actionName),
      websiteId: z.optional(id),
    }),
  ),
  actions: z.array(recordAction),
});

const oneNotice = z.strictObject({
  recordId,
  notice: z.pipe(z.string().check(z.regex(/^[1-9]\d{0,8}$/)), z.transform(Number)),
});

const oneWebsite = z.strictObject({ recordId, websiteId: id });
const NO_PUBLIC_SECURITY_NUMBER = '请按网页上的样子填写公安备案号，例如“粤公网安备44030502000001号”。';
/** Stored in its normal form; empty to take it away. */
const publicSecurity = z.pipe(
  z.pipe(
    anyText.check(z.maxLength(60)),
    z.transform((typed) => (typed.trim() === '' ? '' : publicSecurityNumber(typed))),
  ),
  z.string({ error: NO_PUBLIC_SECURITY_NUMBER }),
);

const endingType = z.enum(ENDING_TYPES);
const oneEnding = z.strictObject({ recordId, filingType: endingType });
const instead = z.optional(z.strictObject({ action: endingType, message: anyText }));
/** Left out for an organizer. */
const ofWebsite = z.strictObject({ websiteId: z.optional(id) });

export const contract = defineContract({
  // Before the path with an id, which it would match.
  listChanges: filingService.listChanges,
  listUnreachedMessages: filingService.listUnreachedMessages,
  noteTold: filingService.noteTold,
  listRecords: {
    ...asApplicant('GET', '/v1/records'),
    title: 'List records',
    summary: '已备案的主体和网站（已脱敏）：备案号、状态和可以办理的事项；reason 为暂时不能办理的原因',
    reply: z.strictObject({ records: z.array(recordView) }),
  },
  ...claimContract,
  ...transferContract,
  showRecord: {
    ...asApplicant('GET', '/v1/records/{recordId}'),
    title: 'Get a record with all its versions',
    summary: '查看一份备案信息（已脱敏）和它的每一版；view 为限时的完整内容',
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
    ...asApplicant('POST', '/v1/records/{recordId}/notices/{notice}/extension'),
    title: 'Extend the deadline of a rectification',
    summary: '整改延期：只能申请一次，最长 7 个工作日',
    idempotent: true,
    limits: perAccount(20),
    params: oneNotice,
    reply: notice,
  },
  answerNotice: {
    ...asApplicant('POST', '/v1/records/{recordId}/notices/{notice}/answer'),
    title: 'Report a rectification as done',
    summary: '整改已完成，申请复核；word 为给审核人员的说明',
    idempotent: true,
    limits: perAccount(20),
    params: oneNotice,
    body: z.strictObject({ word: line(2000) }),
    reply: notice,
  },
  checkWebsite: {
    ...asApplicant('POST', '/v1/records/{recordId}/websites/{websiteId}/check'),
    title: 'Check a filed website now',
    summary: '现在检查一个已备案的网站：能否打开、域名解析、页脚的备案号和公安备案号；每个网站每天 5 次',
    limits: perAccount(60),
    atOnce: { per: 'account', most: 2 },
    params: oneWebsite,
    reply: websiteCare,
  },
  careForWebsite: {
    ...asApplicant('PUT', '/v1/records/{recordId}/websites/{websiteId}/care'),
    title: 'Choose what is watched about a website',
    summary: '网站要不要每月检查一次，和它的公安备案号（填写后不再提醒办理公安备案）；没有给的保持不变',
    params: oneWebsite,
    body: z.strictObject({ monthly: z.optional(z.boolean()), publicSecurityNumber: z.optional(publicSecurity) }),
    reply: websiteCare,
  },
  showEnding: {
    ...asApplicant('GET', '/v1/records/{recordId}/endings/{filingType}'),
    title: 'Show what a cancellation would end',
    summary: '注销或取消接入之前：会终止什么、需要确认什么、验证码发给谁，收不到验证码时用哪些材料代替',
    params: oneEnding,
    query: ofWebsite,
    reply: z.strictObject({
      filingType: endingType,
      label: anyText,
      /** 主体备案号, and whose it is. */
      number: anyText,
      organizerName: z.optional(anyText),
      websites: z.array(z.strictObject({ websiteId: id, number: anyText, domains: z.array(anyText) })),
      confirmer: z.strictObject({ who: z.enum(['principal', 'site-owner']), mobile: anyText }),
      consequences: z.array(anyText),
      confirmations: z.array(z.strictObject({ rule: anyText, message: anyText })),
      /** What it may be meant as instead; of a reason, once that is chosen. */
      instead,
      reasons: z.array(z.strictObject({ code: anyText, label: anyText, instead })),
      /** What stands for the code when the phone is lost. */
      papers: z.array(z.strictObject({ kind: anyText, subject: anyText, label: anyText })),
    }),
  },
  sendEndingCode: {
    ...asApplicant('POST', '/v1/records/{recordId}/endings/{filingType}/code'),
    title: 'Send a code for a cancellation',
    summary: '向主体负责人或网站负责人备案的手机号发送验证码',
    origin: true,
    limits: perAccount(20),
    params: oneEnding,
    query: ofWebsite,
    reply: codeTimes,
  },
  fileEnding: {
    ...asApplicant('POST', '/v1/records/{recordId}/endings/{filingType}'),
    title: 'File a cancellation',
    summary:
      '申请注销或取消接入：验证码正确后提交；收不到验证码的，改填上传的声明和证件 documentIds，由审核人员核实后再提交管局',
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
