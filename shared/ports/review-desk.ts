import type { Verdict } from '../domain/filing/verdict.ts';

/**
 * What the desk gets: the frozen filing with links to its pictures. `contentHash` is the SHA-256 of `data` without the links, which are
 * new on every attempt.
 */
export interface FilingPackage {
  readonly filingId: string;
  readonly round: number;
  readonly contentHash: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The access provider's back office. Signed both ways (Standard Webhooks). */
export interface ReviewDesk {
  /** Hands a filing in. The same messageId twice is one submission. @throws Failed('review-desk', …) */
  submit(messageId: string, filing: FilingPackage): Promise<void>;
  /** Takes a submission back while the initial review waits. @throws Failed('review-desk', …) */
  withdraw(messageId: string, filingId: string, round: number): Promise<void>;
  /** Verdicts after a sequence number, for several filings in one call. @throws Failed('review-desk', …) */
  verdicts(
    filings: readonly { readonly filingId: string; readonly round: number; readonly after: number }[],
  ): Promise<readonly Verdict[]>;
}

/** Whether a message really comes from the review desk. */
export interface DeskSignature {
  /**
   * Verifies a Standard Webhooks signature over the raw body.
   *
   * @returns the message id, the same on every attempt; undefined when the message is forged, altered or too old.
   */
  messageIdOf(headers: Readonly<Record<string, string | undefined>>, rawBody: string): string | undefined;
}
