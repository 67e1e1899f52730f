import * as z from 'zod/mini';
import { anyText } from '../../../../contracts/kit/words.ts';
import { queueName } from '../cases/case-schemas.ts';

const count = z.int();

/** Load, lateness and quality. Beside every number of speed stands one of quality. */
export const figures = z.strictObject({
  /** Now; at most 1,000 are counted of each. */
  queues: z.array(z.strictObject({ queue: queueName, overdue: count, dueToday: count, later: count, paused: count })),
  /** In the period, by the day of the decision in Beijing. */
  decisions: z.strictObject({ accepted: count, returned: count, declined: count, takenBack: count }),
  /** Each by who found it: what the authority returned had been accepted here. */
  returnsByReason: z.array(
    z.strictObject({ reasonId: anyText, reason: anyText, machine: count, reviewer: count, authority: count }),
  ),
  sampling: z.strictObject({ drawn: count, judged: count, harmless: count, wrong: count }),
  lateByDay: z.array(z.strictObject({ day: anyText, count })),
  /** How many filings that were accepted here the authority has refused. */
  authorityRefusals: count,
  medianSpentSeconds: z.optional(z.number()),
  medianDaysToApproval: z.optional(z.number()),
  /** Open cases that are due within two hours, and not overdue. */
  dueSoon: count,
  /** Whoever has decided in the period, or has cases in hand now. */
  byStaff: z.array(
    z.strictObject({
      staffId: anyText,
      /** For leads alone. */
      displayName: z.optional(anyText),
      inHand: count,
      decided: count,
      returned: count,
      late: count,
      sampled: count,
      wrong: count,
      /** On the rows of a case, all together. */
      medianSpentSeconds: z.optional(z.number()),
    }),
  ),
});
