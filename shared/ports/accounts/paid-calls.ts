import type { PaidService, Payer } from '../../domain/paid-calls.ts';

/** Counts calls of services that bill each of them, across all instances. Not for use within a transaction. */
export interface PaidCalls {
  /**
   * Counts one call that is about to be made, against every budget. No more of concurrent calls pass than each allows.
   *
   * @throws BudgetUsedUp, and then nothing was counted.
   */
  spend(service: PaidService, payer: Payer): Promise<void>;
  /** Takes back a call that was counted and certainly not billed. */
  giveBack(service: PaidService, payer: Payer): Promise<void>;
}

/** A vendor that bills its calls: every call is made for somebody, whose budget pays for it. */
export interface Billed<Vendor> {
  /** The vendor's calls throw BudgetUsedUp besides. */
  paidBy(payer: Payer): Vendor;
}
