import type { FilingId, RecordId } from '../../../contracts/kit/record-id.ts';
import type { CodeCheck } from '../../domain/one-time-code.ts';

/** A code that was sent, to be typed in by whoever asked for it. */
export interface SentCode {
  /** Who may type it, and for what, e.g. a device that signs in. The newest code of a holder counts. */
  readonly holder: string;
  readonly code: string;
  /** The mobile number or mailbox that it was sent to. */
  readonly address: string;
  readonly expiresAt: Date;
  /** Whose it is, so that their erasure takes it along; left out for strangers. It is about a filing or a record, or neither. */
  readonly accountId?: string | undefined;
  readonly filingId?: FilingId | undefined;
  readonly recordId?: RecordId | undefined;
}

/** One-time codes by SMS and e-mail. Holder, code and address are stored as keyed hashes, the address sealed besides. */
export interface OneTimeCodes {
  /** Stores a code; the holder's earlier one is worth nothing any more. Tries begin anew. */
  save(code: SentCode): Promise<void>;
  /** Checks what was typed, and counts the try: of concurrent tries no more than `most` are looked at. */
  check(holder: string, code: string, most: number): Promise<CodeCheck>;
  /** After a code was right: something more has to be proven for its address until then. */
  awaitProof(holder: string, expiresAt: Date): Promise<void>;
  /**
   * The address of a code that was right, and counts a try to prove more.
   *
   * @returns undefined when there is none, its time is over, or `most` tries were made.
   */
  takeTry(holder: string, most: number): Promise<string | undefined>;
  /** Deletes the code of a holder. */
  forget(holder: string): Promise<void>;
}
