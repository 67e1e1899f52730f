import type { Mails } from '../../platform/ports/mails.ts';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import type { ListName } from '../domain/authority/authority-lists.ts';
import type { AuditEntry, LinkedEntry, NewEntry, SealedDay, SealedHead } from '../domain/oversight/audit-chain.ts';

/** The chains of all cases, and of records, lists and staff by their ids. Nothing in it is ever changed or deleted. */
export interface AuditLog {
  /** Adds an entry to its case's chain. Call it in the transaction of what it tells of. */
  append(entry: NewEntry): Promise<void>;
  /**
   * Seals a day that is over: the heads of all chains that moved on it, as one transaction. False when it is sealed.
   *
   * @param places where its seal is to be kept.
   */
  sealDay(day: string, places?: readonly SealPlaceName[]): Promise<boolean>;
  /** Seals what has moved on a day so far, without keeping it. @param time the day, with the time in what follows its date. */
  sealSoFar(time: string): Promise<SealedDay>;
  /** Days that are over and have no seal, from the first entry on, the oldest first. @param before the day that is not over. */
  unsealedDays(before: string): Promise<readonly string[]>;
}

/** Where seals are kept outside of the database. */
export type SealPlaceName = 'store' | 'mail';

/** The object store and, where there is one, the mailbox of the auditor. */
export interface SealPlaces {
  readonly store: Pick<ObjectStore, 'read' | 'write'>;
  readonly auditor: { readonly address: string; readonly mails: Mails } | undefined;
}

/** A seal that is still to be brought to a place. */
export interface SealCopy {
  readonly sealed: SealedDay;
  readonly place: SealPlaceName;
  readonly attempts: number;
}

export interface SealCopies {
  /** Those that are due, the oldest first. */
  due(limit: number): Promise<readonly SealCopy[]>;
  markKept(day: string, place: SealPlaceName): Promise<void>;
  postpone(day: string, place: SealPlaceName, until: Date): Promise<void>;
}

/** A seal that was kept outside of the database: all versions of its text, the oldest first; an empty one where it was deleted. */
export interface KeptSeal {
  readonly day: string;
  readonly texts: readonly string[];
}

/** Rows of settings, reasons, ties, staff and lists, each of whose changes stands in the chain of its table. */
export interface NotedRows {
  /** Notes, once, what was there before its changes were noted. @returns how many rows. */
  adopt(): Promise<number>;
  /** Keyed hashes of what the rows of each table hold now, by their keys. */
  noted(): Promise<readonly { readonly table: string; readonly chain: string; readonly rows: Held }[]>;
}

/** What rows hold, by their keys; see `desk/domain/oversight/replay.ts`. */
type Held = ReadonlyMap<string, string>;

/**
 * A list with a keyed hash of its entries, as its import notes it; undefined where an entry can't be found by its value, or hits
 * somebody unmarked.
 */
interface HeldList {
  readonly list: ListName;
  readonly version: number;
  readonly content: string | undefined;
  /** Who has imported it, and who has confirmed that. */
  readonly by: string | null;
  readonly confirmedBy: string | null;
}

/** Everything that `npm run desk -- verify` reads in the database. */
export interface AuditEvidence extends AuditReader, Pick<NotedRows, 'noted'>, Pick<AuditLog, 'unsealedDays'> {
  /** Decisions, verdicts and conclusions of a case and whether it is found by its numbers; what is proposed in a chain. */
  heldOf(caseId: string): Promise<Held>;
  lists(): Promise<readonly HeldList[]>;
}

/** The chains as they stand; `npm run desk -- verify` reads all of them. */
export interface AuditReader {
  /** Ids of chains, after the given one, in order: also of cases and sealed chains of which there is no entry. */
  chainsAfter(id: string, limit: number): Promise<readonly string[]>;
  entriesOf(caseId: string): Promise<readonly LinkedEntry[]>;
  /** How many entries with a reason tell of such actions of somebody since then. */
  countSince(actor: string, actions: readonly string[], since: Date): Promise<number>;
  headsOf(caseId: string): Promise<readonly SealedHead[]>;
  /** All seals, the oldest first, one after the other: a year of heads is more than fits in memory. */
  sealedDays(): AsyncIterable<SealedDay>;
}

/** Which entries are wanted: all of these. */
export interface SoughtAccesses {
  readonly from: Date;
  /** Excluded. */
  readonly until: Date;
  /** Who looked. */
  readonly staffId?: string | undefined;
  /** Cases: all rounds of their filings count, and searches that found one of them. */
  readonly caseIds?: readonly string[] | undefined;
  /** Whose data it was. What is about a whole case concerns everybody in it. */
  readonly subject?: string | undefined;
  /** The last entry of the page before. */
  readonly after?: Pick<AuditEntry, 'at' | 'caseId' | 'sequence'> | undefined;
}

/** Who saw what, and looked for what: entries of all audit chains. */
export interface AccessLog {
  /** The newest first. */
  list(sought: SoughtAccesses, limit: number): Promise<readonly AuditEntry[]>;
}
