import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type {
  CheckHandOver,
  DeclineReason,
  DocumentHandOver,
  HandOver,
  OwnConsent,
} from '../../domain/liveness/hand-over.ts';

/** What the other phone shows to act: the token of its link, and a secret that it made when it opened the link. */
export interface HandOverPass {
  readonly token: string;
  readonly device: string;
}

/**
 * What was handed over to other phones. Tokens and secrets are stored as keyed hashes, the name in a consent sealed. A
 * link of one kind of hand-over is unknown to the other.
 */
interface Links<Of extends HandOver> {
  /** Stores a new one; those of the same thing that went before are cancelled. */
  create(handOver: Of, token: string): Promise<void>;
  /**
   * The hand-over of a link on the device that opened it. The first device that asks is the one.
   *
   * @throws Refused('hand-over.unknown'), Refused('hand-over.other-device')
   */
  open(pass: HandOverPass, now: Date): Promise<Of>;
  /** Like `open`, and locks the hand-over until the transaction ends; never binds a device. */
  lock(pass: HandOverPass): Promise<Of>;
  /** The person on the other phone objects. */
  decline(handOverId: string, reason: DeclineReason, now: Date): Promise<void>;
  /** Whoever files takes it back. @throws Refused('hand-over.unknown') also for another account's. */
  cancel(handOverId: string, applicantId: string, now: Date): Promise<Of>;
}

/** Liveness checks that were handed over to the phone of the site owner, or of the principal for a transfer. */
export interface HandOvers extends Links<CheckHandOver> {
  /**
   * The hand-overs of checks that hang on an applicant's filing, oldest first; none for another applicant's filing. Those
   * of transfers were made by other accounts.
   */
  ofFiling(filingId: FilingId, applicantId: string): Promise<readonly CheckHandOver[]>;
  /** The newest one of a transfer; undefined when there is none. The caller checks whose transfer it is. */
  ofTransfer(transferId: string): Promise<CheckHandOver | undefined>;
  /** Remembers a check that the person on the other phone opened, and what they consented to. Joins the running transaction. */
  addCheck(handOverId: string, checkId: string, consent: OwnConsent): Promise<void>;
}

/** Documents that are photographed on another phone. */
export interface DocumentHandOvers extends Links<DocumentHandOver> {
  /** Those of an account, oldest first: of one filing, or, without it, of no filing. */
  ofAccount(applicantId: string, filingId?: string): Promise<readonly DocumentHandOver[]>;
  /** Remembers a document that was begun there, and a consent given with it. Joins the running transaction. */
  addDocument(handOverId: string, documentId: string, consent: OwnConsent | undefined): Promise<void>;
  /** A filing takes over the hand-overs of the certificates that it takes over. Joins the running transaction. */
  moveInto(filingId: FilingId, documentIds: readonly string[], applicantId: string): Promise<void>;
}
