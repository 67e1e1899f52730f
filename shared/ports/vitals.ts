/** What the service can't do without. No vendor that is paid by the call is among them. */
export type Vital = 'database' | 'migrations' | 'object-store' | 'keys';

/** Whether the service can work. */
export interface Vitals {
  /** What is not usable now, in this order. What was found holds for ten seconds, however often it is asked. Never throws. */
  failing(): Promise<readonly Vital[]>;
}

/** Which migrations the database has been through. */
export interface SchemaVersion {
  /** Whether the newest migration that this code knows has run. A database that is further is current too: code may be turned back. */
  isCurrent(): Promise<boolean>;
}

/** What was deployed where. */
export interface Deployment {
  readonly stage: string;
  /** Which state of the code, in the operator's words: a tag or a commit. */
  readonly release: string;
}
