import type { OutboxMessage } from '../../domain/messages/outbox-message.ts';
import type { ReminderRow } from '../../domain/messages/unreached.ts';

/** The part of a topic before the full stop: the kind of receiver. */
export type OutboxLane = 'review-desk' | 'reminder' | 'webhook';

/** A message that one instance holds to send it. */
export interface ClaimedMessage extends OutboxMessage {
  /** Attempts before this one. */
  readonly attempts: number;
  /** W3C traceparent of the event that wrote it; undefined when there was none. */
  readonly traceparent: string | undefined;
  /** An earlier attempt began and was never settled: its sender died, and it is unknown whether the message arrived. */
  readonly begun: boolean;
}

/** A message that was given up, as the operator sees it. */
export interface ParkedMessage {
  readonly key: string;
  readonly topic: OutboxMessage['topic'];
  readonly attempts: number;
  readonly failure: string;
  readonly createdAt: Date;
}

/** Outgoing messages: written with the change that causes them, sent at least once afterwards. */
export interface Outbox {
  /** Writes messages; joins the running transaction. */
  add(messages: readonly OutboxMessage[]): Promise<void>;
  /**
   * Claims up to `limit` due messages of a lane for `leaseSeconds`. No other instance sends them during that time. A
   * message that is not settled by then is due again. Those of webhooks are claimed by their endpoints: see WebhookMessages.
   */
  claimDue(
    lane: Exclude<OutboxLane, 'webhook'>,
    limit: number,
    leaseSeconds: number,
  ): Promise<readonly ClaimedMessage[]>;
  /**
   * Records that an attempt begins. Call it right before a message goes to a receiver that can't detect duplicates.
   * Settling the message clears it.
   */
  markBegun(key: string): Promise<void>;
  /** Settled: it was sent. */
  markSent(key: string): Promise<void>;
  /** Settled: not sent, for a reason that no retry would change. `why` is a short code. */
  markEnded(key: string, why: string): Promise<void>;
  /** Schedules a retry at `at` and counts an attempt. `failure` is a short code. */
  postpone(key: string, at: Date, failure: string): Promise<void>;
  /** Gives up: the message is kept and visible, but not sent any more. Counts an attempt. `failure` is a short code. */
  park(key: string, failure: string): Promise<void>;
  /** How many messages wait, without those for an integrator's endpoint that fails, and how many were given up. */
  backlog(): Promise<{ readonly waiting: number; readonly parked: number }>;
  /** The reminders about these filings and records since then. */
  remindersAbout(ids: readonly string[], since: Date): Promise<readonly ReminderRow[]>;
  /** Of which filings and records a reminder has failed since then; at most so many, those of the newest failures. */
  withFailedReminders(since: Date, limit: number): Promise<readonly string[]>;
  /** Parked messages, oldest first. */
  listParked(limit: number): Promise<readonly ParkedMessage[]>;
  /**
   * Sends a parked message again under the same id, counting attempts from zero; why it failed stays until it is sent.
   * False when there is none.
   */
  replay(key: string): Promise<boolean>;
}

/**
 * Triggers delivery of the outbox. Delivery also runs on a timer every few seconds; a call after a commit only saves
 * that wait. A failed call therefore does no harm, and it never throws.
 */
export interface Courier {
  /** Starts a delivery now. Waits at most one second. */
  call(): Promise<void>;
}
