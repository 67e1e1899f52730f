import * as z from 'zod/mini';
import { asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount } from '../../contracts/kit/default-limits.ts';
import { anyText, id, shownRecordId, sixDigits } from '../../contracts/kit/words.ts';

const codeSent = z.strictObject({
  number: anyText,
  mobile: anyText,
  expiresInSeconds: z.int(),
  resendInSeconds: z.int(),
});
const proven = z.strictObject({ documentId: id, code: sixDigits('请填写 6 位验证码。') });

/** Before the path with a record's id, which these would match. */
export const claimContract = defineContract({
  sendClaimCode: {
    ...asApplicant('POST', '/v1/records/claims/code'),
    title: 'Send a code to claim a record',
    summary: '认领其他途径办理的备案：按当前账号里上传的主体证件查询备案信息，向主体负责人备案的手机号发送验证码',
    origin: true,
    limits: perAccount(20),
    body: z.strictObject({ documentId: id }),
    reply: codeSent,
  },
  claimRecord: {
    ...asApplicant('POST', '/v1/records/claims'),
    title: 'Claim a record that was filed elsewhere',
    summary: '认领备案：验证码正确后，这份备案进入我的备案',
    idempotent: true,
    limits: perAccount(30),
    body: proven,
    reply: z.strictObject({ recordId: shownRecordId, number: anyText }),
    status: 201,
  },
  sendRecoveryCode: {
    ...asApplicant('POST', '/v1/records/recoveries/code'),
    title: 'Send a code to recover a record',
    summary:
      '找回在另一个账号里、账号登不进了的备案：按当前账号里上传的主体证件找到备案，向主体负责人备案的手机号发送验证码',
    origin: true,
    limits: perAccount(20),
    body: z.strictObject({ documentId: id }),
    reply: codeSent,
  },
  recoverRecord: {
    ...asApplicant('POST', '/v1/records/recoveries'),
    title: 'Recover a record from a lost account',
    summary: '找回备案：验证码正确后，得到转入当前账号的转移；接收后等 24 小时，原账号和主体负责人都可以停止',
    idempotent: true,
    limits: perAccount(30),
    body: proven,
    reply: z.strictObject({ transferId: id }),
    status: 201,
  },
  askRecoveryReview: {
    ...asApplicant('POST', '/v1/records/recoveries/reviews'),
    title: 'Ask a reviewer to recover a record',
    summary:
      '找回备案，但主体负责人收不到验证码或不能刷脸：由审核员按主体的证件（documentId）、负责人的身份证和手持证件照（documentIds）核实；核实后等 24 小时，原账号可以停止',
    idempotent: true,
    limits: perAccount(10),
    body: z.strictObject({ documentId: id, documentIds: z.array(id).check(z.minLength(1), z.maxLength(3)) }),
    reply: z.strictObject({ transferId: id }),
    status: 202,
  },
});
