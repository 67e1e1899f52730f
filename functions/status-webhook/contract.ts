import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';

/** The body has no schema here: the use case parks a verdict that it can't read. */
export const contract = defineContract({
  receiveVerdict: {
    method: 'POST',
    path: '/v1/webhooks/review',
    summary: '接收审核结果和备案信息的通知（签名和格式见 docs/api/review-desk.yaml）',
    caller: 'desk',
    limits: { unlimited: 'only the desk can sign; to count a call would cost more than to refuse its signature' },
    reply: z.strictObject({ received: z.literal(true) }),
  },
});
