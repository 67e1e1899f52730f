import * as z from 'zod/mini';
import type { Told } from '../kit/told.ts';
import { MOST_AMENDMENTS } from './amendable.ts';
import { amendment } from './amendment.ts';
import { filingNumbers } from './filing-numbers.ts';
import { count, filled, time } from './values.ts';

/** A field that must be changed. */
export const flaggedField = z.object({
  /** A path into the package's data; a section such as `organizer.address` opens everything in it. */
  field: filled(200),
  /**
   * Shown to the applicant as it is, and in replies that the platform logs. Name the field, what is wrong and what to do; no name,
   * number or address of a person.
   */
  reason: filled(500),
  suggestion: z.optional(filled(500)),
});
export type FlaggedField = Told<typeof flaggedField>;

/** A verdict as the desk writes it, in its webhook and in its replies. Fields that are added later are ignored. */
export const verdict = z.object({
  filingId: z.guid(),
  round: count,
  /** Counts the verdicts of a round from 1 without a gap. They are applied in this order, whenever they arrive. */
  sequence: count,
  /**
   * `call-missed` a reviewer called and nobody answered; the filing stays where it is, and the site owners are told that they will be
   * called again · `accepted` the initial review is passed · `returned` by the provider · `declined` by the provider for good, in
   * the initial review only: the filing ends, and `flagged` says why and what the applicant can do instead · `queued` it waits its
   * turn at the authority · `sms-waiting` the SMS verification runs, again after each new code · `sms-done` every number has
   * confirmed · `sms-failed` something must be corrected, e.g. after five wrong ID numbers · `sms-timed-out` 24 hours passed, it
   * is handed to the authority once more · `authority-accepted` the authority has nothing against it, numbers follow ·
   * `authority-returned` · `approved` with its numbers · `revoked` an approved filing was taken back.
   *
   * When the record ends by it, the filings about it that are open end, too: those that the desk has in hand are withdrawn. So do
   * changes and endings when nothing of the record runs through this provider any more.
   *
   * A kind that the service does not know is kept, reported to its operator, and holds up the verdicts after it. So is an
   * `approved` without a well-formed number for the organizer and each website. The desk corrects such a verdict by sending it
   * again under its round and sequence, in a new message.
   *
   * `docs/states.md` says which of them is taken in which state, and what other systems call the states.
   */
  kind: filled(50),
  /** When it was decided; a time from 2000 to 2099. */
  at: time,
  /**
   * With `returned`, `sms-failed` and `authority-returned` only these fields are open to the applicant. With `declined` nothing
   * opens; it has at least one item, which has the field `filing` where it is about the whole.
   */
  flagged: z._default(z.array(flaggedField).check(z.maxLength(200)), []),
  /**
   * With `accepted` only. The service writes them into the filing, its round and, once approved, the record, and shows the applicant the
   * old value beside the new one.
   *
   * Only a website's name, home URL and remark can be amended, and of a `change` only those that it makes different. A verdict with
   * an amendment that can't be made is not applied, and reported to the service's operator: one of another field, of an ending,
   * with another `before` than the package has, twice for a field, or whose `after` the form would refuse (a name has at most 60
   * characters, a remark 200; a home URL is the domain or a host below it, without path and port). The desk corrects such a
   * verdict by sending it again under its round and sequence, in a new message.
   */
  amendments: z.optional(z.array(amendment).check(z.maxLength(MOST_AMENDMENTS))),
  /** Required for `approved`; of a change those of its package, or none. */
  numbers: z.optional(filingNumbers),
});
export type Verdict = Told<typeof verdict>;
