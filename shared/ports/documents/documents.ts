import type { Finding } from '../../../contracts/kit/finding.ts';
import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type {
  DailyLimit,
  Document,
  DocumentKind,
  DocumentState,
  DocumentSubject,
  ReadFields,
} from '../../domain/media/document.ts';

/** A document to be registered before its upload. */
export interface NewDocument {
  readonly id: string;
  /** Left out for a certificate that is uploaded before a filing is opened. */
  readonly filingId?: string | undefined;
  readonly applicantId: string;
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
  readonly contentType: string;
  /** The most bytes that the grant lets the client upload; counts towards the daily limit. */
  readonly maxBytes: number;
  readonly incomingKey: string;
}

/** A picture that the product itself keeps for a filing. */
export interface KeptPicture extends Omit<NewDocument, 'filingId'> {
  readonly filingId: FilingId;
  /** Where it will be stored. */
  readonly cleanKey: string;
}

/** The new state of a document, and the values that change with it. */
export interface DocumentChange extends ArrivalChange {
  readonly fields?: ReadFields;
}

/** The same before anything is read from it. */
export interface ArrivalChange {
  readonly state: DocumentState;
  readonly cleanKey?: string;
  readonly findings?: readonly Finding[];
}

/** A document without what was read from it. */
export type ArrivingDocument = Omit<Document, 'fields'>;

/** Uploaded documents until they are taken in. Nothing of them is sealed. */
export interface ArrivingDocuments {
  /** The document for which this key was granted, in any state. */
  findByIncomingKey(key: string): Promise<ArrivingDocument | undefined>;
  /**
   * Claims up to `limit` stalled documents: they wait for a file, a check or a reading, have no lease, and have not
   * changed for `idleSeconds`. The longest idle come first. No other call gets them during that time. The interval
   * between two claims grows with the age of a document, up to a quarter of it.
   */
  claimIdle(idleSeconds: number, limit: number): Promise<readonly ArrivingDocument[]>;
  /** Counts that a check of the document's file begins. Returns how many have begun, this one included. */
  countCheck(documentId: string): Promise<number>;
  /** As `Documents.change`. */
  change(documentId: string, from: DocumentState, change: ArrivalChange): Promise<boolean>;
}

/** A certificate as it was read. Without `fields` nothing was read from its picture. */
export type ReadCertificate = Pick<Document, 'kind' | 'fields'>;

/** Uploaded documents. Values read from them are stored sealed. */
export interface Documents {
  /**
   * Registers a document for which an upload grant is issued.
   *
   * @throws Refused('upload.too-many') when the applicant's grants of the day, or their bytes, would exceed the limit;
   * Refused('upload.too-many-before-filing') when too many of their certificates wait for a filing.
   */
  create(document: NewDocument, limit: DailyLimit): Promise<Document>;
  /**
   * Registers pictures that nobody uploads as ready, before they are stored: whatever dies afterwards, no object is without a
   * row that names it. They count towards no limit of their applicant. Joins the running transaction.
   */
  keep(pictures: readonly KeptPicture[]): Promise<void>;
  /** An applicant's document. @throws Refused('upload.unknown') also for another applicant's document. */
  findOwn(documentId: string, applicantId: string): Promise<Document>;
  /** The document whose checked file is stored under this key. */
  findByCleanKey(key: string): Promise<Document | undefined>;
  /** All documents of a filing, oldest first. */
  ofFiling(filingId: FilingId): Promise<readonly Document[]>;
  /** An account's certificates that belong to no filing yet, oldest first. */
  beforeFiling(applicantId: string): Promise<readonly Document[]>;
  /**
   * Moves certificates of an account that belong to no filing into one, all or none of them. Joins the running
   * transaction.
   *
   * @throws Refused('upload.unknown') when one of them is missing, another account's, or in a filing already.
   */
  moveInto(filingId: FilingId, documentIds: readonly string[], applicantId: string): Promise<void>;
  /** The certificates in an account whose pictures are in use, as far as they were read: the newest hundred, newest first. */
  certificatesOf(applicantId: string): Promise<readonly ReadCertificate[]>;
  /**
   * The numbers on the certificates that were read in an account, in normal form: licences and ID cards of its filings,
   * the newest hundred.
   */
  numbersRead(applicantId: string): Promise<readonly string[]>;
  /**
   * Takes an exclusive lease on a document in `state`. False when it is in another state or leased by another caller.
   * The lease ends with the next change, or after `leaseSeconds` when the holder died.
   */
  claim(documentId: string, state: DocumentState, leaseSeconds: number): Promise<boolean>;
  /**
   * Moves a document from state `from` to a new one. False, without writing, when it is in another state. Joins the
   * running transaction.
   */
  change(documentId: string, from: DocumentState, change: DocumentChange): Promise<boolean>;
}
