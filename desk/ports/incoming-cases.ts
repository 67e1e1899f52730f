import type { CaseFacts, KnownFiling } from '../domain/cases/case.ts';
import type { CaseClock } from '../domain/cases/case-clock.ts';

/** A document of a package that is to be kept. */
export interface IncomingDocument {
  readonly id: string;
  readonly contentType: string;
}

/** Where a document is kept; `isStored` once its bytes are there. */
export interface DocumentPlace {
  readonly documentId: string;
  readonly objectKey: string;
  readonly isStored: boolean;
}

/** One round of a filing, as it arrived. Ids of filings are in small letters. */
export interface IncomingCase {
  readonly filingId: string;
  readonly round: number;
  readonly contentHash: string;
  /** The package's data without links, as JSON. */
  readonly packageJson: string;
  readonly facts: CaseFacts;
  readonly clock: CaseClock;
  readonly dueAt: Date | undefined;
  /** Until then it is kept for whoever decided on the round before. */
  readonly keptUntil: Date;
}

/** What the filing service tells the desk. Every method may be repeated, in any order, and by several instances at once. */
export interface IncomingCases {
  known(filingId: string): Promise<KnownFiling>;
  /**
   * Notes where the documents of a round will be, before they are written there. What was stored for the same round and
   * content hash stays.
   *
   * @returns undefined when the round is not wanted any more.
   */
  noteDocuments(
    incomingCase: Pick<IncomingCase, 'filingId' | 'round' | 'contentHash'>,
    documents: readonly IncomingDocument[],
  ): Promise<readonly DocumentPlace[] | undefined>;
  /** @param sha256 of its bytes, as hex. */
  markStored(objectKey: string, sha256: string): Promise<void>;
  /** Opens a case for a round, and replaces the one before. False when the round is not wanted any more. */
  receive(incoming: IncomingCase): Promise<boolean>;
  /** Remembers that a round was taken back, also before it has arrived. A decision about it is dropped. */
  withdraw(filingId: string, round: number): Promise<void>;
  /** Deletes what the desk has of a filing except its id, its chain, and the places of its documents. */
  erase(filingId: string): Promise<void>;
  /** Where documents of erased filings are, or may have been written meanwhile. @param filingId undefined for all. */
  leftDocuments(filingId: string | undefined, limit: number): Promise<readonly string[]>;
  /** Forgets a place whose object is deleted for good. */
  forgetDocument(objectKey: string): Promise<void>;
}
