import type { DecisionKind } from './decision.ts';

/** Why two people must agree before a decision leaves. Source: initial-review, section 4. */
export type SecondViewReason =
  /** The machine found what blocks, and a person overrides it. */
  | 'block-overridden'
  /** The commercial register has another name, person or standing. */
  | 'register-differs'
  /** The organizer's whole record ends. */
  | 'organizer-ends'
  /** Whoever has lost the account that holds a record gets it by papers. */
  | 'account-lost'
  /** News, medicine, publishing and other content that another authority must have approved. */
  | 'pre-approval'
  /** The organizer, a person or a domain is on the authority's black list. The desk finds it, not the package. */
  | 'black-listed'
  /** One reason has sent it back in three rounds: the applicant can't solve it alone, or the reason is wrong. */
  | 'returned-thrice'
  /** Staff change what the applicant wrote. */
  | 'amended'
  /** Nothing opens for the applicant any more. */
  | 'declined'
  /** Whoever decided wants somebody else to look. */
  | 'asked';

/** The part of a package that decides it. */
export interface RiskyContents {
  readonly filingType: string;
  readonly findings: readonly { readonly severity: string; readonly ruleId?: string | undefined }[];
  readonly websites: readonly { readonly details?: { readonly preApprovals?: unknown } | undefined }[];
}

/** Rules that compare with the commercial register (docs/rules.md). */
const REGISTER_RULES = ['FD-92', 'FT-93'];
const hasSome = (list: unknown): boolean => Array.isArray(list) && list.length > 0;

/** Whether a finding says that the commercial register differs. */
export const isOfRegister = ({ ruleId }: { readonly ruleId?: string | undefined }): boolean =>
  ruleId !== undefined && REGISTER_RULES.includes(ruleId);

/** Every reason in the contents for a second view of a case, in a fixed order; empty for an ordinary one. */
export function secondViewReasons({ filingType, findings, websites }: RiskyContents): readonly SecondViewReason[] {
  return [
    ...(findings.some(({ severity }) => severity === 'block') ? (['block-overridden'] as const) : []),
    ...(findings.some(isOfRegister) ? (['register-differs'] as const) : []),
    ...(filingType === 'cancel-organizer' ? (['organizer-ends'] as const) : []),
    ...(filingType === 'recovery' ? (['account-lost'] as const) : []),
    ...(websites.some(({ details }) => hasSome(details?.preApprovals)) ? (['pre-approval'] as const) : []),
  ];
}

/** From so many returns for one reason on, a lead sees each decision before it leaves. Source: initial-review, section 4. */
export const MOST_RETURNS_FOR_A_REASON = 3;
/** With these a return waits, too. */
const FOR_EVERY_DECISION = ['asked', 'returned-thrice'];

/**
 * Whether a decision waits for somebody else. A return reaches only the applicant, who can answer: it takes one person,
 * unless they ask for another, or it is the fourth for one reason.
 *
 * @param reasons of the case and of the decision.
 */
export const needsSecondView = (kind: DecisionKind, reasons: readonly string[], isAskedFor = false): boolean =>
  isAskedFor ||
  reasons.some((reason) => FOR_EVERY_DECISION.includes(reason)) ||
  kind === 'declined' ||
  (kind === 'accepted' && reasons.length > 0);

/** A decision at the moment at which it would leave, with what is known then. */
export interface Leaving {
  readonly kind: DecisionKind;
  readonly decidedBy: string;
  readonly secondBy: string | undefined;
  readonly asksSecondView: boolean;
  /** Why two must agree on its case, as they knew. */
  readonly reasons: readonly SecondViewReason[];
  /** Whether something of the case is on the black list now. */
  readonly isListed: boolean;
  /** Whoever of them has declared a number of the case, also after they decided. */
  readonly tied: readonly string[];
}

/**
 * What keeps a decision from leaving. `tied`: somebody else must decide · `second-view`: nobody else has agreed, or they did not know
 * of the black list, or may not have.
 */
export function holdOf(leaving: Leaving): 'tied' | 'second-view' | undefined {
  const { kind, decidedBy, secondBy, asksSecondView, reasons, isListed, tied } = leaving;
  if (tied.includes(decidedBy)) return 'tied';
  const isNewlyListed = isListed && kind === 'accepted' && !reasons.includes('black-listed');
  if (!isNewlyListed && !needsSecondView(kind, reasons, asksSecondView)) return undefined;
  const hasAgreed = secondBy !== undefined && !tied.includes(secondBy) && !isNewlyListed;
  return hasAgreed ? undefined : 'second-view';
}
