import * as z from 'zod/mini';
import { MAX_INTEGER } from '../../contracts/kit/storable.ts';
import { MOST_AMENDMENTS } from '../domain/filing/amendment.ts';
import type { UnreadableVerdict, Verdict } from '../domain/filing/verdict.ts';

const string = z.string();
const filled = z.minLength(1);
const text = (maxLength: number) => string.check(filled, z.maxLength(maxLength));
const count = z.int().check(z.positive(), z.maximum(MAX_INTEGER));
const reason = text(500);
const flagged = z.object({ field: text(200), reason, suggestion: z.optional(reason) });
/** What a field takes is checked with the filing: `wrong-amendments`. */
const amendment = z.object({
  field: text(200),
  before: string.check(z.maxLength(500)),
  after: text(500),
  reason,
});
/** Deadlines are computed from it; no desk decided before 2000, and none is that far ahead. */
const decidedAt = z.date().check(z.minimum(new Date('2000-01-01')), z.maximum(new Date('2100-01-01')));
const instant = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text: string) => new Date(text)),
);

/**
 * A verdict as the review desk writes it, in its webhook and in its replies (`Verdict` in `docs/api/review-desk.yaml`).
 * The kind is free text, so that an unknown kind can be received and stored. Fields added later are ignored.
 */
export const verdict = z.object({
  filingId: z.guid(),
  round: count,
  sequence: count,
  kind: text(50),
  at: z.pipe(instant, decidedAt),
  flagged: z._default(z.array(flagged).check(z.maxLength(200)), []),
  amendments: z.optional(z.array(amendment).check(z.maxLength(MOST_AMENDMENTS))),
  numbers: z.optional(z.object({ organizer: string, websites: z.record(string, string) })),
}) satisfies z.ZodMiniType<Verdict>;

const MAX_FIELDS = 20;
const MAX_PATH_LENGTH = 200;

/** What can be read of it by itself, whatever else is wrong. */
const identity = z.object({
  filingId: z.catch(z.optional(z.guid()), undefined),
  round: z.catch(z.optional(count), undefined),
  sequence: z.catch(z.optional(count), undefined),
});

/** Reads a verdict from the JSON value that the desk sent, whose texts were made storable. */
export function readVerdict(given: unknown): Verdict | UnreadableVerdict {
  const read = verdict.safeParse(given);
  if (read.success) return read.data;
  const paths = read.error.issues.map(({ path }) => path.join('.').slice(0, MAX_PATH_LENGTH));
  return { ...identity.safeParse(given).data, fields: [...new Set(paths)].slice(0, MAX_FIELDS) };
}

export const isUnreadable = (read: Verdict | UnreadableVerdict): read is UnreadableVerdict => 'fields' in read;
