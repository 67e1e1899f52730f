import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import type { AnswerKind, AuthorityStage } from '../domain/authority.ts';
import type { ReasonedField } from '../domain/decision.ts';
import type { AuthorityAnswer } from './authority.ts';

/** `parked`: the authority refused it, and a person must look. */
export type SubmissionState = 'waiting' | 'parked' | 'sent' | 'taken-back';
/** `to-match`: somebody must say what the words of a return mean. */
export type AnswerState = 'waiting' | 'to-match' | 'applied' | 'parked' | 'dropped';

/** A filing that is to be handed in, or was. A round is handed in once more after an SMS verification that timed out. */
export interface Submission {
  readonly submissionId: string;
  readonly caseId: string;
  readonly filingId: string;
  /** Undefined until it leaves: what falls away before has no number. */
  readonly number: number | undefined;
  readonly state: SubmissionState;
  readonly stage: AuthorityStage;
  readonly queuedAt: Date;
  readonly sentAt: Date | undefined;
  /** Why the last attempt failed, as a code. */
  readonly failure: string | undefined;
  /** Failed ones. */
  readonly attempts: number;
  /** The applicant has withdrawn it; it is taken back under its number. */
  readonly isTakenBack: boolean;
}

/** A submission as it was claimed: what came of that does not count any more once its applicant has withdrawn it. */
export type ClaimedSubmission = Pick<Submission, 'submissionId' | 'isTakenBack'>;

/** A submission that leaves now. */
export type LeavingSubmission = Submission & { readonly number: number };

/** What is handed in to the authority, in the order of its numbers. */
export interface Submissions {
  /**
   * The next to hand in, with its number: the one that has a number and has not arrived, otherwise the oldest. Nobody else
   * gets it for the time of the lease. Nothing overtakes: while one is parked or postponed, there is none.
   */
  claimNext(leaseSeconds: number): Promise<LeavingSubmission | undefined>;
  /** By hand: gives a case's submission its number, if it is the next. Call it in a transaction, with the case locked. */
  number(caseId: string): Promise<LeavingSubmission | undefined>;
  /** It has arrived, or was taken back. One that was withdrawn while it was handed in is still to be taken back. */
  markSent(claimed: ClaimedSubmission): Promise<void>;
  postpone(claimed: ClaimedSubmission, at: Date, failure: string): Promise<void>;
  /** False when it does not wait any more: it was withdrawn, or the authority has answered it. */
  park(claimed: ClaimedSubmission, failure: string): Promise<boolean>;
  /** A parked one is tried again. False when it is not parked. */
  release(submissionId: string): Promise<boolean>;
  /** The last submission of a case. */
  ofCase(caseId: string): Promise<Submission | undefined>;
  /** What waits first, then what is at the authority; the newest first of what was sent. */
  list(limit: number): Promise<readonly Submission[]>;
  /** The highest number that has arrived at the authority; 0 for none. */
  lastSent(): Promise<number>;
}

/** An answer as the desk keeps it. */
export interface KeptAnswer {
  readonly answer: AuthorityAnswer;
  readonly state: AnswerState;
  readonly caseId: string | undefined;
  readonly receivedAt: Date;
}

/** A return that somebody is to match. */
export interface ReturnToMatch {
  readonly caseId: string;
  readonly kind: AnswerKind;
  readonly receivedAt: Date;
}

/** What somebody has understood a return to mean. */
export interface MatchedReturn {
  readonly number: number;
  readonly sequence: number;
  readonly flagged: readonly ReasonedField[];
  readonly by: string;
}

/** An answer that was typed and can still be taken back. */
export interface PendingAnswer {
  readonly sequence: number;
  readonly kind: AnswerKind;
  readonly appliesAt: Date;
}

/** Numbers that the authority has given, as far as the desk knows them: from what was typed, and from the records. */
export interface GivenNumbers {
  /** 主体备案号 under which the organizer of a case is filed now. */
  ofOrganizer(caseId: string): Promise<readonly string[]>;
  /**
   * Paths of the numbers that another organizer, or a website with another domain, has. Whoever types numbers at the same moment
   * waits: call it in a transaction.
   */
  taken(
    caseId: string,
    numbers: FilingNumbers,
    websites: readonly { id: string; domain: string }[],
  ): Promise<readonly string[]>;
}

/** What the authority has answered. */
export interface AuthorityAnswers {
  /** Keeps an answer, once, whenever it comes. */
  keep(answer: AuthorityAnswer): Promise<void>;
  /**
   * By hand: keeps the next answer about a submission. Call it in a transaction with the case locked.
   *
   * @param appliesAt until then it can be taken back, and is not applied.
   * @returns its sequence.
   */
  add(answer: Omit<AuthorityAnswer, 'sequence'>, appliesAt?: Date): Promise<number>;
  /** Answers that were typed and can still be taken back, by the numbers of their submissions, each in its order. */
  pending(numbers: readonly number[]): Promise<ReadonlyMap<number, readonly PendingAnswer[]>>;
  /** Takes back the last answer that was typed. False when its time is over, or another one came after it. */
  takeBack(number: number, sequence: number): Promise<boolean>;
  /** Numbers of submissions with an answer whose turn it is. */
  toApply(limit: number): Promise<readonly number[]>;
  /**
   * Applies the answers about a submission whose turn it is, each under the next numbers of its filing's round: an answer
   * waits for the ones before it. One that can't come now is parked, and a return waits to be matched. What is answered
   * has arrived, and is not handed in again.
   *
   * @returns how many verdicts it made, and whether an answer was parked.
   */
  apply(number: number): Promise<{ readonly verdicts: number; readonly isParked: boolean }>;
  /** A return that waits to be matched, of a case. */
  returnOf(caseId: string): Promise<KeptAnswer | undefined>;
  /** Returns that wait to be matched, without their words; what waits longest first. */
  toMatch(limit: number): Promise<readonly ReturnToMatch[]>;
  /** Makes a verdict of a return. False when it does not wait to be matched any more. */
  match(matched: MatchedReturn): Promise<boolean>;
  /** Passes over a parked answer. False when it is not parked. */
  drop(number: number, sequence: number): Promise<boolean>;
  /** Those that wait for a person first, then the newest. */
  list(limit: number): Promise<readonly KeptAnswer[]>;
}
