import * as z from 'zod/mini';
import { asStaff } from '../../../../contracts/kit/callers.ts';
import { defineContract } from '../../../../contracts/kit/contract.ts';
import { QUERY_LIMITS } from '../../../../contracts/kit/default-limits.ts';
import { instant } from '../../../../contracts/kit/instant.ts';
import { anyText, id, line } from '../../../../contracts/kit/words.ts';
import { ACCESS_ACTIONS } from '../../../domain/oversight/clear-values.ts';

const place = z.regex(/^\d{13}\/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\/\d{1,9}$/, { error: '请从第一页重新打开。' });

/** Who saw what, for auditors. */
export const accessOperations = defineContract({
  readAccesses: {
    ...asStaff('read-audit', 'POST', '/v1/access-log'),
    summary: '访问日志：谁在什么时候看了谁的哪份材料或哪一项、为什么，按人、按天、按案件；查阅和导出也记录在案',
    limits: QUERY_LIMITS,
    body: z.strictObject({
      from: z.iso.date(),
      to: z.iso.date(),
      staffId: z.optional(id),
      /** All rounds of these filings, and what found one of them. */
      caseIds: z.optional(z.array(id).check(z.maxLength(20))),
      /** Whose of these cases: `organizer`, `principal`, or `website:<id>` of a site owner. */
      subject: z.optional(line(100)),
      after: z.optional(anyText.check(place)),
      /** For a table: 1,000 entries instead of 100. */
      isExport: z.optional(z.boolean()),
    }),
    reply: z.strictObject({
      entries: z.array(
        z.strictObject({
          at: instant,
          staffId: anyText,
          /** '' of whoever is known here no more. */
          staffName: anyText,
          action: z.enum(ACCESS_ACTIONS),
          caseId: z.optional(id),
          domains: z.array(anyText),
          /**
           * As the chain has them: `what` paper or field, `subject` whose, `reason` as of a reveal (`written`: a text that
           * somebody typed had the value in it), `lease` whether the case was in hand, `found` how many.
           */
          facts: z.record(anyText, z.union([anyText, z.number(), z.boolean()])),
        }),
      ),
      next: z.optional(anyText),
    }),
  },
});
