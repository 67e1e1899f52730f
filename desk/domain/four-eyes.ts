import type { DecisionKind } from './decision.ts';

/** Why two people must agree before a decision leaves. Source: initial-review, section 4. */
export type SecondViewReason =
  /** The machine found what blocks, and a person overrides it. */
  | 'block-overridden'
  /** The commercial register has another name, person or standing. */
  | 'register-differs'
  /** The organizer's whole record ends. */
  | 'organizer-ends'
  /** News, medicine, publishing and other content that another authority must have approved. */
  | 'pre-approval'
  /** The organizer, a person or a domain is on the authority's black list. The desk finds it, not the package. */
  | 'black-listed'
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
    ...(websites.some(({ details }) => hasSome(details?.preApprovals)) ? (['pre-approval'] as const) : []),
  ];
}

/**
 * Whether a decision waits for somebody else. A return reaches only the applicant, who can answer: it takes one person,
 * unless they ask for another.
 *
 * @param reasons of the case and of the decision.
 */
export const needsSecondView = (kind: DecisionKind, reasons: readonly string[], isAskedFor = false): boolean =>
  isAskedFor || kind === 'declined' || (kind === 'accepted' && reasons.length > 0);
