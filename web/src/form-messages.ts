import type { FormField } from '../../client/form-fields.ts';
import type { FilingView, Finding } from '../../client/messages.ts';
import { isEditable } from '../../shared/domain/filing/machine.ts';
import type { FieldProblem } from '../../shared/domain/refusal.ts';

/** A message beside a field, with how much it weighs. */
export interface Message {
  readonly severity: Finding['severity'];
  readonly text: string;
  readonly suggestion?: string | undefined;
}

/** What a rule found, as it is said. */
export const messageOf = ({ severity, message, suggestion }: Finding): Message => ({
  severity,
  text: message,
  suggestion,
});

/** Everything that may be said about the fields of one form. */
export interface MessageSources {
  /** What a reviewer wants changed. */
  readonly flagged: FilingView['flagged'];
  /** What is missing, once it may be said. */
  readonly gaps: readonly FormField[];
  /** What the API could not take, by paths that begin at the form. */
  readonly problems: readonly FieldProblem[];
  readonly findings: readonly Finding[];
}

/** "Something is missing here": said field by field as gaps. */
const SECTION_MISSING = 'FD-18';

/** What is to be said beside one field, the reviewer's word first. @param path of the form in the filing. */
export function messagesFor(path: string, key: string, { flagged, gaps, problems, findings }: MessageSources) {
  const own = `${path}.${key}`;
  const isAbout = (field: string) => `${field}.`.startsWith(`${own}.`);
  return [
    ...flagged
      .filter(({ field }) => isAbout(field))
      .map(({ reason, suggestion }): Message => ({ severity: 'require', text: `审核意见：${reason}`, suggestion })),
    ...gaps
      .filter((gap) => gap.key === key)
      .map(({ label }): Message => ({ severity: 'require', text: `请填写${label}。` })),
    ...problems
      .filter(({ field }) => isAbout(`${path}.${field}`) || isAbout(field))
      .map(({ message }): Message => ({ severity: 'block', text: message })),
    ...findings.filter(({ field, ruleId }) => isAbout(field) && ruleId !== SECTION_MISSING).map(messageOf),
  ];
}

/** Whether a field may change now: in a draft every one, in a returned filing what was flagged, else none. */
export function isOpenField({ state, flagged }: FilingView, path: string): boolean {
  if (state === 'draft') return true;
  if (!isEditable(state)) return false;
  return flagged.some(({ field }) => `${path}.`.startsWith(`${field}.`) || field.startsWith(`${path}.`));
}
