import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount, READ_LIMITS, WRITE_LIMITS } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { anyText, id, recordId, sixDigits } from '../../contracts/kit/words.ts';
import { HANDED_OVER_STATES } from '../../shared/domain/liveness/hand-over.ts';
import { TRANSFER_STATES } from '../../shared/domain/record/transfer.ts';

const state = z.enum(TRANSFER_STATES);
/** 32 random bytes that a browser has made, base64url; and their SHA-256. */
const token = z.string().check(z.regex(/^[\w-]{43}$/, { error: '链接不完整，请重新打开收到的链接。' }));
const oneTimeCode = sixDigits('请填写 6 位验证码。');
const stopCode = z.string().check(z.trim(), z.maxLength(20, { error: '请填写短信里的 6 位停止码。' }));

export const transfer = z.strictObject({
  transferId: id,
  recordId: id,
  number: anyText,
  role: z.enum(['holder', 'target']),
  state,
  stateLabel: anyText,
  startedAt: instant,
  expiresAt: instant,
  movesAt: z.optional(instant),
  endedAt: z.optional(instant),
  endLabel: z.optional(anyText),
});
const oneTransfer = z.strictObject({ transfer });
const params = z.strictObject({ transferId: id });

/** Whose record it is, for somebody with the link or the code. */
const movedRecord = {
  number: anyText,
  organizer: z.optional(anyText),
  certificateType: z.enum(['business-licence', 'id-card']),
  domains: z.array(anyText),
};

/**
 * Strangers with the code of an SMS: one of 887 million, for a day. Whoever guesses it can stop a transfer, which then
 * begins anew.
 */
const STOP_LIMITS = [{ per: 'address', times: 30, seconds: 3600 }] as const;

/** Before the path with a record's id, which these would match. */
export const transferContract = defineContract({
  listTransfers: {
    method: 'GET',
    path: '/v1/records/transfers',
    summary: '我发起的和我打开过的备案转移，新的在前',
    caller: 'session',
    limits: READ_LIMITS,
    reply: z.strictObject({ transfers: z.array(transfer) }),
  },
  openTransfer: {
    method: 'POST',
    path: '/v1/records/transfers/openings',
    summary: '登录后打开备案转移的链接：看到转移的是哪个主体；此后只有这个账号能接收',
    caller: 'session',
    limits: perAccount(60),
    body: z.strictObject({ token }),
    reply: z.strictObject({ transfer, ...movedRecord }),
  },
  showStop: {
    method: 'POST',
    path: '/v1/records/transfers/stops/openings',
    summary: '主体负责人填写短信里的停止码：看到哪个备案将要转移（不需要登录）',
    caller: 'anonymous',
    limits: STOP_LIMITS,
    body: z.strictObject({ code: stopCode }),
    reply: z.strictObject({ ...movedRecord, state, movesAt: z.optional(instant) }),
  },
  stopByPrincipal: {
    method: 'POST',
    path: '/v1/records/transfers/stops',
    summary: '主体负责人凭停止码停止转移（不需要登录）',
    caller: 'anonymous',
    limits: STOP_LIMITS,
    body: z.strictObject({ code: stopCode }),
    reply: z.strictObject({ state: z.literal('stopped') }),
  },
  startTransfer: {
    method: 'POST',
    path: '/v1/records/{recordId}/transfers',
    summary: '发起备案转移：向主体负责人备案的手机号发送验证码；再次发起会取代还没有被接收的那一次',
    caller: 'session',
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
    method: 'POST',
    path: '/v1/records/transfers/{transferId}/offers',
    summary:
      '填写主体负责人的验证码并登记转移的链接。令牌由网页生成，只提交它的摘要；链接 24 小时内有效，只能由一个账号打开',
    caller: 'session',
    limits: perAccount(60),
    params,
    body: z.strictObject({ code: oneTimeCode, digest: token }),
    reply: oneTransfer,
  },
  acceptTransfer: {
    method: 'POST',
    path: '/v1/records/transfers/{transferId}/acceptances',
    summary: '接收备案：当前账号里上传的证件识别出的号码须与备案主体一致，错 3 次即结束；接收 24 小时后转移',
    caller: 'session',
    limits: perAccount(60),
    params,
    body: z.strictObject({ documentId: id }),
    reply: oneTransfer,
  },
  showTransferCheck: {
    method: 'GET',
    path: '/v1/records/transfers/{transferId}/liveness-checks',
    summary: '接收备案时能不能改由主体负责人刷脸，不能时为什么；能时进行到哪一步',
    caller: 'session',
    limits: READ_LIMITS,
    params,
    reply: z.strictObject({
      isOffered: z.boolean(),
      reason: z.optional(anyText),
      principal: z.optional(anyText),
      triesLeft: z.int(),
      handOver: z.optional(z.strictObject({ state: z.enum(HANDED_OVER_STATES), expiresAt: instant })),
    }),
  },
  handOverTransferCheck: {
    method: 'POST',
    path: '/v1/records/transfers/{transferId}/liveness-checks',
    summary:
      '请主体负责人为这次转移刷脸：得到链接里的令牌，30 分钟内有效，只能由一部手机打开。没有通过 3 次后只能上传证件',
    caller: 'session',
    limits: perAccount(60),
    params,
    reply: z.strictObject({ handOverId: id, token: z.string(), expiresAt: instant }),
    status: 201,
  },
  acceptByCheck: {
    method: 'POST',
    path: '/v1/records/transfers/{transferId}/liveness-checks/acceptances',
    summary: '接收备案：主体负责人在 1 小时内为这次转移刷脸通过，代替上传证件；接收 24 小时后转移',
    caller: 'session',
    limits: perAccount(60),
    params,
    reply: oneTransfer,
  },
  stopTransfer: {
    method: 'DELETE',
    path: '/v1/records/transfers/{transferId}',
    summary: '停止一次备案转移：原账号和迁入账号都可以，转移完成前随时有效',
    caller: 'session',
    limits: WRITE_LIMITS,
    params,
    reply: oneTransfer,
  },
});
