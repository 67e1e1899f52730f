declare const isRecord: unique symbol;

/** Id of a record. To the compiler it is no text, so that it can't pass as one on its way to an id of another kind. */
export interface RecordId {
  readonly [isRecord]: true;
}

/** Id of a filing: any text, so never the id of a record. */
export type FilingId = string;

/** The id of a record from a place that keeps it as text: a message, or a reply. */
export const recordIdFrom = (text: string): RecordId => text as unknown as RecordId;

/** A record has the id of the filing that began it; one that was claimed has an id of its own. */
export const recordBegunBy = (filingId: FilingId): RecordId => recordIdFrom(filingId);
