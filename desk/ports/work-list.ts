import type { CaseState, CaseSummary } from '../domain/cases/case.ts';
import type { CaseClock } from '../domain/cases/case-clock.ts';
import type { DecisionKind } from '../domain/cases/decision.ts';
import type { SecondViewReason } from '../domain/cases/four-eyes.ts';
import type { Lease } from '../domain/cases/lease.ts';
import type { Queue } from '../domain/cases/queue.ts';
import type { QueueGroup } from '../domain/cases/queue-order.ts';
import type { DecisionState } from './decisions.ts';

/** A case as lists show it. */
export interface WorkRow {
  readonly caseId: string;
  readonly filingId: string;
  readonly round: number;
  readonly state: CaseState;
  /** Counts what changed its state: who has seen an older one has not seen the case. */
  readonly version: number;
  /** Undefined for what is decided, sent or taken back. */
  readonly queue: Queue | undefined;
  readonly filingType: string;
  readonly province: string;
  readonly risk: number;
  readonly receivedAt: Date;
  readonly clock: CaseClock;
  /** Undefined while the clock stands. */
  readonly dueAt: Date | undefined;
  readonly callAgainAt: Date | undefined;
  readonly missedCalls: number;
  readonly secondView: readonly SecondViewReason[];
  readonly lease: Lease | undefined;
  /** Whoever knows the filing, as long as it is kept for them. */
  readonly keptFor: string | undefined;
  readonly summary: CaseSummary;
}

/** How many cases of a list there are in a group of its order; `paused` ones are in none. At most 1,000 are counted. */
export interface QueueCount {
  readonly queue: Queue;
  readonly group: QueueGroup | 'paused';
  readonly count: number;
}

/** A decision of a reviewer's own, and what became of it. */
export interface OwnDecision {
  readonly row: WorkRow;
  readonly kind: DecisionKind;
  readonly state: DecisionState;
  readonly decidedAt: Date;
}

/** A page of a list. `next` is where the following one begins; undefined for the last. */
export interface WorkPage {
  readonly rows: readonly WorkRow[];
  readonly next: string | undefined;
}

/** The open cases, and who works at which. */
export interface WorkList {
  /**
   * Pulls the next case that nobody has, in the order of the queues, with a lease. Two reviewers never get the same one.
   * What is kept for the reviewer, because they know the filing, comes first.
   *
   * @param queue undefined for every open case; `second-view` only has decisions of others.
   * @returns undefined when there is none.
   */
  takeNext(reviewer: string, minutes: number, queue?: Queue): Promise<WorkRow | undefined>;
  /** The reviewer takes no case elsewhere until the end of the transaction. */
  holdHand(reviewer: string): Promise<void>;
  /** The reviewer's own cases with a lease that is not over, the first due first, paused ones last. */
  mine(reviewer: string): Promise<readonly WorkRow[]>;
  /** Cases that are kept for the reviewer and that nobody has: given by a lead, or known from a round before. The first due first. */
  kept(reviewer: string): Promise<readonly WorkRow[]>;
  /** What the reviewer has decided since then, the newest first; at most 100. */
  decidedBy(reviewer: string, since: Date): Promise<readonly OwnDecision[]>;
  /** A list in its order, paused cases last. @param after `next` of the page before. */
  page(queue: Queue, limit: number, after?: string): Promise<WorkPage>;
  counts(): Promise<readonly QueueCount[]>;
  /** Gives cases back whose lease is over, and writes so into their chains. @returns how many. */
  endLeases(limit: number): Promise<number>;
}
