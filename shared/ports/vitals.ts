/** What the service can't work without. No vendor that bills per call is among them. */
export type Vital = 'database' | 'migrations' | 'object-store' | 'keys';

/** Health of the service. */
export interface Vitals {
  /** What is unusable now, in this order. The result is cached for ten seconds. Never throws. */
  failing(): Promise<readonly Vital[]>;
}

/** The migrations that have run on the database. */
export interface SchemaVersion {
  /**
   * Whether the newest migration of this code has run. A newer database is current too: code may be rolled back. Writes a
   * row and takes it back.
   *
   * @throws Failed('database', …) when the database does not answer, is full or read-only.
   */
  isCurrent(): Promise<boolean>;
}

/** What is deployed where. */
export interface Deployment {
  readonly stage: string;
  /** The state of the code in the operator's words: a tag or a commit. */
  readonly release: string;
}
