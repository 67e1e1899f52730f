import * as z from 'zod';
import type { Verdict } from '../domain/verdict.ts';

const text = z.string().min(1).max(500);

/**
 * A verdict as the review desk writes it, in its webhook and in its answers (`Verdict` in `docs/api/review-desk.yaml`).
 * The kind is free text: one that we don't know yet must get in, so that it can be kept. Fields added later are ignored.
 */
export const verdict = z.object({
  filingId: z.guid(),
  round: z.int().positive(),
  sequence: z.int().positive(),
  kind: z.string().min(1).max(50),
  at: z.iso.datetime({ offset: true }).pipe(z.coerce.date()),
  flagged: z
    .array(z.object({ field: z.string().min(1).max(200), reason: text, suggestion: text.optional() }))
    .max(200)
    .default([]),
  numbers: z.object({ organizer: z.string(), websites: z.record(z.string(), z.string()) }).optional(),
}) satisfies z.ZodType<Verdict>;

/** Body of the webhook `POST /v1/webhooks/review`. */
export const verdictMessage = z.object({ type: z.literal('verdict'), data: verdict });
