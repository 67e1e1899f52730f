import * as z from 'zod/mini';
import { defineContract } from '../../shared/edge/contract.ts';
import { READ_LIMITS, WRITE_LIMITS } from '../../shared/edge/default-limits.ts';
import { cloudService } from '../../shared/schemas/eligibility.ts';
import { websiteDetails } from '../../shared/schemas/filing-forms.ts';
import { maskedPerson, maskedSubject } from '../../shared/schemas/filing-view.ts';
import { instant } from '../../shared/schemas/instant.ts';
import { view } from '../../shared/schemas/view.ts';
import { anyText, id } from '../../shared/schemas/words.ts';

const state = z.enum(['live', 'ended']);
const end = z.strictObject({ at: instant, why: z.enum(['revoked', 'filed-anew']), label: anyText });
/** Without a reason it can be done now. */
const action = z.strictObject({
  action: z.enum(['new-website', 'new-access', 'change', 'end-access', 'cancel-website', 'cancel-organizer']),
  label: anyText,
  reason: z.optional(anyText),
});

/** A record with every personal value masked. */
const recordView = z.strictObject({
  recordId: id,
  number: anyText,
  version: z.int(),
  state,
  stateLabel: anyText,
  ended: z.optional(end),
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
      ended: z.optional(end),
      cloudServices: z.array(cloudService),
      actions: z.array(action),
    }),
  ),
  actions: z.array(action),
});

export const contract = defineContract({
  listRecords: {
    method: 'GET',
    path: '/v1/records',
    summary: '已备案的主体和网站（已脱敏）：备案号、状态和可以办理的事项；reason 为暂时不能办理的原因',
    caller: 'session',
    limits: READ_LIMITS,
    reply: z.strictObject({ records: z.array(recordView) }),
  },
  showRecord: {
    method: 'GET',
    path: '/v1/records/{recordId}',
    summary: '查看一份备案信息（已脱敏）和它的每一版；view 为限时的完整内容',
    caller: 'session',
    limits: WRITE_LIMITS,
    params: z.strictObject({ recordId: id }),
    reply: z.strictObject({
      record: recordView,
      versions: z.array(
        z.strictObject({
          version: z.int(),
          cause: z.enum(['approval', 'revocation', 'filed-anew']),
          label: anyText,
          filingId: id,
          at: instant,
        }),
      ),
      view,
    }),
  },
});
