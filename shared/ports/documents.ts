import type { Finding } from '../domain/finding.ts';
import type {
  DailyLimit,
  Document,
  DocumentKind,
  DocumentState,
  DocumentSubject,
  ReadFields,
} from '../domain/media/document.ts';

export interface NewDocument {
  readonly id: string;
  readonly filingId: string;
  readonly applicantId: string;
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
  readonly contentType: string;
  /** What the grant lets the client upload; counts towards the day. */
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
   * @throws Refused('upload.too-many') when the applicant's grants would become more than the limit allows, or their bytes would.
   */
  create(document: NewDocument, limit: DailyLimit): Promise<Document>;
  /** An applicant's document. @throws Refused('upload.unknown') also for another applicant's document. */
  findOwn(documentId: string, applicantId: string): Promise<Document>;
  /** The document that this key was granted for, whatever its state. */
  findByIncomingKey(key: string): Promise<Document | undefined>;
  /** The document whose checked file lies under this key. */
  findByCleanKey(key: string): Promise<Document | undefined>;
  /** All documents of a filing, oldest first. */
  ofFiling(filingId: string): Promise<readonly Document[]>;
  /**
   * Takes a document that is in `state` to work on it alone; false when it is in another state or somebody else holds it. Ends with the
   * next change, or after `leaseSeconds` if none comes because the holder died.
   */
  claim(documentId: string, state: DocumentState, leaseSeconds: number): Promise<boolean>;
  /**
   * Takes up to `limit` documents on which work has stopped: they wait for a file, a check or a reading, nobody holds them, and nothing has
   * happened to them for `idleSeconds`. Those that were left longest come first. No other call gets them for that long, and for longer the
   * older they are: the pauses between two looks grow to a quarter of a document's age.
   */
  claimIdle(idleSeconds: number, limit: number): Promise<readonly Document[]>;
  /**
   * Moves a document on if it is still in state `from`; false when it isn't, and then nothing is written. Joins the running transaction.
   */
  change(documentId: string, from: DocumentState, change: DocumentChange): Promise<boolean>;
}
