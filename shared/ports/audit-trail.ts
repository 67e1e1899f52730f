/** What is put on record: values of a person were shown in clear, or handled at his wish. */
export type AuditedAction =
  | 'filing.viewed'
  | 'document.viewed'
  | 'letter.made'
  | 'data.exported'
  | 'account.erased'
  | 'consent.withdrawn';

export interface AuditEntry {
  readonly at: Date;
  readonly action: AuditedAction;
  /** Id of the filing, document or account whose values they were. */
  readonly subjectId: string;
}

/** Who saw or did what, and when (SEC-08). Holds ids only. */
export interface AuditTrail {
  /** Puts on record that `actorId`, an account, does this now to the values of `subjectId`. */
  write(actorId: string, action: AuditedAction, subjectId: string): Promise<void>;
  /** What an account did, oldest first, at most 1000 entries. */
  entriesOf(actorId: string): Promise<readonly AuditEntry[]>;
}
