import type { UnreadableVerdict, Verdict } from '../domain/filing/verdict.ts';
import type { FilingId } from '../domain/record/record-id.ts';

/**
 * What the desk receives: the frozen filing with links to its pictures. `contentHash` is the SHA-256 of `data` without
 * the links, which are new on every attempt.
 */
export interface FilingPackage {
  readonly filingId: FilingId;
  readonly round: number;
  readonly contentHash: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The desk's answer to a question about verdicts. One that can't be read does not hide the others. */
export interface AskedVerdicts {
  readonly verdicts: readonly Verdict[];
  readonly unreadable: readonly UnreadableVerdict[];
}

/** The access provider's back office. Requests are signed in both directions (Standard Webhooks). */
export interface ReviewDesk {
  /** Submits a filing. Two calls with the same messageId are one submission. @throws Failed('review-desk', …) */
  submit(messageId: string, filing: FilingPackage): Promise<void>;
  /** Withdraws a submission that waits for its initial review. @throws Failed('review-desk', …) */
  withdraw(messageId: string, filingId: FilingId, round: number): Promise<void>;
  /** Asks the desk to delete everything of a filing. It may arrive in any order. @throws Failed('review-desk', …) */
  erase(messageId: string, filingId: FilingId): Promise<void>;
  /**
   * Verdicts after a sequence number, for several filings in one call.
   *
   * @throws Failed('review-desk', …), also for a reply with more than 100 verdicts for each of them.
   */
  verdicts(
    filings: readonly { readonly filingId: FilingId; readonly round: number; readonly after: number }[],
  ): Promise<AskedVerdicts>;
}

/** Verifies that a message comes from the review desk. */
export interface DeskSignature {
  /**
   * Verifies a Standard Webhooks signature over the raw body.
   *
   * @returns the message id, which is the same on every attempt; undefined when the message is forged, altered or too
   * old.
   */
  messageIdOf(headers: Readonly<Record<string, string | undefined>>, rawBody: string): string | undefined;
}
