import type { FieldProblem } from '../../contracts/kit/refusal.ts';
import { neverAsked } from '../../shared/domain/filing/corrections.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { isEditable } from '../../shared/domain/filing/machine.ts';
import type { FilingView, Finding } from '../calls/messages.ts';
import type { FormField } from './form-fields.ts';

/** A message beside a field, with its severity. */
export interface Message {
  readonly severity: Finding['severity'];
  readonly text: string;
  readonly suggestion?: string | undefined;
}

/** The message of a finding. */
export const messageOf = ({ severity, message, suggestion }: Finding): Message => ({
  severity,
  text: message,
  suggestion,
});

/** The sources of messages about the fields of one form. */
export interface MessageSources {
  /** What a reviewer wants changed. */
  readonly flagged: FilingView['flagged'];
  /** What is missing, once it should be shown. */
  readonly gaps: readonly FormField[];
  /** The problems of the request, by paths that start at the form. */
  readonly problems: readonly FieldProblem[];
  readonly findings: readonly Finding[];
}

/** "Something is missing here": shown as gaps, field by field. */
const SECTION_MISSING = 'FD-18';

/** The messages beside one field, the reviewer's first. @param path of the form in the filing. */
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

/**
 * Whether a field may change now: any field of a draft; of a returned filing the flagged ones and those that were never
 * asked; otherwise none.
 */
export function isOpenField({ state, flagged }: FilingView, path: string, contents: FilingContents): boolean {
  if (state === 'draft') return true;
  if (!isEditable(state)) return false;
  if (neverAsked(contents).includes(path)) return true;
  return flagged.some(({ field }) => `${path}.`.startsWith(`${field}.`) || field.startsWith(`${path}.`));
}
