import type { RetentionClass } from '../domain/retention.ts';

/** Classes whose rows simply go. */
export type ExpiringRows = Exclude<RetentionClass, 'face-files' | 'ended-filings'>;

/** Finds what is kept no longer, oldest first, and forgets it. Safe to call again after a crash in between. */
export interface ExpiredData {
  /** Face photos and videos of filings that were approved by then, at most `limit`. Deleting the objects is the caller's part. */
  findFaceFiles(before: Date, limit: number): Promise<readonly { readonly documentId: string; readonly key: string }[]>;
  /** Remembers that the files of these documents are gone. */
  forgetFiles(documentIds: readonly string[]): Promise<void>;
  /** Filings that came to their end before then and are not erased, at most `limit`. */
  findEndedFilings(before: Date, limit: number): Promise<readonly string[]>;
  /** Deletes at most `limit` rows of a class. @returns how many. */
  deleteRows(of: ExpiringRows, before: Date, limit: number): Promise<number>;
}
