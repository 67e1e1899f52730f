import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import type { AnswerKind, AuthorityStage } from '../domain/authority/authority.ts';
import type { ReasonedField } from '../domain/cases/decision.ts';
import type { AuthorityAnswer } from './authority.ts';

/**
 * What of a submission's last verdict the filing service does not take: its numbers, which can be typed again, or all of it. Or
 * `answer-dropped`: an answer that somebody typed could not come any more.
 */
export type SubmissionFailure = 'numbers-refused' | 'verdict-refused' | 'answer-dropped';
export type SubmissionState = 'waiting' | 'sent' | 'taken-back';
/**
 * `waiting`: it can still be taken back · `to-confirm`: somebody else must confirm its numbers · `to-match`: somebody must say what the
 * words of a return mean · `dropped`: somebody took it back, or it could not come any more.
 */
export type AnswerState = 'waiting' | 'to-confirm' | 'to-match' | 'applied' | 'dropped';

/** A filing that is to be handed in, or was. A round is handed in once more after an SMS verification that timed out. */
export interface Submission {
  readonly submissionId: string;
  readonly caseId: string;
  readonly filingId: string;
  /** Undefined until it is exported: what falls away before has no number. */
  readonly number: number | undefined;
  readonly state: SubmissionState;
  readonly stage: AuthorityStage;
  readonly queuedAt: Date;
  readonly sentAt: Date | undefined;
  /** Filing numbers that were typed and not taken back, the organizer's first. */
  readonly numbers: readonly string[];
  readonly failure: SubmissionFailure | undefined;
  /** The applicant has withdrawn it; it is taken back under its number. */
  readonly isTakenBack: boolean;
}

/** What staff hand in to the authority, in the order of its numbers. */
export interface Submissions {
  /**
   * Gives a case's submission its number, the same each time. Call it in a transaction, with the case locked.
   *
   * @returns undefined when none waits.
   */
  number(caseId: string): Promise<(Submission & { readonly number: number }) | undefined>;
  /** It has arrived, or was taken back. False when it does not wait, or was withdrawn meanwhile: then it is still to be taken back. */
  markSent(submission: Pick<Submission, 'submissionId' | 'isTakenBack'>): Promise<boolean>;
  /** The last submission of a case. */
  ofCase(caseId: string): Promise<Submission | undefined>;
  /** The submission with a number. */
  ofNumber(number: number): Promise<Submission | undefined>;
  /** What waits first, then what the authority has not ended, the oldest first, then the newest of the rest. */
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
  /** Not before somebody else has confirmed its numbers. */
  readonly isToConfirm: boolean;
}

/** Numbers that the authority has given, as far as the desk knows them: from what was typed, and from the records. */
export interface GivenNumbers {
  /**
   * Paths of the numbers that another organizer, or a website with another domain, has, and of those of an access whose domain is
   * filed under another one. Whoever types numbers at the same moment waits: call it in a transaction.
   */
  taken(
    about: { caseId: string; filingType: string },
    numbers: FilingNumbers,
    websites: readonly { id: string; domain: string }[],
  ): Promise<readonly string[]>;
}

/** What the authority has answered. */
export interface AuthorityAnswers {
  /**
   * Keeps the next answer about a submission, which can come now. Call it in a transaction with the case locked.
   *
   * @param appliesAt until then it can be taken back, and is not applied; one with numbers not before somebody else confirms them.
   * @returns its sequence.
   */
  add(answer: Omit<AuthorityAnswer, 'sequence'>, by: string, appliesAt: Date): Promise<number>;
  /** The last answer about a submission that was not taken back. */
  latest(number: number): Promise<{ readonly answer: AuthorityAnswer; readonly appliesAt: Date } | undefined>;
  /** Answers whose numbers somebody else must confirm, the oldest first. */
  toConfirm(limit: number): Promise<readonly (KeptAnswer & { readonly typedBy: string })[]>;
  /** Confirms numbers. Call it in a transaction. False when there are none to confirm. @throws for whoever has typed them */
  confirm(number: number, sequence: number, by: string): Promise<boolean>;
  /** Answers that are not applied yet, by the numbers of their submissions, each in its order. */
  pending(numbers: readonly number[]): Promise<ReadonlyMap<number, readonly PendingAnswer[]>>;
  /** Takes back the last answer. False when its time is over, or another one came after it. */
  takeBack(number: number, sequence: number): Promise<boolean>;
  /** Numbers of submissions with an answer whose time has come. */
  toApply(limit: number): Promise<readonly number[]>;
  /**
   * Applies the answers about a submission whose time has come, each under the next numbers of its filing's round: an answer
   * waits for the ones before it, and a return to be matched. One that can't come any more is dropped.
   *
   * @returns how many verdicts it made.
   */
  apply(number: number): Promise<number>;
  /** A return that waits to be matched, of a case. */
  returnOf(caseId: string): Promise<KeptAnswer | undefined>;
  /** Returns that wait to be matched, without their words; what waits longest first. */
  toMatch(limit: number): Promise<readonly ReturnToMatch[]>;
  /** Makes a verdict of a return. False when it does not wait to be matched any more, or can't come, and is dropped. */
  match(matched: MatchedReturn): Promise<boolean>;
  /** Those that wait for a person first, then the newest. */
  list(limit: number): Promise<readonly KeptAnswer[]>;
}
