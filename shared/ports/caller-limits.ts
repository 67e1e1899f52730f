/** So many calls of one name by one subject within a time. */
export interface Allowance {
  /** What is limited, e.g. `POST /v1/sessions`. */
  readonly name: string;
  /** Who is limited: an account or a network address. Kept as a keyed hash only. */
  readonly subject: string;
  readonly times: number;
  readonly seconds: number;
}

/** Counts calls over all instances. */
export interface CallerLimits {
  /**
   * Counts one call. Time is cut into windows that begin with a subject's first call; of calls at once no more than `times` pass.
   *
   * @returns seconds until the next call passes, 0 when this one does.
   */
  countCall(allowance: Allowance): Promise<number>;
}
