import type { Decision } from '../domain/decision.ts';

/** Decisions that can still be taken back, and what becomes of them. */
export interface Decisions {
  /**
   * Keeps a decision about an open case. False when the case is not open any more: somebody else has decided, or the
   * applicant has taken it back.
   */
  decide(decision: Decision): Promise<boolean>;
  /** Opens the case again. False when the decision has left the desk, or was taken back before. */
  takeBack(decisionId: string, by: string, at: Date): Promise<boolean>;
  /** Ids of decisions whose time is over, the longest over first. */
  due(limit: number): Promise<readonly string[]>;
  /**
   * Makes a verdict of a decision: gives it the next number of its round, so that no number is ever missing. Does nothing
   * when it is done; drops a decision whose round is not under review any more.
   */
  release(decisionId: string): Promise<'released' | 'dropped' | 'done'>;
}
