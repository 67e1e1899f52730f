import type { CaseKeyKind } from './case-search.ts';

/** What of a case a tie may be to: the organizer's certificate, a person's, a phone. */
export const TIE_KINDS = ['organizer', 'person', 'phone'] as const satisfies readonly CaseKeyKind[];
export type TieKind = (typeof TIE_KINDS)[number];

/** Whose it is: the member of staff's own, their family's, or of a company of theirs or at which they work. */
export const RELATIONS = ['self', 'family', 'company'] as const;
export type Relation = (typeof RELATIONS)[number];

/** The most that one person declares: family and companies of a lifetime. */
export const MOST_TIES = 100;

/** Who may end a declaration: not its own author, who could take the case afterwards. */
export const mayEnd = (tie: { readonly staffId: string }, by: string): boolean => tie.staffId !== by;
