import * as z from 'zod/mini';
import { defineContract } from '../../../contracts/kit/contract.ts';
import { filingIdInPath, writtenVerdict } from '../../../contracts/review-desk.ts';

const received = z.strictObject({ received: z.literal(true) });
const limits = {
  unlimited: 'only the filing service can sign; to count a call would cost more than to refuse its signature',
};

/** docs/api/review-desk.yaml, word for word. The use cases parse the bodies, whose faults are all 422. */
export const contract = defineContract({
  submitFiling: {
    method: 'POST',
    path: '/v1/filings',
    summary: '接收一轮备案（签名和格式见 docs/api/review-desk.yaml）',
    caller: 'desk',
    limits,
    // Sixty documents with their links, ten websites, and all findings.
    maxBodyBytes: 1024 * 1024,
    reply: received,
  },
  withdrawFiling: {
    method: 'POST',
    path: '/v1/filings/{filingId}/withdrawal',
    summary: '申请人撤回一轮备案',
    caller: 'desk',
    limits,
    params: z.object({ filingId: filingIdInPath }),
    reply: received,
  },
  eraseFiling: {
    method: 'POST',
    path: '/v1/filings/{filingId}/erasure',
    summary: '删除一份备案的全部资料',
    caller: 'desk',
    limits,
    params: z.object({ filingId: filingIdInPath }),
    reply: received,
  },
  queryVerdicts: {
    method: 'POST',
    path: '/v1/verdict-queries',
    summary: '查询审核结果',
    caller: 'desk',
    asks: true,
    limits,
    reply: z.strictObject({ verdicts: z.array(writtenVerdict) }),
  },
});
