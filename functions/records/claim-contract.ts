import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount } from '../../contracts/kit/default-limits.ts';
import { anyText, id, sixDigits } from '../../contracts/kit/words.ts';

/** Before the path with a record's id, which these would match. */
export const claimContract = defineContract({
  sendClaimCode: {
    method: 'POST',
    path: '/v1/records/claims/code',
    summary: '认领其他途径办理的备案：按当前账号里上传的主体证件查询备案信息，向主体负责人备案的手机号发送验证码',
    caller: 'session',
    origin: true,
    limits: perAccount(20),
    body: z.strictObject({ documentId: id }),
    reply: z.strictObject({
      number: anyText,
      mobile: anyText,
      expiresInSeconds: z.int(),
      resendInSeconds: z.int(),
    }),
  },
  claimRecord: {
    method: 'POST',
    path: '/v1/records/claims',
    summary: '认领备案：验证码正确后，这份备案进入我的备案',
    caller: 'session',
    idempotent: true,
    limits: perAccount(30),
    body: z.strictObject({
      documentId: id,
      code: sixDigits('请填写 6 位验证码。'),
    }),
    reply: z.strictObject({ recordId: id, number: anyText }),
    status: 201,
  },
});
