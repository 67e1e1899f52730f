import * as z from 'zod/mini';
import type { Verdict } from '../domain/verdict.ts';

const text = z.string().check(z.minLength(1), z.maxLength(500));

/**
 * A verdict as the review desk writes it, in its webhook and in its answers (`Verdict` in `docs/api/review-desk.yaml`).
 * The kind is free text: one that we don't know yet must get in, so that it can be kept. Fields added later are ignored.
 */
export const verdict = z.object({
  filingId: z.guid(),
  round: z.int().check(z.positive()),
  sequence: z.int().check(z.positive()),
  kind: z.string().check(z.minLength(1), z.maxLength(50)),
  at: z.pipe(z.iso.datetime({ offset: true }), z.coerce.date()),
  flagged: z._default(
    z
      .array(
        z.object({
          field: z.string().check(z.minLength(1), z.maxLength(200)),
          reason: text,
          suggestion: z.optional(text),
        }),
      )
      .check(z.maxLength(200)),
    [],
  ),
  numbers: z.optional(z.object({ organizer: z.string(), websites: z.record(z.string(), z.string()) })),
}) satisfies z.ZodMiniType<Verdict>;

/** Body of the webhook `POST /v1/webhooks/review`. */
export const verdictMessage = z.object({ type: z.literal('verdict'), data: verdict });
