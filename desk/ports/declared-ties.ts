import type { ListedValue } from '../domain/authority/authority-lists.ts';
import type { Relation, TieKind } from '../domain/staff/ties.ts';

/** A declaration, without the number. */
export interface DeclaredTie {
  readonly tieId: string;
  readonly staffId: string;
  readonly kind: TieKind;
  readonly relation: Relation;
  readonly declaredAt: Date;
}

/** What members of staff have declared: cases with one of these numbers are refused to them. */
export interface DeclaredTies {
  /**
   * @param value a number as it was typed; spaces, dashes and case do not count.
   * @returns undefined when the person has `MOST_TIES` already.
   */
  declare(tie: Omit<DeclaredTie, 'tieId' | 'declaredAt'>, value: string): Promise<DeclaredTie | undefined>;
  /** In force, the latest first. */
  ofStaff(staffId: string): Promise<readonly DeclaredTie[]>;
  /** In force, of everybody but one, the latest first. */
  ofOthers(staffId: string): Promise<readonly DeclaredTie[]>;
  find(tieId: string): Promise<DeclaredTie | undefined>;
  /** Ends a declaration and forgets its number. */
  end(tieId: string, by: string): Promise<void>;
  /** Whether the case has a number that the person has declared. */
  isTied(staffId: string, caseId: string): Promise<boolean>;
  /**
   * Whether one of these is of whom the person has declared: values themselves or in a case with a declared number, records in one of
   * whose organizer's cases it is.
   */
  isTiedTo(
    staffId: string,
    item: { readonly values: readonly ListedValue[] } | { readonly recordId: string },
  ): Promise<boolean>;
}
