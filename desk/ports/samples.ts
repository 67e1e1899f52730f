import type { DecisionKind } from '../domain/cases/decision.ts';

/** What came of looking at a decision afterwards. */
export type SampleResult = 'right' | 'wrong-harmless' | 'wrong';

/** A decision that waits to be looked at. */
export interface Sample {
  readonly decisionId: string;
  readonly caseId: string;
  readonly kind: DecisionKind;
  readonly drawnAt: Date;
}

/** Decisions that somebody else looks at afterwards. */
export interface Samples {
  /** Those of others, the oldest first. */
  toJudge(auditor: string, limit: number): Promise<readonly Sample[]>;
  /** @returns the case; undefined when it was judged, is unknown, or is the auditor's own decision. */
  judge(judged: {
    readonly decisionId: string;
    readonly by: string;
    readonly at: Date;
    readonly result: SampleResult;
    readonly row: string | undefined;
    readonly comment: string;
  }): Promise<string | undefined>;
}
