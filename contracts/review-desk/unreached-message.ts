import * as z from 'zod/mini';
import { anyText, id, line, shownRecordId } from '../kit/words.ts';

/** By which ways a message was tried: WeChat, a text message, mail. */
const WAYS = ['wechat', 'sms', 'mail'] as const;
/** Who reads a message. `filer`: whoever the account belongs to. */
const READERS = ['filer', 'principal', 'site-owner'] as const;

const key = line(300);

/** What somebody should have heard, and no way brought to them. Nothing in it leads to a person. */
export const unreachedMessage = z.strictObject({
  key,
  /** The filing that it is about, or the last one of the record that it is about. */
  filingId: z.optional(id),
  recordId: z.optional(shownRecordId),
  role: z.enum(READERS),
  /** Whose site owner it is. */
  websiteId: z.optional(anyText),
  /** In words, without a name. */
  what: anyText,
  at: z.string(),
  /** `failure` is a short code, such as `refused` or `sms:broken`. */
  tried: z.array(z.strictObject({ way: z.enum(WAYS), failure: anyText })),
});

/** At most 100, the newest first. */
export const unreachedMessages = z.strictObject({ messages: z.array(unreachedMessage) });

/** What somebody of the desk has told by themselves. */
export const toldMessage = z.object({ key });
