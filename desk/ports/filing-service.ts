import type { Told } from '../../contracts/kit/told.ts';
import type { unreachedMessage } from '../../contracts/review-desk/unreached-message.ts';
import type { Verdict } from '../../contracts/review-desk/verdict.ts';
import type { DeskRecordEvent, RecordChanges } from './record-events.ts';

/** What somebody should have heard, and no way brought to them. */
export type UnreachedMessage = Told<typeof unreachedMessage>;

/** The filing service, as the desk reaches it: its webhook and the links to documents that it gave. */
export interface FilingService {
  /** Sends a verdict. @throws Failed('filing-service', …); its kind is `refused` when sending it again won't help. */
  tell(messageId: string, verdict: Verdict): Promise<void>;
  /** Sends an event about a record. @throws as `tell`. */
  tellOfRecord(messageId: string, event: DeskRecordEvent): Promise<void>;
  /** A page of what has happened to records, behind a place. @throws Failed('filing-service', …) */
  changesAfter(next: number): Promise<RecordChanges>;
  /** What reached nobody. @throws Failed('filing-service', …) */
  unreachedMessages(): Promise<readonly UnreachedMessage[]>;
  /** Says that somebody here has told one of these. @throws Failed('filing-service', …) */
  noteTold(messageId: string, key: string): Promise<void>;
  /** Fetches a document while its link is valid. @throws Failed('filing-service', …) */
  document(link: string): Promise<Buffer>;
}
