import type { Change } from '../domain/filing/change.ts';
import type { Filing } from '../domain/filing/filing.ts';
import type { Verdict } from '../domain/filing/verdict.ts';

/** Where a walk through the filings that wait stands. */
export interface WaitingCursor {
  readonly askAt: Date;
  readonly filingId: string;
}

/** A filing about which the review desk is to be asked. */
export interface WaitingFiling extends WaitingCursor {
  readonly round: number;
  readonly lastVerdict: number;
  /** Whether a verdict is kept that has not been applied, because its turn had not come or somebody died. */
  readonly hasKept: boolean;
}

/** The review side of filings: no applicant is asking, the review desk is. */
export interface Reviews {
  /** The filing for the review desk's package. @throws Refused('filing.unknown') */
  findFiling(filingId: string): Promise<Filing>;
  /**
   * Keeps a verdict, once per (filing, round, sequence), whether or not its turn has come. Joins the running transaction.
   *
   * @throws Refused('filing.unknown'); the running transaction can't go on then.
   */
  keepVerdict(verdict: Verdict): Promise<void>;
  /** Verdicts of the filing's current round after `lastVerdict`, in order of sequence. */
  unappliedVerdicts(filingId: string): Promise<readonly Verdict[]>;
  /** Like `Filings.change`, without an applicant. */
  changeFiling(filingId: string, decide: (filing: Filing) => Change | undefined): Promise<Filing>;
  /**
   * Takes up to `limit` filings about which the desk was to be asked by `dueBy`, those that were to be asked first in front, and puts
   * their next time off, so that many instances share the work, as `nextAskAt` of the domain says. Filings
   * that somebody else holds are left out. With a cursor it goes on behind it.
   */
  claimWaiting(dueBy: Date, limit: number, after?: WaitingCursor): Promise<readonly WaitingFiling[]>;
  /** Gives back what was claimed in vain: to be asked again from `at` on. */
  askAgain(filingIds: readonly string[], at: Date): Promise<void>;
  /** Until when the desk does not want to be asked; undefined when it may be. Kept for all instances. */
  quietUntil(): Promise<Date | undefined>;
  /** Leaves the desk alone until `at`, in all instances; the later one counts when several are told. */
  keepQuietUntil(at: Date): Promise<void>;
}
