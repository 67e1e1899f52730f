import type { Decision } from '../domain/decision.ts';

/** What the second person says. */
export interface SecondView {
  readonly decisionId: string;
  readonly by: string;
  readonly agrees: boolean;
  readonly at: Date;
  /** From then on the decision is a verdict, when they agree. */
  readonly sendsAt: Date;
}

/** Decisions that can still be taken back, and what becomes of them. */
export interface Decisions {
  /**
   * Keeps a decision about an open case. Where two must agree it waits for the second view, and nobody can make a verdict
   * of it before.
   *
   * @returns what it waits for; undefined when the case is not open any more: somebody else has decided, or the applicant
   * has taken it back.
   */
  decide(decision: Decision): Promise<'waiting' | 'second-view' | undefined>;
  /**
   * The second view of a decision. False when there is none outstanding, and for whoever decided first. Who disagrees opens
   * the case again.
   */
  viewSecond(view: SecondView): Promise<boolean>;
  /** Opens the case again. False when the decision has left the desk, or was taken back before. */
  takeBack(decisionId: string, by: string, at: Date): Promise<boolean>;
  /** Ids of decisions whose time is over, the longest over first. */
  due(limit: number): Promise<readonly string[]>;
  /**
   * Makes a verdict of a decision: gives it the next number of its round, so that no number is ever missing. Does nothing
   * when it is done or can still be taken back; drops a decision whose round is not under review any more.
   */
  release(decisionId: string): Promise<'released' | 'dropped' | 'done'>;
}
