import type { FilingId } from '../../../contracts/kit/record-id.ts';
/** Erases from the database and the object store. */
export interface Forgetting {
  /**
   * Erases everything of an account whose erasure has begun. Objects that the store can't delete now are deleted by
   * `forgetObjects` later.
   */
  forgetAccount(accountId: string): Promise<void>;
  /** Erases certificates in the same way, if they belong to no filing. */
  forgetUnused(documentIds: readonly string[]): Promise<void>;
  /** Erases documents in the same way whose file has not arrived. */
  forgetUnsent(documentIds: readonly string[]): Promise<void>;
  /**
   * Erases filings in the same way, together, and when that fails one by one, so that one of them does not keep the
   * others.
   *
   * @throws the first failure, when all others are done.
   */
  forgetFilings(filingIds: readonly FilingId[]): Promise<void>;
  /**
   * Deletes the objects of what was erased before `before`, at most `limit`, for good: whoever wrote one while it was
   * erased has ended since.
   *
   * @returns how many.
   * @throws Failed('object-store', …)
   */
  forgetObjects(before: Date, limit: number): Promise<number>;
}
