import type { RecordId } from '../../../contracts/kit/record-id.ts';

/** What the audit trail records: someone saw a person's values in clear, or handled them at the person's request. */
export type AuditedAction =
  | 'filing.viewed'
  | 'record.viewed'
  | 'document.viewed'
  | 'document.reused'
  | 'document.left-to-reviewer'
  | 'letter.made'
  | 'data.exported'
  | 'account.erased'
  | 'consent.withdrawn'
  | 'phone.linked'
  | 'phone.unlinked'
  | 'record.claim-begun'
  | 'record.claimed'
  | 'record.recovery-begun'
  | 'record.recovery-opened'
  | 'transfer.started'
  | 'transfer.offered'
  | 'transfer.opened'
  | 'transfer.check-asked'
  | 'transfer.accepted'
  | 'transfer.stopped';

/** One line of the audit trail. */
export interface AuditEntry {
  readonly at: Date;
  readonly action: AuditedAction;
  /** Id of the filing, record, document or account whose values they were. */
  readonly subjectId: string;
}

/** Who saw or did what, and when (SEC-08). Holds ids only. */
export interface AuditTrail {
  /** Records that the account `actorId` performs this action on the values of `subjectId` now. */
  write(actorId: string, action: AuditedAction, subjectId: string | RecordId): Promise<void>;
  /** The actions of an account, oldest first, at most 1000 entries. */
  entriesOf(actorId: string): Promise<readonly AuditEntry[]>;
}
