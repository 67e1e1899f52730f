import type { Verdict } from '../../contracts/review-desk/verdict.ts';
import type { DeskRecordEvent, RecordChanges } from './record-events.ts';

/** The filing service, as the desk reaches it: its webhook and the links to documents that it gave. */
export interface FilingService {
  /** Sends a verdict. @throws Failed('filing-service', …); its kind is `refused` when sending it again won't help. */
  tell(messageId: string, verdict: Verdict): Promise<void>;
  /** Sends an event about a record. @throws as `tell`. */
  tellOfRecord(messageId: string, event: DeskRecordEvent): Promise<void>;
  /** A page of what has happened to records, behind a place. @throws Failed('filing-service', …) */
  changesAfter(next: number): Promise<RecordChanges>;
  /** Fetches a document while its link is valid. @throws Failed('filing-service', …) */
  document(link: string): Promise<Buffer>;
}
