import * as z from 'zod/mini';
import { asAnybody, asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { anyText, id, recordId, shownRecordId, sixDigits } from '../../contracts/kit/words.ts';
import { TRANSFER_STATES } from '../../shared/domain/record/transfer.ts';
import { declineReason, handOverState } from '../../shared/schemas/hand-over-state.ts';

export const LINK_INCOMPLETE = '链接不完整，请重新打开收到的链接。';
const state = z.enum(TRANSFER_STATES);
/** 32 random bytes that a browser has made, base64url; and their SHA-256. */
const token = z.string().check(z.regex(/^[\w-]{43}$/, { error: LINK_INCOMPLETE }));
const oneTimeCode = sixDigits('请填写 6 位验证码。');
const stopCode = z.string().check(z.trim(), z.maxLength(20, { error: '请填写短信里的 6 位停止码。' }));

export const transfer = z.strictObject({
  transferId: id,
  recordId: shownRecordId,
  number: anyText,
  role: z.enum(['holder', 'target']),
  /** It began without the account that holds the record. */
  isRecovery: z.optional(z.literal(true)),
  state,
  stateLabel: anyText,
  startedAt: instant,
  expiresAt: instant,
  movesAt: z.optional(instant),
  endedAt: z.optional(instant),
  endLabel: z.optional(anyText),
  /** Both accounts, masked, while it goes on. */
  giver: z.optional(anyText),
  receiver: z.optional(anyText),
});
const oneTransfer = z.strictObject({ transfer });
const params = z.strictObject({ transferId: id });

/** Whose record it is and both accounts, masked, for somebody with the link or the code. */
const movedRecord = {
  number: anyText,
  organizer: z.optional(anyText),
  certificateType: z.enum(['business-licence', 'id-card']),
  domains: z.array(anyText),
  giver: anyText,
  receiver: z.optional(anyText),
};

/**
 * Strangers with the code of an SMS: one of 887 million, for a day. Whoever guesses it can stop a transfer, which then
 * begins anew.
 */
const STOP_LIMITS = [{ per: 'address', times: 30, seconds: 3600 }] as const;

/** Before the path with a record's id, which these would match. */
export const transferContract = defineContract({
  listTransfers: {
    ...asApplicant('GET', '/v1/records/transfers'),
    title: 'List transfers of records',
    summary: '我发起的和我打开过的备案转移，新的在前',
    reply: z.strictObject({ transfers: z.array(transfer) }),
  },
  previewTransfer: {
    ...asAnybody('POST', '/v1/records/transfers/previews'),
    title: 'Preview a transfer before sign-in',
    summary: '备案转移的链接在登录前说明：谁转出、哪个备案、哪些网站（已脱敏）；不占用链接',
    limits: STOP_LIMITS,
    body: z.strictObject({ token }),
    reply: z.strictObject(movedRecord),
  },
  openTransfer: {
    ...asApplicant('POST', '/v1/records/transfers/openings'),
    title: 'Open a transfer',
    summary:
      '登录后打开备案转移的链接：看到转移的是哪个主体；此后只有这个账号能接收，它也能凭 transferId 再打开；token 和 transferId 只填一个',
    limits: perAccount(60),
    body: z.strictObject({ token: z.optional(token), transferId: z.optional(id) }),
    reply: z.strictObject({ transfer, ...movedRecord, takesCertificate: z.boolean() }),
  },
  showStop: {
    ...asAnybody('POST', '/v1/records/transfers/stops/openings'),
    title: 'Show the transfer that a stop code stops',
    summary: '主体负责人填写短信里的停止码：看到哪个备案将要转移（不需要登录）',
    limits: STOP_LIMITS,
    body: z.strictObject({ code: stopCode }),
    reply: z.strictObject({ ...movedRecord, state, movesAt: z.optional(instant) }),
  },
  stopByPrincipal: {
    ...asAnybody('POST', '/v1/records/transfers/stops'),
    title: 'Stop a transfer as the principal',
    summary: '主体负责人凭停止码停止转移（不需要登录）',
    limits: STOP_LIMITS,
    body: z.strictObject({ code: stopCode }),
    reply: z.strictObject({ state: z.literal('stopped') }),
  },
  startTransfer: {
    ...asApplicant('POST', '/v1/records/{recordId}/transfers'),
    title: 'Start a transfer of a record',
    summary: '发起备案转移：向主体负责人备案的手机号发送验证码；再次发起会取代还没有被接收的那一次',
    origin: true,
    limits: perAccount(30),
    params: z.strictObject({ recordId }),
    reply: z.strictObject({
      transferId: id,
      mobile: anyText,
      expiresInSeconds: z.int(),
      resendInSeconds: z.int(),
    }),
    status: 202,
  },
  offerTransfer: {
    ...asApplicant('POST', '/v1/records/transfers/{transferId}/offers'),
    title: 'Make the link of a transfer',
    summary:
      '填写主体负责人的验证码并登记转移的链接。令牌由网页生成，只提交它的摘要；链接 24 小时内有效，只能由一个账号打开',
    limits: perAccount(60),
    params,
    body: z.strictObject({ code: oneTimeCode, digest: token }),
    reply: oneTransfer,
  },
  acceptTransfer: {
    ...asApplicant('POST', '/v1/records/transfers/{transferId}/acceptances'),
    title: 'Accept a transfer with a certificate',
    summary: '接收备案：当前账号里上传的证件识别出的号码须与备案主体一致，错 3 次即结束；接收 24 小时后转移',
    limits: perAccount(60),
    params,
    body: z.strictObject({ documentId: id }),
    reply: oneTransfer,
  },
  showTransferCheck: {
    ...asApplicant('GET', '/v1/records/transfers/{transferId}/liveness-checks'),
    title: "Show the principal's liveness check for a transfer",
    summary: '接收备案时能不能改由主体负责人刷脸，不能时为什么；能时进行到哪一步；负责人不同意的，转移已停止',
    params,
    reply: z.strictObject({
      isOffered: z.boolean(),
      reason: z.optional(anyText),
      principal: z.optional(anyText),
      triesLeft: z.int(),
      handOver: z.optional(
        z.strictObject({
          handOverId: id,
          state: handOverState,
          declineReason: z.optional(declineReason),
          expiresAt: instant,
        }),
      ),
    }),
  },
  handOverTransferCheck: {
    ...asApplicant('POST', '/v1/records/transfers/{transferId}/liveness-checks'),
    title: 'Ask the principal for a liveness check for a transfer',
    summary:
      '请主体负责人为这次转移刷脸：得到链接里的令牌，24 小时内有效，只能由一部手机打开。没有通过 3 次后只能上传证件',
    limits: perAccount(60),
    params,
    reply: z.strictObject({ handOverId: id, token: z.string(), expiresAt: instant }),
    status: 201,
  },
  acceptByCheck: {
    ...asApplicant('POST', '/v1/records/transfers/{transferId}/liveness-checks/acceptances'),
    title: "Accept a transfer by the principal's liveness check",
    summary: '接收备案：主体负责人在 1 小时内为这次转移刷脸通过，代替上传证件；接收 24 小时后转移',
    limits: perAccount(60),
    params,
    reply: oneTransfer,
  },
  stopTransfer: {
    ...asApplicant('DELETE', '/v1/records/transfers/{transferId}'),
    title: 'Stop a transfer',
    summary: '停止一次备案转移：原账号和接收方的账号都可以，转移完成前随时有效',
    params,
    reply: oneTransfer,
  },
});
