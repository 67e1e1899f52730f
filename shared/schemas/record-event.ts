import * as z from 'zod/mini';
import type { RecordId } from '../../contracts/kit/record-id.ts';
import { MAX_INTEGER } from '../../contracts/kit/storable.ts';
import type { RecordEvent } from '../domain/record/record-event.ts';

const text = (maxLength: number) => z.string().check(z.minLength(1), z.maxLength(maxLength));
const count = z.int().check(z.positive(), z.maximum(MAX_INTEGER));
/** Deadlines are computed from it; no desk decided before 2000, and none is that far ahead. */
const instant = z.pipe(
  z.pipe(
    z.iso.datetime({ offset: true }),
    z.transform((given: string) => new Date(given)),
  ),
  z.date().check(z.minimum(new Date('2000-01-01')), z.maximum(new Date('2100-01-01'))),
);

/** What an event of a known kind must have, besides what each has. */
const NEEDED: Readonly<Record<string, (event: RecordEvent) => boolean>> = {
  'access-ended': ({ by }) => by !== undefined,
  notice: ({ items }) => items.length > 0,
  inspection: ({ items, dueAt }) => items.length > 0 && dueAt !== undefined,
  'notice-closed': ({ notice }) => notice !== undefined,
};

/**
 * An event about a record as the desk writes it (`RecordEvent` in `docs/api/review-desk.yaml`). The kind is free text, so
 * that an unknown kind can be received and stored. Fields added later are ignored.
 */
export const recordEvent = z
  .object({
    recordId: z.guid() as unknown as z.ZodMiniType<RecordId, string>,
    sequence: count,
    kind: text(50),
    at: instant,
    websites: z._default(z.array(text(50)).check(z.maxLength(500)), []),
    by: z.optional(z.enum(['provider', 'authority', 'elsewhere'])),
    reason: z.optional(text(500)),
    items: z._default(
      z.array(z.object({ field: z.optional(text(200)), reason: text(500) })).check(z.maxLength(50)),
      [],
    ),
    dueAt: z.optional(instant),
    notice: z.optional(count),
  })
  .check(
    z.refine((event: RecordEvent) => !Object.hasOwn(NEEDED, event.kind) || NEEDED[event.kind]?.(event) === true, {
      path: ['kind'],
    }),
  ) satisfies z.ZodMiniType<RecordEvent>;
