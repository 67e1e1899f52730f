import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { ContactPerson } from '../../domain/filing/contacts.ts';
import type { DeclineReason } from '../../domain/liveness/hand-over.ts';

/** A number or mailbox that was reached. */
export interface Confirmation {
  readonly address: string;
  readonly confirmedAt: Date;
}

/** Who typed the code: the filer, or the person themselves by a link. */
export type ConfirmedBy = 'filer' | 'link';

/** A link to one person of a filing. */
export interface ContactLink {
  readonly filingId: FilingId;
  readonly person: ContactPerson;
  readonly expiresAt: Date;
  readonly openedAt?: Date | undefined;
  readonly declinedAt?: Date | undefined;
  readonly declineReason?: DeclineReason | undefined;
  readonly wrongTries: number;
}

/**
 * Which numbers and mailboxes of a filing's people were reached by a code, and the links by which people confirm their
 * own. Addresses and tokens are stored as hashes.
 */
export interface Contacts {
  /** Notes that an address was reached. Has no effect for a filing that was erased. */
  confirm(filingId: FilingId, address: string, by: ConfirmedBy): Promise<void>;
  /**
   * Those of these addresses that were reached for a filing, and the one by which its applicant signs in.
   *
   * @param addresses in normal form; the answer has them in the same form.
   */
  confirmed(filingId: FilingId, addresses: readonly string[]): Promise<readonly Confirmation[]>;
  /** When addresses of a filing were reached, and how; the addresses themselves are in the filing. */
  historyOf(filingId: FilingId): Promise<readonly { readonly by: ConfirmedBy; readonly confirmedAt: Date }[]>;
  /**
   * Stores the link to a person; an earlier one is worth nothing any more.
   *
   * @param tokenHash SHA-256, base64url. @throws Refused('request.invalid') when another link has it.
   */
  saveLink(
    link: Pick<ContactLink, 'filingId' | 'person' | 'expiresAt'> & { readonly tokenHash: string },
  ): Promise<void>;
  /** The link of a token, also one that is over; undefined when there is none. */
  findLink(token: string): Promise<ContactLink | undefined>;
  /** The newest link to each person of a filing. */
  linksOf(filingId: FilingId): Promise<readonly ContactLink[]>;
  /** Notes when a link was opened first. */
  openLink(token: string): Promise<void>;
  /** The person objects. */
  declineLink(token: string, reason: DeclineReason): Promise<void>;
  /** Counts a wrong code that was typed by a link. */
  countWrongTry(token: string): Promise<void>;
}
