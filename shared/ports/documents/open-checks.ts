/** Liveness checks that wait for a verification. */
export interface OpenChecks {
  /**
   * Ends all of an account's, without a try, and deletes their photos and videos: its consent is no longer in force.
   * Safe to repeat.
   *
   * @returns how many there were.
   * @throws Failed('object-store', …)
   */
  endAll(applicantId: string): Promise<number>;
}
