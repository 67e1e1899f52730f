/** A rate limit: at most `times` calls of one name by one subject within `seconds`. */
export interface Allowance {
  /** What is limited, e.g. `POST /v1/sessions`. */
  readonly name: string;
  /** Who is limited: an account or a network address. Only a keyed hash is stored. */
  readonly subject: string;
  readonly times: number;
  readonly seconds: number;
}

/** Counts calls across all instances. */
export interface CallerLimits {
  /**
   * Counts one call. A window begins with a subject's first call; of concurrent calls, at most `times` pass.
   *
   * @returns seconds until the next call passes, 0 when this one does.
   */
  countCall(allowance: Allowance): Promise<number>;
}
