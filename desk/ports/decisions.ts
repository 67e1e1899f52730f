import type { Decision } from '../domain/cases/decision.ts';
import type { Drawing } from '../domain/oversight/sampling.ts';

/** What the second person says. */
export interface SecondView {
  readonly decisionId: string;
  readonly by: string;
  readonly agrees: boolean;
  readonly comment: string;
  readonly at: Date;
  /** From then on the decision is a verdict, when they agree. */
  readonly sendsAt: Date;
  /** When they disagree, the case is kept for whoever decided until then. */
  readonly keptUntil: Date;
}

/** Somebody takes a decision back. */
export interface TakingBack {
  readonly decisionId: string;
  readonly by: string;
  /** A lead may take back what somebody else has decided. */
  readonly ofAnybody: boolean;
  readonly at: Date;
  /** They have the case again until then. */
  readonly leaseUntil: Date;
}

/** What waits for what: the end of its time, or the second view. */
export type DecisionState = 'second-view' | 'waiting' | 'taken-back' | 'sent' | 'dropped';

/** A decision and what became of it. */
export interface KnownDecision extends Decision {
  readonly state: DecisionState;
  readonly secondBy: string | undefined;
  readonly secondComment: string | undefined;
}

/** Decisions that can still be taken back, and what becomes of them. */
export interface Decisions {
  /**
   * Keeps a decision about an open case, which whoever decides has a lease of. Where two must agree it waits for the second
   * view, and nobody can make a verdict of it before.
   *
   * @returns what it waits for; undefined when the case is not open any more, or not theirs.
   */
  decide(decision: Decision): Promise<'waiting' | 'second-view' | undefined>;
  /**
   * The second view of a decision, by somebody who has a lease of the case. False when there is none outstanding, when it
   * is not theirs, and for whoever decided first. Who disagrees opens the case again.
   */
  viewSecond(view: SecondView): Promise<boolean>;
  /**
   * Opens the case again; what somebody else has asked for or written stays. False when the decision has left the desk, was taken back
   * before, or is somebody else's.
   */
  takeBack(taking: TakingBack): Promise<boolean>;
  /** The last decision about a case; undefined without one. */
  latestOf(caseId: string): Promise<KnownDecision | undefined>;
  /** Ids of decisions whose time is over, the longest over first. */
  due(limit: number): Promise<readonly string[]>;
  /**
   * Makes a verdict of a decision: gives it the next number of its round, so that no number is ever missing, and draws it for a look
   * afterwards, or not. Does nothing when it is done or can still be taken back; drops a decision whose round is not under review any
   * more. One that may not leave as it is (`holdOf`) waits for a second view, or its case is open again.
   */
  release(decisionId: string, drawing: Drawing): Promise<'released' | 'held-back' | 'dropped' | 'done'>;
}
