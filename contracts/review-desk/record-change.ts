import * as z from 'zod/mini';
import { anyText, id, shownRecordId } from '../kit/words.ts';

const state = z.enum(['live', 'ended']);

/**
 * Where a record is. `empty`: its organizer is filed with its number, and none of its websites is (空壳主体); the next website
 * makes it `live` again. One whose organizer was filed elsewhere before stays `live`: it may have websites there.
 */
export const RECORD_STATES = ['live', 'empty', 'ended'] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/** `notice`: what was told by an event; `extended`, `answered`: the organizer's acts about one. */
export const RECORD_CAUSES = [
  'approval',
  'claim',
  'revocation',
  'filed-anew',
  'cancelled',
  'access-ended',
  'notice',
  'inspection',
  'notice-closed',
  'notice-extended',
  'notice-answered',
] as const;

/** Where a notice of a record is. */
export const noticeState = z.enum(['open', 'answered', 'closed']);

/** A version of a record. Nothing in it leads to a person. */
export const recordChange = z.strictObject({
  /** Its place in the feed. */
  position: z.int(),
  recordId: shownRecordId,
  /** 主体备案号. */
  number: anyText,
  /** The name of an enterprise as it is filed, absent where none is; `个人` of an individual. */
  organizer: z.optional(anyText),
  version: z.int(),
  /**
   * `filed-anew`: one of its domains was approved under another number · `claim`: an account has claimed what came from elsewhere ·
   * `notice-extended` and `notice-answered`: the organizer's acts about a notice. Others may be added.
   */
  cause: z.enum(RECORD_CAUSES),
  /** The filing that made it, if one did. */
  filingId: z.optional(id),
  at: z.string(),
  state: z.enum(RECORD_STATES),
  websites: z.array(
    z.strictObject({
      websiteId: id,
      number: anyText,
      domains: z.array(anyText),
      state,
      /** Whether it runs through this provider. */
      hasAccess: z.boolean(),
    }),
  ),
  notices: z.array(
    z.strictObject({
      /** The sequence of the event that brought it. */
      notice: z.int(),
      state: noticeState,
      dueAt: z.optional(z.string()),
      extendedAt: z.optional(z.string()),
      answeredAt: z.optional(z.string()),
      /** What the organizer says about it. */
      word: z.optional(z.string()),
    }),
  ),
});

/** What a desk must know of one. The rest it keeps as it comes, also what is added later. */
export const readChange = z.looseObject({ recordId: id, number: anyText, version: z.int() });

/** At most 100 versions, oldest first. */
export const recordChanges = z.strictObject({
  changes: z.array(recordChange),
  /** To ask behind. */
  next: z.int(),
  /** There may be another page now. */
  more: z.boolean(),
});
