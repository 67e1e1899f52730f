import type { OutboxMessage } from '../domain/messages/outbox-message.ts';

/** The part of a topic before the full stop: a kind of receiver. */
export type OutboxLane = 'review-desk' | 'reminder' | 'webhook';

export interface ClaimedMessage extends OutboxMessage {
  /** Attempts before this one. */
  readonly attempts: number;
  /** W3C traceparent of the event that wrote it; undefined where there was none. */
  readonly traceparent: string | undefined;
  /** An earlier attempt was begun and never settled: whoever made it died, and nobody knows whether the message arrived. */
  readonly begun: boolean;
}

/** A message that was given up, as an operator sees it. */
export interface ParkedMessage {
  readonly key: string;
  readonly topic: OutboxMessage['topic'];
  readonly attempts: number;
  readonly failure: string;
  readonly createdAt: Date;
}

/** Messages leave through here: written with the change that causes them, sent at least once afterwards. */
export interface Outbox {
  /** Writes messages; joins the running transaction. */
  add(messages: readonly OutboxMessage[]): Promise<void>;
  /**
   * Takes up to `limit` messages of a lane that are due and holds them for `leaseSeconds`, so that no other instance sends them
   * meanwhile. One that is not settled by then becomes due again.
   */
  claimDue(lane: OutboxLane, limit: number, leaseSeconds: number): Promise<readonly ClaimedMessage[]>;
  /**
   * Notes that an attempt begins: to be called right before a message goes to a receiver that can't tell a repetition. Settling the message
   * forgets this.
   */
  markBegun(key: string): Promise<void>;
  /** Settled: it was sent. */
  markSent(key: string): Promise<void>;
  /** Settled: not sent, for a reason that no retry would change. `why` is a short code. */
  markEnded(key: string, why: string): Promise<void>;
  /** Due again at `at`; counts an attempt. `failure` is a short code. */
  postpone(key: string, at: Date, failure: string): Promise<void>;
  /** Gives up: kept, visible, not sent any more; counts an attempt. `failure` is a short code. */
  park(key: string, failure: string): Promise<void>;
  /** How many messages wait, and how many were given up. */
  backlog(): Promise<{ readonly waiting: number; readonly parked: number }>;
  /** The messages that were given up, oldest first. */
  listParked(limit: number): Promise<readonly ParkedMessage[]>;
  /** Sends a parked message again, from the first attempt on and under the same id. Says whether there was one. */
  replay(key: string): Promise<boolean>;
}

/**
 * Whoever delivers the outbox. He comes by himself every few seconds; calling him after a commit only saves the wait. A call that fails is
 * therefore nobody's trouble, and it never throws.
 */
export interface Courier {
  /** Asks for a delivery now. Waits no longer than a second, and never throws. */
  call(): Promise<void>;
}
