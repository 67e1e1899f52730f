import type { Right } from '../../../contracts/desk/rights.ts';
import type { ListedValue, ListName } from '../authority/authority-lists.ts';
import type { DeskSettings } from './settings.ts';

/** Kinds of events about a record that end something: two people tell them. */
export const KINDS_OF_TWO = ['cancelled', 'access-ended'] as const;
export type KindOfTwo = (typeof KINDS_OF_TWO)[number];

/** An event about a record that waits for a second person. */
export interface ProposedEvent {
  readonly kind: 'record-event';
  readonly recordId: string;
  /** The organizer's filing number. */
  readonly number: string;
  readonly organizer?: string | undefined;
  /** What it ends, as both people see it: of the whole record all that is live. */
  readonly ends: readonly { readonly number: string; readonly domains: readonly string[] }[];
  /** The version of the record in which it ends that. */
  readonly version: number;
  readonly event: {
    readonly kind: KindOfTwo;
    readonly websites?: readonly string[] | undefined;
    readonly whole?: true | undefined;
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
  /** How many of its entries are not on the list yet, and how many of the list are not among its entries. */
  readonly added: number;
  readonly released: number;
}

/** Settings that loosen a control, as a version after the one that whoever proposes them has seen. */
export interface ProposedSettings {
  readonly kind: 'settings';
  readonly settings: DeskSettings;
}

export type Proposal = ProposedEvent | ProposedList | ProposedSettings;

/** Who may see and settle which: whoever may propose it, too. */
export const RIGHT_TO_SETTLE = {
  'record-event': 'work-lists',
  list: 'work-lists',
  settings: 'edit-settings',
} as const satisfies Readonly<Record<Proposal['kind'], Right>>;

/** The chain of each list in the audit log, beside those of cases and records. */
export const CHAIN_OF_LIST: Readonly<Record<ListName, string>> = {
  black: '00000000-0000-4000-8000-00000000b1ac',
  unfiled: '00000000-0000-4000-8000-0000000f11ed',
};

/** The chain of what is proposed about the settings; the settings themselves have one as rows (`noted-rows.ts`). */
export const CHAIN_OF_SETTINGS = '00000000-0000-4000-8000-00000005e771';

/** Whose chain a proposal stands in, and of what there is one at a time. */
export function subjectOf(proposal: Proposal): string {
  if (proposal.kind === 'settings') return CHAIN_OF_SETTINGS;
  return proposal.kind === 'list' ? CHAIN_OF_LIST[proposal.list] : proposal.recordId;
}
