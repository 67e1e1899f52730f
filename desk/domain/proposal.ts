import type { ListedValue, ListName } from './authority-lists.ts';

/** Kinds of events about a record that end something: two people tell them. */
export const KINDS_OF_TWO = ['cancelled', 'access-ended'] as const;
export type KindOfTwo = (typeof KINDS_OF_TWO)[number];

/** An event about a record that waits for a second person. */
export interface ProposedEvent {
  readonly kind: 'record-event';
  readonly recordId: string;
  /** Of the organizer. */
  readonly number: string;
  readonly event: {
    readonly kind: KindOfTwo;
    readonly websites?: readonly string[] | undefined;
    readonly by?: 'provider' | 'authority' | 'elsewhere' | undefined;
    readonly reason?: string | undefined;
  };
  /** The last event of the record that whoever proposes it has seen. */
  readonly lastTold: number;
}

/** A list from a file that waits for a second person. */
export interface ProposedList {
  readonly kind: 'list';
  readonly list: ListName;
  readonly values: readonly ListedValue[];
  /** ISO 8601. */
  readonly dueAt: string;
  /** The version that whoever proposes it has seen. */
  readonly seen: number;
  /** Of its entries those that are not on the list yet, and of the list those that are not among its entries. */
  readonly added: number;
  readonly released: number;
}

export type Proposal = ProposedEvent | ProposedList;

/** The chain of each list in the audit log, beside those of cases and records. */
export const CHAIN_OF_LIST: Readonly<Record<ListName, string>> = {
  black: '00000000-0000-4000-8000-00000000b1ac',
  unfiled: '00000000-0000-4000-8000-0000000f11ed',
};

/** Whose chain a proposal stands in, and of what there is one at a time. */
export const subjectOf = (proposal: Proposal): string =>
  proposal.kind === 'list' ? CHAIN_OF_LIST[proposal.list] : proposal.recordId;
