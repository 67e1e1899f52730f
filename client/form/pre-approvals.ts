import type { PreApproval } from '../../shared/domain/filing/filing.ts';
import type { FieldValue } from './form-draft.ts';

/**
 * 前置或专项审批内容类型 in a draft: a blank text while nothing is chosen, an empty list for 以上都不涉及, else each type with the number
 * of its document.
 */
export const approvalsIn = (value: FieldValue): readonly PreApproval[] =>
  Array.isArray(value) ? (value as readonly PreApproval[]) : [];

/** Whether 以上都不涉及 is chosen. */
export const isNoneChosen = (value: FieldValue): boolean => Array.isArray(value) && value.length === 0;

/** After a type was ticked or unticked. A ticked one takes the place of 以上都不涉及; without any, nothing is chosen. */
export function withType(value: FieldValue, kind: string): FieldValue {
  const approvals = approvalsIn(value);
  const others = approvals.filter((approval) => approval.kind !== kind);
  const next = others.length < approvals.length ? others : [...approvals, { kind, number: '' }];
  return next.length === 0 ? '' : next;
}

/** After 以上都不涉及 was ticked, in place of all types, or unticked. */
export const withNone = (value: FieldValue): FieldValue => (isNoneChosen(value) ? '' : []);

/** After the number of a document was typed. */
export const withNumber = (value: FieldValue, place: number, number: string): FieldValue =>
  approvalsIn(value).map((approval, index) => (index === place ? { ...approval, number } : approval));
