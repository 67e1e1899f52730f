import type { FlaggedField } from '../../contracts/review-desk/verdict.ts';
import type { CaseClock } from '../domain/cases/case-clock.ts';
import type { CaseKey } from '../domain/cases/case-search.ts';
import type { Lease } from '../domain/cases/lease.ts';
import type { ReviewPackage } from '../domain/cases/package.ts';
import type { WorkRow } from './work-list.ts';

/** One round of a filing before the current one. */
export interface RoundBefore {
  readonly caseId: string;
  readonly round: number;
  readonly state: string;
  /** Kind of the decision that left the desk. */
  readonly outcome: string | undefined;
  readonly flagged: readonly FlaggedField[];
}

/** A case that has something in common with another. */
export interface RelatedCase {
  readonly row: WorkRow;
  readonly by: readonly ('organizer' | 'person' | 'phone' | 'server')[];
}

export interface StoredPaper {
  readonly objectKey: string;
  readonly contentType: string;
}

/** What a call left behind: how often nobody answered, and when to call again. */
export interface CallState {
  readonly missedCalls: number;
  readonly callAgainAt: Date | undefined;
}

/** Single cases. */
export interface OpenCases {
  find(caseId: string): Promise<WorkRow | undefined>;
  /** Those that are known, by their ids. */
  findAll(caseIds: readonly string[]): Promise<ReadonlyMap<string, WorkRow>>;
  /** The case, locked until the end of the transaction: call it in one, before everything else about the case. */
  lock(caseId: string): Promise<WorkRow | undefined>;
  /** Undefined once it was erased. */
  contents(caseId: string): Promise<ReviewPackage | undefined>;
  /** The newest first. */
  roundsBefore(filingId: string, round: number): Promise<readonly RoundBefore[]>;
  /** Cases of other filings that are not erased, the newest first. */
  related(caseId: string, limit: number): Promise<readonly RelatedCase[]>;
  /** Cases with one of these keys, or of this filing, that are not erased, the newest first. */
  having(
    sought: { readonly filingId?: string | undefined; readonly keys: readonly CaseKey[] },
    limit: number,
  ): Promise<readonly WorkRow[]>;
  /** A paper of the case as it is kept; undefined for an unknown one. */
  paperOf(caseId: string, documentId: string): Promise<StoredPaper | undefined>;
  /** SHA-256 of the papers of a case, by their ids, where it is known. */
  digestsOf(caseId: string): Promise<ReadonlyMap<string, string>>;
  setLease(caseId: string, lease: Lease | undefined): Promise<void>;
  /** Nobody else pulls it before. */
  keepFor(caseId: string, staffId: string, until: Date): Promise<void>;
  /** Writes the clock with what it means for the lists. */
  setClock(caseId: string, clock: CaseClock, dueAt: Date | undefined, call?: CallState): Promise<void>;
  /** Ids of cases whose next call is due. */
  toCall(limit: number): Promise<readonly string[]>;
}
