import type { Billed } from '../../shared/ports/accounts/paid-calls.ts';

/** A billed vendor some of whose calls do something else. */
export const changed = <Vendor extends object>(
  billed: Billed<Vendor>,
  change: (vendor: Vendor) => Partial<Vendor>,
): Billed<Vendor> => ({
  paidBy: (payer) => {
    const vendor = billed.paidBy(payer);
    return { ...vendor, ...change(vendor) };
  },
});
