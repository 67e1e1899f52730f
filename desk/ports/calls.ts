import type { CallAnswer, CallOutcome } from '../domain/cases/call.ts';

/** A call to an applicant. */
export interface Call {
  readonly id: string;
  readonly caseId: string;
  /** The row whose number is called. */
  readonly row: string;
  readonly by: string;
  readonly startedAt: Date;
  readonly connectedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly outcome: CallOutcome | undefined;
  readonly answers: readonly CallAnswer[];
}

/** Calls of a case. Call the writing methods while the case is locked. */
export interface Calls {
  /** The oldest first. */
  ofCase(caseId: string): Promise<readonly Call[]>;
  start(call: Pick<Call, 'id' | 'caseId' | 'row' | 'by' | 'startedAt'>): Promise<void>;
  connect(callId: string, at: Date): Promise<void>;
  /** Running calls of people who do not have the case any more. */
  lost(limit: number): Promise<readonly Pick<Call, 'id' | 'caseId'>[]>;
  /** Ids of calls that nobody answered, of which nobody was told yet, the oldest first. */
  toTell(limit: number): Promise<readonly string[]>;
  /**
   * Makes a verdict `call-missed` of the first call of a round that nobody answered, so that the applicant is told; of
   * another, and when the round is not under review any more, nothing. Once for each call.
   */
  tell(callId: string): Promise<void>;
  end(callId: string, at: Date, outcome: CallOutcome, answers: readonly CallAnswer[]): Promise<void>;
}
