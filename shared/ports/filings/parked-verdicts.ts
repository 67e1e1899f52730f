import type { FilingId } from '../../../contracts/kit/record-id.ts';
/**
 * Why a verdict is parked.
 *
 * `unreadable`: it does not fit the schema · `unknown-kind`, `wrong-numbers`, `wrong-amendments`: see `Unapplied` of the verdict machine ·
 * `failed`: applying it raised an unexpected error, which the log has.
 */
export type ParkedReason = 'unreadable' | 'unknown-kind' | 'wrong-numbers' | 'wrong-amendments' | 'failed';

/** A verdict that an operator must look at. Without anything that a reviewer wrote. */
export interface ParkedVerdict {
  readonly filingId: FilingId;
  /** Missing when not even these could be read. */
  readonly round?: number | undefined;
  readonly sequence?: number | undefined;
  readonly reason: ParkedReason;
  /** Paths of the values that are wrong; only of an unreadable verdict. */
  readonly fields: readonly string[];
}

/** A parked verdict with its times. */
export interface ListedVerdict extends ParkedVerdict {
  readonly parkedAt: Date;
  /** When it was last met. */
  readonly seenAt: Date;
}

/** Verdicts that could not be read or applied: at most one for each filing, the one that holds it up. */
export interface ParkedVerdicts {
  /** Parks a verdict, in place of an earlier one of the filing. Does nothing for a filing that is not ours. */
  park(verdict: ParkedVerdict): Promise<void>;
  /** The first `limit` parked verdicts whose filings have not changed since, longest parked first. */
  list(limit: number): Promise<readonly ListedVerdict[]>;
  /** Makes the next run of `status-sync` ask the desk about the filing. False when no verdict of it is parked. */
  askAgain(filingId: FilingId): Promise<boolean>;
}
