/** Who works at a case, and until when nobody else may. */
export interface Lease {
  readonly holder: string;
  readonly until: Date;
}

/** Renewed by every step: nobody sits on a case, and nobody loses one while they work. */
export const leaseFrom = (holder: string, now: Date, minutes: number): Lease => ({
  holder,
  until: new Date(now.getTime() + minutes * 60_000),
});

/** Whether a lease is somebody's now. What is over is nobody's, also before a timer has ended it. */
export const isHeldBy = (lease: Lease | undefined, staffId: string, now: Date): boolean =>
  lease !== undefined && lease.holder === staffId && lease.until > now;
