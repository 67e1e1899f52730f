import type { PreApproval } from '../../contracts/forms/form-field.ts';
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

/** The answer on the main button of a question that nobody has answered yet. @param count of the websites that it is for */
export const noneAnswer = (count: number): string => `${count > 1 ? `${count} 个网站` : ''}都不涉及审批，`;

/** What stands before the types while nobody has answered. */
export const APPROVALS_HINT = '涉及其中任何一类的，点开勾选，填批准文件的编号：';

/** After the number of a document was typed. */
export const withNumber = (value: FieldValue, place: number, number: string): FieldValue =>
  approvalsIn(value).map((approval, index) => (index === place ? { ...approval, number } : approval));
