import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { Verdict } from '../../../contracts/review-desk/verdict.ts';
import type { Change } from '../../domain/filing/change.ts';
import type { Filing } from '../../domain/filing/filing.ts';

/** A filing whose verdicts are due to be fetched from the review desk. */
export interface WaitingFiling {
  readonly filingId: FilingId;
  /** When it was due. */
  readonly askAt: Date;
  readonly round: number;
  readonly lastVerdict: number;
  /** Whether a verdict is stored but not applied, because an earlier one is missing or a process died. */
  readonly hasKept: boolean;
}

/** Filings as the review desk sees them: without an applicant. */
export interface Reviews {
  /** The filing for the review desk's package. @throws Refused('filing.unknown') */
  findFiling(filingId: FilingId): Promise<Filing>;
  /**
   * Stores a verdict, once per (filing, round, sequence), even when an earlier one is missing. One that is parked is
   * replaced, so that the desk can correct it. Nothing is kept for an erased filing. Joins the running transaction.
   *
   * @throws Refused('filing.unknown'); the running transaction must end then.
   */
  keepVerdict(verdict: Verdict): Promise<void>;
  /** Verdicts of the filing's current round after `lastVerdict`, in order of sequence. */
  unappliedVerdicts(filingId: FilingId): Promise<readonly Verdict[]>;
  /** Every verdict about a filing that was stored, in order. */
  verdictsOf(filingId: FilingId): Promise<readonly Verdict[]>;
  /** Like `Filings.change`, without an applicant. */
  changeFiling(filingId: FilingId, decide: (filing: Filing) => Change | undefined): Promise<Filing>;
  /**
   * Claims up to `limit` filings that were due by `dueBy`, and postpones them as the domain's `nextAskAt` says, so that
   * instances share the work. Those under review come first, each in its turn behind the one that was claimed last;
   * approved ones, earliest first, take what is left, and one place in twelve (`ONE_APPROVED_IN`) in any case. Filings
   * that another instance holds are left out.
   */
  claimWaiting(dueBy: Date, limit: number): Promise<readonly WaitingFiling[]>;
  /** Releases filings that were claimed in vain: they are due again at `at`. */
  askAgain(filingIds: readonly FilingId[], at: Date): Promise<void>;
  /** Until when the desk accepts no requests; undefined when it does. Shared by all instances. */
  quietUntil(): Promise<Date | undefined>;
  /** Pauses requests to the desk until `at`, in all instances. The latest time of several calls counts. */
  keepQuietUntil(at: Date): Promise<void>;
}
