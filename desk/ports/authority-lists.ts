import type { ListedKind, ListedResult, ListedValue, ListName } from '../domain/authority/authority-lists.ts';
import type { TaskCounts } from '../domain/authority/task-queue.ts';
import type { CaseState } from '../domain/cases/case.ts';

/** A list as a whole. */
export interface ListStanding {
  readonly list: ListName;
  /** Counts imports; 0 before the first. */
  readonly version: number;
  readonly entries: number;
  /** Until when the entries that came with it are to be handled. */
  readonly dueAt: Date | undefined;
  readonly importedAt: Date | undefined;
}

/** A list that replaces the one before. */
export interface NewList {
  readonly list: ListName;
  readonly values: readonly ListedValue[];
  readonly dueAt: Date;
  /** Id of a member of staff. */
  readonly by: string;
  /** Another one. */
  readonly confirmedBy: string;
  readonly at: Date;
  /** The version that they have seen. */
  readonly seen: number;
}

/** An entry that nobody has handled, with what of the desk's it hits. */
export interface ListedTask {
  readonly entryId: string;
  readonly list: ListName;
  readonly kind: ListedKind;
  /** In clear. */
  readonly value: string;
  /** When its list was imported last. */
  readonly since: Date;
  readonly dueAt: Date;
  /** Live ones, with one of its domains or, of a certificate, with a domain of a case that was sent. */
  readonly records: readonly { readonly recordId: string; readonly number: string }[];
  /** The latest first. */
  readonly cases: readonly { readonly caseId: string; readonly state: CaseState }[];
}

/** Where a page of tasks ends. */
export interface ListedPlace {
  readonly dueAt: Date;
  readonly entryId: string;
}

/** Lists of the authority, and what they hit. Hits are looked for when they are asked for, so none is ever out of date. */
export interface AuthorityLists {
  /**
   * Replaces a list, all of it or nothing. An entry that stays keeps its id, its date and its result; one that is not on it
   * any more is deleted. Cases that somebody may still decide on need two people if the new black list hits them; cases that
   * nobody has decided on do not any more if it released them.
   *
   * @returns undefined when another version was seen.
   */
  replace(list: NewList): Promise<{ readonly added: number; readonly released: number } | undefined>;
  /** How many of the values are not on a list yet, and how many of its entries are not among them. */
  compare(
    list: ListName,
    values: readonly ListedValue[],
  ): Promise<{ readonly added: number; readonly released: number }>;
  /** Everything that a list has, in clear, in no order: for whoever compares another one with it. */
  entries(list: ListName): Promise<readonly ListedValue[]>;
  /** What of the desk's each value hits, in their order. */
  hits(values: readonly ListedValue[]): Promise<readonly Pick<ListedTask, 'records' | 'cases'>[]>;
  standings(): Promise<readonly ListStanding[]>;
  /**
   * What is to be handled, the first due first: all unfiled sites, and of the black list what hits something. Only what is
   * looked at is opened.
   *
   * @param after where the page before ended; undefined for the first. @param limit tasks on the page, and fewer where some hit
   * nothing any more.
   */
  tasks(
    after: ListedPlace | undefined,
    limit: number,
  ): Promise<{ readonly tasks: readonly ListedTask[]; readonly next?: ListedPlace }>;
  /**
   * How many of them there are, of a thousand unfiled sites at most. Only entries of the black list with a mark are opened: whether
   * they still hit something can't be seen in another way.
   */
  countTasks(now: Date): Promise<TaskCounts>;
  /** The value of an entry, in clear; undefined when it is not on a list any more. */
  entry(entryId: string): Promise<ListedValue | undefined>;
  /** False for an entry that is not on the list any more, or was handled. */
  handle(entryId: string, result: ListedResult, by: string, at: Date): Promise<boolean>;
  /** Those of the values that are on the black list. */
  blackListed(values: readonly ListedValue[]): Promise<readonly ListedValue[]>;
}
