import { RECORD_EVENT_KINDS, type RecordEventKind } from '../../../contracts/review-desk/kinds.ts';
import type { RecordEvent } from '../../../contracts/review-desk/record-event.ts';
import type { NoticeItem, RecordNotice } from './notice.ts';
import { type End, type EndReason, endedAccesses, type FiledRecord, type RecordContents, withEnded } from './record.ts';

const isKnown = (kind: string): kind is RecordEventKind => (RECORD_EVENT_KINDS as readonly string[]).includes(kind);

/** Who ended an access: the provider itself, on its own account or for the authority, or somebody elsewhere. */
type EndedBy = NonNullable<RecordEvent['by']>;

/** What an event, or the organizer's act about one, makes of a record. */
export type EventCause =
  | {
      readonly kind: 'cancelled';
      readonly at: string;
      readonly sequence: number;
      readonly websites: readonly string[];
      readonly whole?: true | undefined;
      readonly reason?: string | undefined;
    }
  | {
      readonly kind: 'access-ended';
      readonly at: string;
      readonly sequence: number;
      readonly websites: readonly string[];
      readonly whole?: true | undefined;
      readonly by: EndedBy;
      readonly reason?: string | undefined;
    }
  | {
      readonly kind: 'notice' | 'inspection';
      readonly at: string;
      readonly sequence: number;
      readonly websites: readonly string[];
      readonly items: readonly NoticeItem[];
      readonly dueAt?: string | undefined;
      readonly reason?: string | undefined;
    }
  | { readonly kind: 'notice-closed'; readonly at: string; readonly sequence: number; readonly notice: number }
  | {
      readonly kind: 'notice-extended';
      readonly at: string;
      readonly notice: number;
      readonly dueAt: string;
    }
  | { readonly kind: 'notice-answered'; readonly at: string; readonly notice: number; readonly word: string };

/**
 * Why an event is not applied: `unknown-kind`: from a newer version of the desk · `unknown-website`: a number that this
 * record never had · `unknown-notice`: it closes what no event has brought.
 */
export type WrongEvent = 'unknown-kind' | 'unknown-website' | 'unknown-notice';

/** What an event means for a record. The desk corrects one that is wrong by sending it again under its number. */
export function causeOfEvent(record: FiledRecord, event: RecordEvent): EventCause | WrongEvent {
  const { kind, sequence, websites, whole, reason, items, dueAt, notice, by = 'provider' } = event;
  const { contents } = record;
  const at = event.at.toISOString();
  if (websites.some((number) => contents.websites.every((website) => website.number !== number)))
    return 'unknown-website';
  const said = { at, sequence, ...(reason !== undefined && { reason }) };
  if (!isKnown(kind)) return 'unknown-kind';
  switch (kind) {
    case 'cancelled':
      return { kind, ...said, websites, ...(whole && { whole }) };
    case 'access-ended':
      return { kind, ...said, websites, by, ...(whole && { whole }) };
    case 'notice-closed':
      return notice !== undefined && noticesOf(contents).some((recordNotice) => recordNotice.notice === notice)
        ? { kind, at, sequence, notice }
        : 'unknown-notice';
    default:
      return { kind, ...said, websites, items, ...(dueAt && { dueAt: dueAt.toISOString() }) };
  }
}

/** The notices of a record, oldest first. */
export const noticesOf = ({ notices = [] }: Pick<RecordContents, 'notices'>): readonly RecordNotice[] => notices;

const ENDED_BY: Readonly<Record<EndedBy, EndReason>> = {
  provider: 'by-provider',
  authority: 'by-authority',
  elsewhere: 'elsewhere',
};

/** A record after an event. One that changes nothing, such as the end of what has ended, leaves it as it is. */
export function contentsAfterEvent(contents: RecordContents, cause: EventCause): RecordContents {
  const reason = 'reason' in cause && { reason: cause.reason };
  switch (cause.kind) {
    case 'cancelled': {
      const end: End = { at: cause.at, why: 'cancelled', ...reason };
      return withEnded(contents, ({ number }) => isMeant(cause, number), end, cause.whole);
    }
    case 'access-ended': {
      const end: End = { at: cause.at, why: ENDED_BY[cause.by], ...reason };
      const websites = contents.websites.map((website) =>
        isMeant(cause, website.number) ? { ...website, accesses: endedAccesses(website, end) } : website,
      );
      return { ...contents, websites };
    }
    case 'notice':
    case 'inspection':
      return contents.ended ? contents : { ...contents, notices: [...noticesOf(contents), noticeOf(cause)] };
    default:
      return {
        ...contents,
        notices: noticesOf(contents).map((notice) =>
          notice.notice === cause.notice && notice.state !== 'closed' ? noticeAfter(notice, cause) : notice,
        ),
      };
  }
}

const isMeant = ({ websites, whole }: Pick<RecordEvent, 'websites' | 'whole'>, number: string): boolean =>
  whole === true || websites.includes(number);

function noticeOf(cause: Extract<EventCause, { readonly kind: 'notice' | 'inspection' }>): RecordNotice {
  const { sequence, ...said } = cause;
  return { notice: sequence, ...said, state: 'open' };
}

function noticeAfter(
  notice: RecordNotice,
  cause: Extract<EventCause, { readonly kind: `notice-${string}` }>,
): RecordNotice {
  if (cause.kind === 'notice-closed') return { ...notice, state: 'closed' };
  if (cause.kind === 'notice-extended') return { ...notice, dueAt: cause.dueAt, extendedAt: cause.at };
  return { ...notice, state: 'answered', answer: { at: cause.at, word: cause.word } };
}
