import { subscribeTexts } from './notification-text.ts';
import { NOTIFICATIONS, type Notification, roleOf, type TextRole } from './notifications.ts';
import type { OutboxState } from './outbox-message.ts';

/** A reminder in the outbox, and what became of it. */
export interface ReminderRow {
  readonly key: string;
  readonly payload: Readonly<Record<string, string | number>>;
  readonly state: OutboxState;
  readonly failure: string | undefined;
  readonly at: Date;
}

/** Something that somebody should have heard, and that no way brought to them. */
export interface Unreached {
  /** Of one of its messages. */
  readonly key: string;
  readonly notification: Notification;
  readonly role: TextRole;
  readonly payload: ReminderRow['payload'];
  readonly at: Date;
  /** The ways that failed. */
  readonly tried: readonly { readonly way: 'wechat' | 'sms' | 'mail'; readonly failure: string }[];
}

/** What was due earlier is over. */
export const unreachedSince = (now: Date): Date => new Date(now.getTime() - 30 * 24 * 60 * 60 * 1000);

/** How a message ends that somebody of the review desk has told. */
export const TOLD = 'told';
/** Ends by which somebody has heard it. */
const HEARD = ['same-number', TOLD];
/** Ends that are no failure: these, and some that say nothing of whether somebody can be reached. */
export const NO_FAILURES: readonly string[] = [...HEARD, 'out-of-date', 'unwanted'];

const isThere = ({ state, failure }: ReminderRow): boolean =>
  state === 'sent' || state === 'waiting' || HEARD.includes(failure ?? '');

const hasFailed = ({ state, failure }: ReminderRow): boolean =>
  (state === 'ended' || state === 'parked') && !NO_FAILURES.includes(failure ?? '');

const triedBy = ({ payload: { recipient }, failure = '' }: ReminderRow) => ({
  way: recipient === 'account' ? ('wechat' as const) : recipient === 'mailbox' ? ('mail' as const) : ('sms' as const),
  failure,
});

/** What somebody should have heard, in words. @param subject the website or company. */
export function untoldWords({ notification, payload }: Unreached, subject: string): string {
  const source = { flagged: [], numbers: undefined, names: [subject], address: '' };
  return subscribeTexts(notification, source, payload).what || '审核人员打电话没打通';
}

/** All ways to whoever files are one receiver: WeChat, their own number and the mailbox. */
function receiverOf({ payload }: ReminderRow): string {
  const recipient = String(payload.recipient);
  return roleOf(recipient) === 'filer' ? 'filer' : recipient;
}

/**
 * What did not reach somebody by any way: of each receiver of a filing or record the newest thing, unless they heard something
 * later. Newest first.
 *
 * @param rows of some filings and records.
 */
export function unreachedOf(rows: readonly ReminderRow[]): readonly Unreached[] {
  const told = new Map<string, ReminderRow[]>();
  for (const row of rows) {
    const occasion = `${row.key.replace(/[^/]*$/, '')}${receiverOf(row)}`;
    told.set(occasion, [...(told.get(occasion) ?? []), row]);
  }
  const newest = new Map<string, Unreached | undefined>();
  for (const ways of [...told.values()].toSorted(([a], [b]) => timeOf(a) - timeOf(b))) {
    const [first] = ways;
    const notification = first?.payload.notification as Notification;
    if (!first || !Object.hasOwn(NOTIFICATIONS, notification)) continue;
    const receiver = `${first.payload.filingId ?? first.payload.recordId} ${receiverOf(first)}`;
    const { key, payload, at } = first;
    const failed = ways.filter(hasFailed);
    if (ways.some(isThere)) newest.set(receiver, undefined);
    else if (failed.length > 0) {
      const role = roleOf(String(payload.recipient));
      newest.set(receiver, { key, notification, role, payload, at, tried: failed.map(triedBy) });
    }
  }
  return [...newest.values()]
    .flatMap((unreached) => unreached ?? [])
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

const timeOf = (row: ReminderRow | undefined): number => row?.at.getTime() ?? 0;
