import * as z from 'zod/mini';
import { asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { anyText, id, line } from '../../contracts/kit/words.ts';
import { filingState } from '../../shared/schemas/filing-state.ts';

const params = z.strictObject({ filingId: id });
export const submissionOutcome = z.strictObject({
  filingId: id,
  state: filingState,
  stateLabel: anyText,
  version: z.int(),
  round: z.int(),
});

export const contract = defineContract({
  submit: {
    ...asApplicant('POST', '/v1/submissions/{filingId}'),
    title: 'Submit a filing',
    summary: '提交备案申请：先做全部预检，通过后送初审',
    idempotent: true,
    // A pre-check queries registries and the cloud account.
    limits: [{ per: 'account', times: 60, seconds: 3600 }],
    params,
    body: z.strictObject({ termsAccepted: z.boolean(), termsTextVersion: z.optional(line(40)) }),
    reply: submissionOutcome,
    status: 202,
  },
  withdraw: {
    ...asApplicant('DELETE', '/v1/submissions/{filingId}'),
    title: 'Withdraw a filing',
    summary: '撤回申请（仅初审期间）；注销和取消接入的申请在提交管局之前都可以撤回，撤回后即结束',
    idempotent: true,
    params,
    reply: submissionOutcome,
  },
  abandon: {
    ...asApplicant('POST', '/v1/submissions/{filingId}/abandonment'),
    title: 'Abandon a filing',
    summary: '放弃备案',
    idempotent: true,
    params,
    reply: submissionOutcome,
  },
});
