/** Who works at a case, and until when nobody else may. */
export interface Lease {
  readonly holder: string;
  readonly until: Date;
}

/** Twenty minutes, renewed by every step: nobody sits on a case, and nobody loses one while they work. */
export const LEASE_MS = 20 * 60 * 1000;

export const leaseFrom = (holder: string, now: Date): Lease => ({ holder, until: new Date(now.getTime() + LEASE_MS) });
