import type { Document, DocumentKind, DocumentState, DocumentSubject, ReadFields } from '../domain/document.ts';
import type { Finding } from '../domain/finding.ts';

export interface NewDocument {
  readonly id: string;
  readonly filingId: string;
  readonly applicantId: string;
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
  readonly contentType: string;
  readonly maxBytes: number;
  readonly incomingKey: string;
}

export interface DocumentChange {
  readonly state: DocumentState;
  readonly cleanKey?: string;
  readonly findings?: readonly Finding[];
  readonly fields?: ReadFields;
}

/** Uploaded documents. Read values are kept sealed. */
export interface Documents {
  /**
   * Registers a document that a grant is given for.
   *
   * @throws Refused('upload.too-many') when the applicant has been given more than `perDay` grants since `since`.
   */
  create(document: NewDocument, limit: { readonly since: Date; readonly perDay: number }): Promise<Document>;
  /** @throws Refused('upload.unknown') also for another applicant's document. */
  find(documentId: string, applicantId: string): Promise<Document>;
  /** The document that this key was granted for, whatever its state. */
  findByIncomingKey(key: string): Promise<Document | undefined>;
  /** The document whose checked file lies under this key. */
  findByCleanKey(key: string): Promise<Document | undefined>;
  /** All documents of a filing, oldest first. */
  ofFiling(filingId: string): Promise<readonly Document[]>;
  /**
   * Moves a document on if it is still in state `from`; false when it isn't, and then nothing is written. Joins the running transaction.
   */
  change(documentId: string, from: DocumentState, change: DocumentChange): Promise<boolean>;
}
