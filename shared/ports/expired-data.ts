import type { RetentionClass } from '../domain/retention.ts';

/** Retention classes whose rows are simply deleted. */
export type ExpiringRows = Exclude<
  RetentionClass,
  'erased-accounts' | 'erased-objects' | 'face-files' | 'ended-filings' | 'unused-certificates'
>;

/** Finds data past its retention period, oldest first, and deletes it. Safe to call again after a crash. */
export interface ExpiredData {
  /** Face photos and videos of filings approved before `before`, at most `limit`. The caller deletes the objects. */
  findFaceFiles(before: Date, limit: number): Promise<readonly { readonly documentId: string; readonly key: string }[]>;
  /** Records that the files of these documents were deleted. */
  forgetFiles(documentIds: readonly string[]): Promise<void>;
  /** Filings that ended before `before` and are not erased yet, at most `limit`. */
  findEndedFilings(before: Date, limit: number): Promise<readonly string[]>;
  /** Certificates uploaded before `before` that belong to no filing, at most `limit`. */
  findUnusedCertificates(before: Date, limit: number): Promise<readonly string[]>;
  /** Deletes at most `limit` rows of a class. @returns how many. */
  deleteRows(of: ExpiringRows, before: Date, limit: number): Promise<number>;
}
