import type { EligibilityInput } from '../../domain/filing/filing.ts';
import type { FilingType } from '../../domain/filing/filing-types.ts';

/** A passed check: the right of one account to open one filing with these inputs. */
export interface EligibilityCheck {
  readonly accountId: string;
  /** Unguessable, at most 32 characters, and valid as a mini-program scene. */
  readonly ticket: string;
  readonly input: EligibilityInput;
  readonly filingType: FilingType;
  readonly expiresAt: Date;
}

/** Passed checks, by ticket. Tickets are stored as keyed hashes, inputs sealed. */
export interface EligibilityChecks {
  /** Stores a check under its ticket, which must be new. */
  save(check: EligibilityCheck): Promise<void>;
  /**
   * Uses up a ticket of an account. Call it in the transaction that creates the filing.
   *
   * @throws Refused('eligibility.unknown') when missing, expired or another account's, Refused('eligibility.used') when
   * used before.
   */
  useTicket(ticket: string, accountId: string): Promise<EligibilityCheck>;
}
