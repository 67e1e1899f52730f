/** The time. Injected, so that tests can set it. */
export interface Clock {
  /** The present moment, to the millisecond. Never throws. */
  now(): Date;
}
