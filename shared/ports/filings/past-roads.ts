/** When an approved filing took each step, by the last round. A step that was never told is undefined. */
export interface PastRoad {
  /** In the first round. */
  readonly firstSubmittedAt: Date;
  readonly submittedAt: Date;
  readonly acceptedAt?: Date | undefined;
  readonly smsSentAt?: Date | undefined;
  readonly smsConfirmedAt?: Date | undefined;
  readonly approvedAt: Date;
}

/** The steps of filings that were approved here, of all applicants. */
export interface PastRoads {
  /**
   * Those that a province's authority approved in the last year, newest first.
   *
   * @param region GB/T 2260 code of the province. @param most the largest number of filings.
   */
  recent(region: string, most: number): Promise<readonly PastRoad[]>;
}
