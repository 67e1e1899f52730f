import type { AuditAction } from '../../../contracts/desk/audit-actions.ts';

/** A fact beside an action: ids, codes and counts. What a person wrote or is called never stands here. */
export type AuditFacts = Readonly<Record<string, string | number | boolean>>;

/** One event of a case, as it is remembered for good. */
export interface AuditEntry {
  /** Id of the case, or of the record or the list whose chain it is. */
  readonly caseId: string;
  /** From 1 without a gap. */
  readonly sequence: number;
  readonly at: Date;
  /** Id of a member of staff; `filing-service` or `desk` for what no person did. */
  readonly actor: string;
  readonly action: string;
  readonly facts: AuditFacts;
}

/** An entry to be added. The compiler knows its action, so that each has its words; older chains may tell of others. */
export type NewEntry = Omit<AuditEntry, 'sequence' | 'action'> & { readonly action: AuditAction };

/** An entry with its link: a keyed hash over the entry and the link before it. */
export interface LinkedEntry extends AuditEntry {
  readonly link: string;
}

/** A keyed hash of a text, in hexadecimal: whoever has only the database can't make one. */
export type KeyedHash = (text: string) => string;

/** The link that the first entry of a case follows. */
const BEGINNING = '';

/** JSON with sorted keys, so that a store may keep the facts in any order. */
const factsText = (facts: AuditFacts): string =>
  JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The link of an entry. @param before the link of the entry before it; undefined for the first. */
export const linkOf = (
  { caseId, sequence, at, actor, action, facts }: AuditEntry,
  before: string | undefined,
  hash: KeyedHash,
): string =>
  hash(JSON.stringify([caseId, sequence, at.toISOString(), actor, action, factsText(facts), before ?? BEGINNING]));

/** What is wrong with a case's chain. */
export type ChainFault = 'gap' | 'altered' | 'shortened';

/** The state of a chain that was sealed on some day: it can't be shorter afterwards, and that link can't be another. */
export interface SealedHead {
  readonly sequence: number;
  readonly link: string;
}

/**
 * Checks all entries of one case, in their order, against their links and the heads that were sealed.
 *
 * @returns the first fault with the sequence number at which it shows; undefined for a whole chain.
 */
export function faultOf(
  entries: readonly LinkedEntry[],
  heads: readonly SealedHead[],
  hash: KeyedHash,
): { readonly fault: ChainFault; readonly sequence: number } | undefined {
  let before: string | undefined;
  for (const [index, entry] of entries.entries()) {
    if (entry.sequence !== index + 1) return { fault: 'gap', sequence: index + 1 };
    if (entry.link !== linkOf(entry, before, hash)) return { fault: 'altered', sequence: entry.sequence };
    before = entry.link;
  }
  const lost = heads.find(({ sequence }) => sequence > entries.length);
  if (lost) return { fault: 'shortened', sequence: entries.length + 1 };
  const other = heads.find(({ sequence, link }) => entries[sequence - 1]?.link !== link);
  return other && { fault: 'altered', sequence: other.sequence };
}

/** A day's seal: a keyed hash over the heads that moved on that day and the seal before, so that no day can go missing. */
export const sealOf = (
  day: string,
  heads: readonly (SealedHead & { readonly caseId: string })[],
  before: string | undefined,
  hash: KeyedHash,
): string =>
  hash(JSON.stringify([day, heads.map((head) => [head.caseId, head.sequence, head.link]), before ?? BEGINNING]));

/** A day's seal with what it covers: what an auditor keeps outside of the database. Ids, numbers and hashes only. */
export interface SealedDay {
  readonly day: string;
  /** The seal of the day before; undefined for the first. */
  readonly before: string | undefined;
  readonly heads: readonly (SealedHead & { readonly caseId: string })[];
  readonly seal: string;
}

/** A seal as one line of text, the same for the same seal. */
export const sealText = ({ day, before, heads, seal }: SealedDay): string =>
  JSON.stringify({ day, before, heads: heads.map(({ caseId, sequence, link }) => [caseId, sequence, link]), seal });

/** Reads the text of a seal. Undefined for what is none, or was not written with this key. */
export function readSeal(text: string, hash: KeyedHash): SealedDay | undefined {
  try {
    const { day, before, heads: listed, seal } = JSON.parse(text);
    const heads = (listed as [string, number, string][]).map(([caseId, sequence, link]) => ({
      caseId,
      sequence,
      link,
    }));
    return seal === sealOf(day, heads, before, hash) ? { day, before, heads, seal } : undefined;
  } catch {
    return undefined;
  }
}
