import * as z from 'zod/mini';
import { anyText, id } from '../kit/words.ts';

const state = z.enum(['live', 'ended']);

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

/** A version of a record. Nothing in it is about a person. */
export const recordChange = z.strictObject({
  /** Its place in the feed. */
  position: z.int(),
  recordId: id,
  /** 主体备案号. */
  number: anyText,
  version: z.int(),
  /**
   * `filed-anew`: one of its domains was approved under another number · `claim`: an account has claimed what came from elsewhere ·
   * `notice-extended` and `notice-answered`: the organizer's acts about a notice. Others may be added.
   */
  cause: z.enum(RECORD_CAUSES),
  /** The filing that made it, if one did. */
  filingId: z.optional(id),
  at: z.string(),
  state,
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
