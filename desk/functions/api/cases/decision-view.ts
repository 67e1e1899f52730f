import type * as z from 'zod/mini';
import type { CheckRow } from '../../../domain/cases/checklist.ts';
import type { ReasonedField } from '../../../domain/cases/decision.ts';
import { WHOLE_FILING } from '../../../domain/cases/reasons.ts';
import type { KnownDecision } from '../../../ports/decisions.ts';
import type { decisionView, flaggedView } from './case-schemas.ts';

/** A decision as colleagues see it. */
export const decisionViewOf = (decision: KnownDecision, rows: readonly CheckRow[]): z.input<typeof decisionView> => ({
  decisionId: decision.id,
  kind: decision.kind,
  state: decision.state,
  decidedBy: decision.decidedBy,
  decidedAt: decision.decidedAt,
  ...(decision.state === 'waiting' && { sendsAt: decision.sendsAt }),
  ...(decision.comment !== undefined && { comment: decision.comment }),
  ...(decision.secondBy !== undefined && { secondBy: decision.secondBy }),
  ...(decision.secondComment !== undefined && { secondComment: decision.secondComment }),
  flagged: decision.flagged.map((field) => flaggedViewOf(field, rows)),
  amendments: (decision.amendments ?? []).map((amendment) => ({ ...amendment, label: labelOf(amendment.field, rows) })),
});

/** An item of a return in the words that the applicant reads. */
export function flaggedViewOf(item: ReasonedField, rows: readonly CheckRow[]): z.input<typeof flaggedView> {
  const { field, reason, suggestion, reasonId, reasonVersion } = item;
  return {
    field,
    label: field === WHOLE_FILING ? '整份备案' : labelOf(field, rows),
    reason,
    ...(suggestion !== undefined && { suggestion }),
    ...(reasonId !== undefined && { reasonId }),
    ...(reasonVersion !== undefined && { reasonVersion }),
  };
}

export function labelOf(field: string, rows: readonly CheckRow[]): string {
  const row = rows.find(({ path }) => path === field);
  return row ? `${row.group}·${row.label}` : field;
}
