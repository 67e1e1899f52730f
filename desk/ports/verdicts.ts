import type { Verdict } from '../../contracts/review-desk/verdict.ts';

/** A verdict that is to be sent. */
export interface WaitingVerdict {
  readonly verdict: Verdict;
  /** The same on every attempt. */
  readonly messageId: string;
  /** Failed ones. */
  readonly attempts: number;
}

/** What the filing service knows of one round. */
export interface VerdictQuestion {
  readonly filingId: string;
  readonly round: number;
  /** The last sequence number that it has applied. */
  readonly after: number;
}

/** The verdicts that have left the desk, and the sending of them. */
export interface Verdicts {
  /** Verdicts of these rounds with a higher number, at most 100 for each, in order. Erased filings have none. */
  after(questions: readonly VerdictQuestion[]): Promise<readonly Verdict[]>;
  /** Verdicts to send now; nobody else gets them for the time of the lease. In a round, one at a time and in order. */
  claimDue(limit: number, leaseSeconds: number): Promise<readonly WaitingVerdict[]>;
  markDelivered(messageId: string): Promise<void>;
  postpone(messageId: string, at: Date, failure: string): Promise<void>;
  /**
   * Stops sending one that will never be taken; it needs a person. Its submission shows it; an approval whose numbers are wrong can be
   * typed again, and is sent under its round and sequence in a new message.
   *
   * @param failure path of what the filing service refuses, such as `data.numbers`, or another code.
   */
  park(messageId: string, failure: string): Promise<void>;
}
