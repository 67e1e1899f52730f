import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { Told } from '../../../contracts/kit/told.ts';
import type { packageData } from '../../../contracts/review-desk/package.ts';
import type { Verdict } from '../../../contracts/review-desk/verdict.ts';
import type { UnreadableVerdict } from '../../domain/filing/verdict.ts';

type Package = Told<typeof packageData>;

/** What the desk receives (`contracts/review-desk/package.ts`): the frozen round with links to its documents. */
export interface FilingPackage {
  readonly filingId: FilingId;
  readonly round: number;
  readonly contentHash: string;
  readonly data: Omit<Package, 'organizer' | 'principal'> & {
    // A submitted filing has these forms, which its type does not say.
    readonly [Form in 'organizer' | 'principal']?: Package[Form] | undefined;
  };
}

/** The desk's answer to a question about verdicts. One that can't be read does not hide the others. */
export interface AskedVerdicts {
  readonly verdicts: readonly Verdict[];
  readonly unreadable: readonly UnreadableVerdict[];
}

/** The access provider's back office. Requests are signed in both directions. */
export interface ReviewDesk {
  /** Submits a filing. However often a round is submitted, it is one submission. @throws Failed('review-desk', …) */
  submit(filing: FilingPackage): Promise<void>;
  /**
   * Withdraws a submission that waits for its initial review.
   *
   * @param messageId the same on every attempt. @throws Failed('review-desk', …)
   */
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
