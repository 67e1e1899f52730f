/** A rate limit: at most `times` calls of one name by one subject within `seconds`. */
export interface Allowance {
  /** What is limited, e.g. `POST /v1/sessions`. */
  readonly name: string;
  /**
   * Who is limited: a network address, or a person by each of their ways in. Each counts by itself, and the call passes when
   * each may. Only keyed hashes are stored.
   */
  readonly subjects: readonly string[];
  readonly times: number;
  /** How often this call counts; left out, once. */
  readonly weight?: number | undefined;
  readonly seconds: number;
}

/** A call that is about to run, of which at most `most` of one subject run at once. */
export interface CallAtOnce {
  /** Method and path, e.g. `GET /v1/uploads/{documentId}`. */
  readonly route: string;
  /** Who calls, as `Allowance.subjects`. */
  readonly subjects: readonly string[];
  readonly most: number;
  /** After this time the call has ended, even when its instance died. */
  readonly seconds: number;
  /** Polls of all subjects together have a limit too, which the operator sets. */
  readonly isPoll: boolean;
}

/** Ends a call that was begun: the next one may run. */
export type EndCall = () => Promise<void>;

/** Counts calls across all instances. */
export interface CallerLimits {
  /**
   * Counts one call. A window begins with a subject's first call; of concurrent calls, at most `times` pass.
   *
   * @returns seconds until the next call passes, 0 when this one does.
   */
  countCall(allowance: Allowance): Promise<number>;
  /** Begins a call; undefined when too many run, of this subject or, if it is a poll, in all. */
  beginCall(call: CallAtOnce): Promise<EndCall | undefined>;
}
