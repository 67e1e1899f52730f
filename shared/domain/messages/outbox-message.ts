/** A message that must leave: to the review desk, to a person, or to an integrator. Payloads hold ids and codes, no personal data. */
export interface OutboxMessage {
  readonly topic: 'review-desk.submit' | 'review-desk.withdraw' | 'reminder' | 'webhook';
  /** Unique over all time; a second message with the same key is dropped. Also the message id on every attempt. */
  readonly key: string;
  readonly payload: Readonly<Record<string, string | number>>;
}

/**
 * `waiting` to be sent, now or later · `sent` · `parked` after the last attempt, until somebody replays it · `ended`: not sent and not to
 * be, because its receiver wants none or it says nothing true any more.
 */
export type OutboxState = 'waiting' | 'sent' | 'parked' | 'ended';
