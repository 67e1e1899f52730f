/** The current time. Injected, so that tests can set it. */
export interface Clock {
  /** The current time, to the millisecond. Never throws. */
  now(): Date;
}
