import * as z from 'zod/mini';
import type { RecordId } from '../kit/record-id.ts';
import type { Told } from '../kit/told.ts';
import { count, filled, time } from './values.ts';

/** What is to be mended. */
const noticeItem = z.object({
  /** A path as in a package, such as `principal.mobile`, where one says it. */
  field: z.optional(filled(200)),
  /** Shown to the organizer as it is; no name, number or address of a person. */
  reason: filled(500),
});

const fields = z.object({
  /** As in the feed of changes. It is the id of the filing that began the record; a claimed record has one of its own. */
  recordId: z.guid() as unknown as z.ZodMiniType<RecordId, string>,
  /** Counts the events of a record from 1 without a gap. They are applied in this order, whenever they arrive. */
  sequence: count,
  /**
   * `cancelled` the authority has cancelled the organizer or some of its websites (强制注销) · `access-ended` an access through this
   * provider has ended · `notice` something is to be mended · `inspection` the same with a due date, which the organizer may prolong
   * once by at most seven working days · `notice-closed` a notice or an inspection is done with.
   *
   * A kind that the service does not know is kept, reported to its operator, and holds up the events behind it. So is an event
   * about a website that the record never had, and a `notice-closed` for what never came. The desk corrects such an event by
   * sending it again under its sequence, in a new message.
   */
  kind: filled(50),
  /** When it happened; a time from 2000 to 2099. */
  at: time,
  /**
   * 网站备案号 of the websites that are meant. Without any, a notice is about all of the record; what ends something must name its
   * websites, or be `whole`.
   */
  websites: z._default(z.array(filled(50)).check(z.maxLength(500)), []),
  /**
   * With `cancelled` the organizer ends with all its websites; without it, an organizer whose last website ends stays filed with its
   * number (空壳主体). With `access-ended` all accesses here end. `websites` is then empty.
   */
  whole: z.optional(z.literal(true)),
  /** Required for `access-ended`: the provider itself, the provider on the authority's order, or somebody elsewhere. */
  by: z.optional(z.enum(['provider', 'authority', 'elsewhere'])),
  /** Shown to the organizer as it is; no name, number or address of a person. */
  reason: z.optional(filled(500)),
  /** What is to be mended; required for `notice` and `inspection`. */
  items: z._default(z.array(noticeItem).check(z.maxLength(50)), []),
  /** Until when; required for `inspection`. */
  dueAt: z.optional(time),
  /** Only with `notice-closed`: the sequence of the event that brought the notice. */
  notice: z.optional(count),
});
export type RecordEvent = Told<typeof fields>;

/** What ends something never means everything by naming nothing. */
const isNamed = ({ websites, whole }: RecordEvent): boolean => websites.length > 0 !== (whole === true);

/** What an event of a known kind must have, besides what each has. */
const NEEDED: Readonly<Record<string, (event: RecordEvent) => boolean>> = {
  cancelled: isNamed,
  'access-ended': (event) => event.by !== undefined && isNamed(event),
  notice: ({ items }) => items.length > 0,
  inspection: ({ items, dueAt }) => items.length > 0 && dueAt !== undefined,
  'notice-closed': ({ notice }) => notice !== undefined,
};

/** Something that happened to a record without a filing. Fields that are added later are ignored. */
export const recordEvent = fields.check(
  z.refine((event: RecordEvent) => !Object.hasOwn(NEEDED, event.kind) || NEEDED[event.kind]?.(event) === true, {
    path: ['kind'],
  }),
);
