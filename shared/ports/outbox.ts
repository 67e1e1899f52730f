/** A message that must leave: to the review desk or to a person. Payloads hold ids and codes, no personal data. */
export interface OutboxMessage {
  readonly topic: 'review-desk.submit' | 'review-desk.withdraw' | 'reminder';
  /** Unique over all time; a second message with the same key is dropped. Also the message id on every attempt. */
  readonly key: string;
  readonly payload: Readonly<Record<string, string | number>>;
}

export interface ClaimedMessage extends OutboxMessage {
  /** Attempts before this one. */
  readonly attempts: number;
}

/** Messages leave through here: written with the change that causes them, sent at least once afterwards. */
export interface Outbox {
  /** Writes messages; joins the running transaction. */
  add(messages: readonly OutboxMessage[]): Promise<void>;
  /**
   * Takes up to `limit` messages that are due and holds them for `leaseSeconds`, so that no other instance sends them meanwhile.
   * One that is neither done nor postponed by then becomes due again.
   */
  claim(limit: number, leaseSeconds: number): Promise<readonly ClaimedMessage[]>;
  done(key: string): Promise<void>;
  /** Due again at `at`; counts an attempt. */
  postpone(key: string, at: Date, failure: string): Promise<void>;
  /** Gives up: kept, visible, not sent any more. */
  park(key: string, failure: string): Promise<void>;
}
