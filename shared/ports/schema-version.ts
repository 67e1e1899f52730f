/** Which migrations the database has been through. */
export interface SchemaVersion {
  /** Whether the newest migration that this code knows has run. A database that is further is current too: code may be turned back. */
  isCurrent(): Promise<boolean>;
}
