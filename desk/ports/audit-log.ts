import type { AuditEntry, LinkedEntry, SealedHead } from '../domain/audit-chain.ts';

/** The chains of all cases, and of records, lists and staff by their ids. Nothing in it is ever changed or deleted. */
export interface AuditLog {
  /** Adds an entry to its case's chain. Call it in the transaction of what it tells of. */
  append(entry: Omit<AuditEntry, 'sequence'>): Promise<void>;
  /** Seals a day that is over: the heads of all chains that moved on it, as one transaction. False when it is sealed. */
  sealDay(day: string): Promise<boolean>;
  /** Days that are over and have entries, but no seal; the oldest first. @param before the day that is not over. */
  unsealedDays(before: string): Promise<readonly string[]>;
}

/** A day's seal as it stands in the database, with its heads. */
export interface SealedDay {
  readonly day: string;
  readonly seal: string;
  readonly heads: readonly (SealedHead & { readonly caseId: string })[];
}

/** The chains as they stand; `npm run desk -- verify` reads all of them. */
export interface AuditReader {
  /** Ids of cases with entries, after the given one, in order. */
  casesAfter(caseId: string | undefined, limit: number): Promise<readonly string[]>;
  entriesOf(caseId: string): Promise<readonly LinkedEntry[]>;
  /** How many entries of a chain tell of the same since then. */
  countSince(caseId: string, action: string, since: Date): Promise<number>;
  headsOf(caseId: string): Promise<readonly SealedHead[]>;
  /** All seals, the oldest first, one after the other: a year of heads is more than fits in memory. */
  sealedDays(): AsyncIterable<SealedDay>;
}
