import type { HandOver, SiteOwnerConsent } from '../domain/liveness/hand-over.ts';

/** What the other phone shows to act: the token of its link, and a secret that it made when it opened the link. */
export interface HandOverPass {
  readonly token: string;
  readonly device: string;
}

/**
 * Liveness checks that were handed over to the site owner's phone. Tokens and secrets are stored as keyed hashes, the name
 * in a consent sealed.
 */
export interface HandOvers {
  /** Stores a new hand-over; those of the same website that went before are cancelled. */
  create(handOver: HandOver, token: string): Promise<void>;
  /** The hand-overs of an applicant's filing, oldest first; none for another applicant's filing. */
  ofFiling(filingId: string, applicantId: string): Promise<readonly HandOver[]>;
  /**
   * The hand-over of a link on the device that opened it. The first device that asks is the one.
   *
   * @throws Refused('hand-over.unknown'), Refused('hand-over.other-device')
   */
  open(pass: HandOverPass, now: Date): Promise<HandOver>;
  /** Like `open`, and locks the hand-over until the transaction ends; never binds a device. */
  lock(pass: HandOverPass): Promise<HandOver>;
  /** Remembers a check that the site owner opened, and what they consented to. Joins the running transaction. */
  addCheck(handOverId: string, checkId: string, consent: SiteOwnerConsent): Promise<void>;
  /** The site owner objects. */
  decline(handOverId: string, now: Date): Promise<void>;
  /** Whoever files takes it back. @throws Refused('hand-over.unknown') also for another applicant's. */
  cancel(handOverId: string, applicantId: string, now: Date): Promise<void>;
}
