import type { Told } from '../../contracts/kit/told.ts';
import type { RecordEventKind } from '../../contracts/review-desk/kinds.ts';
import type { RecordState, readChange } from '../../contracts/review-desk/record-change.ts';
import type { RecordEvent } from '../../contracts/review-desk/record-event.ts';

/** What the desk's people tell of a record without a filing. */
export type ToldEvent = { readonly kind: RecordEventKind } & {
  readonly [Key in Exclude<keyof RecordEvent, 'recordId' | 'sequence' | 'kind' | 'at'>]?: RecordEvent[Key] | undefined;
};

/** An event as it leaves the desk. */
export type DeskRecordEvent = ToldEvent & Pick<RecordEvent, 'sequence' | 'at'> & { readonly recordId: string };

/** An event that is to be sent. */
export interface WaitingRecordEvent {
  readonly event: DeskRecordEvent;
  /** The same on every attempt. */
  readonly messageId: string;
  /** Failed ones. */
  readonly attempts: number;
}

/** A version of a record, of which the desk reads these; the rest is kept as it came. */
export type RecordChange = Told<typeof readChange>;

/** A page of the filing service's feed. */
export interface RecordChanges {
  readonly changes: readonly RecordChange[];
  /** Behind which the next page begins. */
  readonly next: number;
  readonly more: boolean;
}

/** What the desk tells of records, and the sending of it. */
export interface RecordEvents {
  /**
   * Keeps an event under the next number of its record, to be sent at once.
   *
   * @param by id of the person who tells it. @param confirmedBy of the second one, without whom nothing that ends something
   * of a record is kept (`proposal.ts`).
   * @returns its number.
   */
  tell(recordId: string, event: ToldEvent, by: string, at: Date, confirmedBy?: string): Promise<number>;
  /** Events to send now; nobody else gets them for the time of the lease. Those of a record come one at a time and in order. */
  claimDue(limit: number, leaseSeconds: number): Promise<readonly WaitingRecordEvent[]>;
  markDelivered(messageId: string): Promise<void>;
  postpone(messageId: string, at: Date, failure: string): Promise<void>;
  /** Stops sending one that will never be taken; it needs a person. */
  park(messageId: string, failure: string): Promise<void>;
}

/** A record as the desk has read of it last. */
export interface KnownRecord extends RecordChange {
  readonly state: RecordState;
  /** Its name, as the feed has it. */
  readonly organizer?: string | undefined;
  readonly websites: readonly {
    readonly number: string;
    readonly domains: readonly string[];
    readonly state: 'live' | 'ended';
    /** Whether it runs through this provider. */
    readonly hasAccess?: boolean | undefined;
  }[];
}

/** Something that an organizer is to mend, or has answered. */
export interface OpenNotice {
  readonly record: KnownRecord;
  /** Sequence of the event that brought it. */
  readonly notice: number;
  readonly state: 'open' | 'answered';
  readonly dueAt: Date | undefined;
  readonly answeredAt: Date | undefined;
  /** The organizer's word about it. */
  readonly word: string | undefined;
  /** As it was told; undefined for one that somebody else has told. */
  readonly told: ToldEvent | undefined;
  readonly toldAt: Date | undefined;
}

/** What the desk has read of the filing service's records. */
export interface KnownRecords {
  /** Behind which to ask for changes. */
  next(): Promise<number>;
  /** Keeps a page. One that another instance has kept meanwhile changes nothing; a record never goes back. */
  keep(page: RecordChanges): Promise<void>;
  /** A record as it was last; undefined for one that the desk has not read of. */
  find(recordId: string): Promise<RecordChange | undefined>;
  /** The same with its websites, while it is in force, also without any. */
  findLive(recordId: string): Promise<KnownRecord | undefined>;
  /** By the number of the organizer or of one of its websites. */
  findByNumber(number: string): Promise<KnownRecord | undefined>;
  /** The first due first, those without a date last. */
  openNotices(limit: number): Promise<readonly OpenNotice[]>;
  /** The number of the last event that was told of a record; 0 for none. */
  lastTold(recordId: string): Promise<number>;
  /** The same of several, by their ids; those without any are left out. */
  lastToldOfAll(recordIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
