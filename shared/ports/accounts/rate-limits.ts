/** Throttles calls to a vendor's action across all instances. */
export interface RateLimits {
  /**
   * Waits for the next free slot, at most `maxWaitMs`.
   *
   * @returns false, without taking a slot, when none is free within that time.
   */
  waitForTurn(name: string, perSecond: number, maxWaitMs: number): Promise<boolean>;
}
