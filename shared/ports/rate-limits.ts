/** Turns at a vendor's action that all instances share. */
export interface RateLimits {
  /**
   * Waits for the next free turn, no longer than `maxWaitMs`.
   *
   * @returns false when no turn comes within that time; then none is taken.
   */
  waitForTurn(name: string, perSecond: number, maxWaitMs: number): Promise<boolean>;
}
