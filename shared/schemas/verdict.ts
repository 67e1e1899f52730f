import * as z from 'zod/mini';
import type { Verdict } from '../domain/filing/verdict.ts';

const string = z.string();
const filled = z.minLength(1);
const text = (maxLength: number) => string.check(filled, z.maxLength(maxLength));
const count = z.int().check(z.positive());
const reason = text(500);
const flagged = z.object({ field: text(200), reason, suggestion: z.optional(reason) });

/**
 * A verdict as the review desk writes it, in its webhook and in its replies (`Verdict` in `docs/api/review-desk.yaml`).
 * The kind is free text, so that an unknown kind can be received and stored. Fields added later are ignored.
 */
export const verdict = z.object({
  filingId: z.guid(),
  round: count,
  sequence: count,
  kind: text(50),
  at: z.pipe(z.iso.datetime({ offset: true }), z.coerce.date()),
  flagged: z._default(z.array(flagged).check(z.maxLength(200)), []),
  numbers: z.optional(z.object({ organizer: string, websites: z.record(string, string) })),
}) satisfies z.ZodMiniType<Verdict>;

/** Body of the webhook `POST /v1/webhooks/review`. */
export const verdictMessage = z.object({ type: z.literal('verdict'), data: verdict });
