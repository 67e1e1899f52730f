import type { EligibilityInput, FilingType } from '../domain/filing/filing.ts';

/** A check that was passed: the right to open one filing with these inputs. */
export interface EligibilityCheck {
  /** ≤ 32 characters, fit for a mini-program scene; nobody can guess it. */
  readonly ticket: string;
  readonly input: EligibilityInput;
  readonly filingType: FilingType;
  readonly expiresAt: Date;
}

/** Passed checks, by ticket. Tickets are kept as keyed hashes, inputs sealed. */
export interface EligibilityChecks {
  /** Keeps a check under its ticket, which must be fresh. */
  save(check: EligibilityCheck): Promise<void>;
  /**
   * Uses a ticket up; call it in the transaction that creates the filing.
   *
   * @throws Refused('eligibility.unknown') when missing or expired, Refused('eligibility.used') when used before.
   */
  useTicket(ticket: string): Promise<EligibilityCheck>;
}
