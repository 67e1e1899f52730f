import type { Judgement } from '../domain/staff/work-rules.ts';

/** What staff concluded about rows, and what they wrote beside them. Call the writing methods while the case is locked. */
export interface Judgements {
  /**
   * Replaces what the same person concluded about the row before; their time adds up.
   *
   * @param sight what they had before their eyes (`sightOf`); kept as a keyed hash.
   */
  judge(caseId: string, judgement: Judgement, sight: string | undefined): Promise<void>;
  /** Those of the sights of which the last judgement in a round of the filing before this one is that they fit. */
  fittingBefore(filingId: string, round: number, sights: readonly string[]): Promise<ReadonlySet<string>>;
  /** Everybody's judgements, by row. */
  ofCase(caseId: string): Promise<readonly Judgement[]>;
}

/** A note for colleagues; the applicant never sees it. */
export interface Note {
  readonly by: string;
  readonly at: Date;
  readonly text: string;
}

export interface Notes {
  add(caseId: string, note: Note): Promise<void>;
  /** The oldest first. */
  ofCase(caseId: string): Promise<readonly Note[]>;
}
