import type { DecisionKind } from './decision.ts';

/** Why two people must agree before a case is accepted. Source: initial-review, section 4. */
export type SecondViewReason =
  /** The machine found what blocks, and a person overrides it. */
  | 'block-overridden'
  /** The organizer's whole record ends. */
  | 'organizer-ends'
  /** News, medicine, publishing and other content that another authority must have approved. */
  | 'pre-approval';

/** The part of a package that decides it. */
export interface RiskyContents {
  readonly filingType: string;
  readonly findings: readonly { readonly severity: string }[];
  readonly websites: readonly { readonly details?: { readonly preApprovals?: unknown } | undefined }[];
}

const ORGANIZER_ENDS = ['cancellation', 'cancel-organizer'];
const hasSome = (list: unknown): boolean => Array.isArray(list) && list.length > 0;

/** Every reason for a second view of a case, in a fixed order; empty for an ordinary one. */
export function secondViewReasons({ filingType, findings, websites }: RiskyContents): readonly SecondViewReason[] {
  return [
    ...(findings.some(({ severity }) => severity === 'block') ? (['block-overridden'] as const) : []),
    ...(ORGANIZER_ENDS.includes(filingType) ? (['organizer-ends'] as const) : []),
    ...(websites.some(({ details }) => hasSome(details?.preApprovals)) ? (['pre-approval'] as const) : []),
  ];
}

/** A return reaches only the applicant, who can answer: it takes one person. */
export const needsSecondView = (kind: DecisionKind, reasons: readonly string[]): boolean =>
  kind === 'accepted' && reasons.length > 0;
