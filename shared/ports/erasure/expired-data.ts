import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { RetentionClass } from '../../domain/retention.ts';

/** Retention classes whose rows are simply deleted. */
export type ExpiringRows = Exclude<
  RetentionClass,
  'erased-accounts' | 'erased-objects' | 'face-files' | 'ended-filings' | 'unused-certificates'
>;

/** An approved filing whose face files are to be deleted. */
export interface FilingWithFaces {
  readonly filingId: FilingId;
  readonly hasSettled: boolean;
  readonly files: readonly { readonly documentId: string; readonly key: string }[];
}

/** Finds data past its retention period, oldest first, and deletes it. Safe to call again after a crash. */
export interface ExpiredData {
  /**
   * Filings approved before `before` with the files of their face photos and videos, at most `limit`. One that was
   * approved before `settled` is found without files too: then none comes any more. The files of a transfer's check that
   * was opened after `settled` are left for later, as are those that intake has not done with, and their filing has not
   * settled. The caller deletes the objects.
   */
  findFaceFiles(before: Date, settled: Date, limit: number): Promise<readonly FilingWithFaces[]>;
  /** Records that the files of these filings were deleted. One that has settled is not found again, until a check begins. */
  forgetFaceFiles(filings: readonly FilingWithFaces[]): Promise<void>;
  /** Filings that ended before `before` and are not erased yet, at most `limit`. */
  findEndedFilings(before: Date, limit: number): Promise<readonly string[]>;
  /** Certificates uploaded before `before` that belong to no filing, at most `limit`. */
  findUnusedCertificates(before: Date, limit: number): Promise<readonly string[]>;
  /** Deletes at most `limit` rows of a class. @returns how many. */
  deleteRows(rows: ExpiringRows, before: Date, limit: number): Promise<number>;
}
