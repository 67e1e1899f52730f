import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { phoneForm, phoneKeys } from '../../../contracts/normal-forms/phone.ts';
import type { CaseKeyKind } from '../cases/case-search.ts';

/** What of a case a tie may be to: the organizer's certificate, a person's, a phone. */
export const TIE_KINDS = ['organizer', 'person', 'phone'] as const satisfies readonly CaseKeyKind[];
export type TieKind = (typeof TIE_KINDS)[number];

/** A declared value as it is stored, however it was typed. */
export const tieForm = (kind: TieKind, value: string): string =>
  kind === 'phone' ? phoneForm(value) : certificateForm(value);

/** What a declared value is compared as. A phone also as its switchboard: with whichever extension, it is one company. */
export const tieKeys = (kind: TieKind, value: string): readonly string[] =>
  kind === 'phone' ? phoneKeys(value) : [tieForm(kind, value)];

/** Whether a declared value can be one of its kind. */
export const isTieValue = (kind: TieKind, value: string): boolean =>
  (kind === 'phone' ? /^\d[\d-]{4,39}$/ : /^[\dA-Z()]{5,40}$/).test(tieForm(kind, value));

/** Whose it is: the member of staff's own, their family's, or of a company of theirs or at which they work. */
export const RELATIONS = ['self', 'family', 'company'] as const;
export type Relation = (typeof RELATIONS)[number];

/** The most that one person declares: family and companies of a lifetime. */
export const MOST_TIES = 100;

/** Who may end a declaration: not its own author, who could take the case afterwards. */
export const mayEnd = (tie: { readonly staffId: string }, by: string): boolean => tie.staffId !== by;
