declare const isRecord: unique symbol;

/** Id of a record. */
export type RecordId = string & { readonly [isRecord]: true };

/** Id of a filing: any text but the id of a record. The compiler lets neither stand for the other. */
export type FilingId = string & { readonly [isRecord]?: never };

/** A record has the id of the filing that began it; one that was claimed has an id of its own. */
export const recordBegunBy = (filingId: FilingId): RecordId => filingId as unknown as RecordId;
