import { stops } from '../../contracts/kit/finding.ts';
import type { FieldProblem } from '../../contracts/kit/refusal.ts';
import { neverAsked } from '../../shared/domain/filing/corrections.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { isEditable } from '../../shared/domain/filing/machine.ts';
import { isTakenOver } from '../../shared/domain/filing/prefilled.ts';
import { partsIn } from '../../shared/domain/media/picture-parts.ts';
import type { FilingView, Finding } from '../calls/messages.ts';
import { type LeadsTo, leadsTo } from '../records/elsewhere.ts';
import type { FormField } from './form-fields.ts';

/** A message beside a field, with its severity. */
export interface Message {
  readonly severity: Finding['severity'];
  readonly text: string;
  readonly suggestion?: string | undefined;
  /** The page that says what can be done about it. */
  readonly leadsTo?: LeadsTo | undefined;
}

/** The message of a finding. */
export const messageOf = (finding: Finding): Message => ({
  severity: finding.severity,
  text: finding.message,
  suggestion: finding.suggestion,
  ...(leadsTo(finding) && { leadsTo: leadsTo(finding) }),
});

/** What is said beside a picture: what is known of it elsewhere, then what its check found. Its parts have rows of their own. */
export function messagesBeside(findings: readonly Finding[], known: readonly Message[]): readonly Message[] {
  const { parts, others } = partsIn(findings);
  const elsewhere = known.filter(({ text }) => parts.every((part) => part.text !== text));
  return distinct([...elsewhere, ...others.map(messageOf)]);
}

/** Why a picture is needed; where a message asks for it, that says so already. */
export const reasonBeside = (reason: string, state: string, messages: readonly Message[]): string =>
  state === 'missing' && messages.length > 0 ? '' : reason;

/** What is known of a filing beside what its forms say themselves. */
export interface Known {
  /** What a reviewer wants changed. */
  readonly flagged: FilingView['flagged'];
  /** By the overview, and by the last pre-check. */
  readonly findings: readonly Finding[];
  /** The path in the page's address: what was found there is always said. */
  readonly aimed: string | undefined;
}

/** What blank fields, materials that are not there and checks that nobody has begun are found by: they are open, not wrong. */
const OPEN_RULES: readonly string[] = ['PR-02', 'PR-90', 'MT-14'];

/** Whether it says that something is still to be done, not that something is wrong. */
export const isOpen = ({ severity, ruleId }: Finding): boolean => severity === 'require' || OPEN_RULES.includes(ruleId);

/** Whether a path is a place, or a part of it. Each path is in the empty place. */
export const isWithin = (path: string, place: string): boolean => place === '' || `${path}.`.startsWith(`${place}.`);

const flagMessage = ({ reason, suggestion }: FilingView['flagged'][number]): Message => ({
  severity: 'require',
  text: `审核意见：${reason}`,
  suggestion,
});

/** What is said unasked: what is wrong. What is open yet reproaches nobody. */
const isSaid = (finding: Finding, aimed: string | undefined): boolean =>
  finding.field === aimed || (stops([finding]) && !isOpen(finding));

/** Without those that say the same. */
const distinct = (messages: readonly Message[]): readonly Message[] =>
  messages.filter(({ text }, place) => messages.findIndex((message) => message.text === text) === place);

/**
 * What stands at a place of a page: a tile, a card, or a form as a whole, which says also why the section around it was flagged.
 *
 * @param place its path; empty for a page as a whole. @param inner the places within it that say themselves what is about them.
 */
export function messagesAt(place: string, { flagged, findings, aimed }: Known, inner: readonly string[] = []) {
  const isHere = ({ field }: { readonly field: string }) =>
    isWithin(field, place) && !inner.some((part) => isWithin(field, part));
  return distinct([
    ...flagged.filter((flag) => isHere(flag) || (place !== '' && isWithin(place, flag.field))).map(flagMessage),
    ...findings.filter((finding) => isHere(finding) && isSaid(finding, aimed)).map(messageOf),
  ]);
}

/** The sources of messages about the fields of one form. */
export interface MessageSources extends Known {
  /** What is missing, once it should be shown. */
  readonly gaps: readonly FormField[];
  /** The problems of the request, by paths that start at the form. */
  readonly problems: readonly FieldProblem[];
  /** What the form itself was judged by when it was saved. */
  readonly judged: readonly Finding[];
}

/** The form compares a value with its certificate itself, and asks. */
const COMPARED = 'FD-18';

/** The length of a term, which either of its days may have wrong: it is said beside both. */
const TERM_LENGTH = 'FD-17';

/** The messages beside one field, the reviewer's first. @param path of the form in the filing. */
export function messagesFor(path: string, key: string, sources: MessageSources): readonly Message[] {
  const { flagged, gaps, problems, judged, findings, aimed } = sources;
  const own = `${path}.${key}`;
  const isAbout = (field: string) => isWithin(field, own);
  const isHere = ({ field, ruleId }: Finding) =>
    isAbout(field) || (ruleId === TERM_LENGTH && key === 'idValidFrom' && field === `${path}.idValidTo`);
  return distinct([
    ...flagged.filter(({ field }) => isAbout(field)).map(flagMessage),
    ...gaps
      .filter((gap) => gap.key === key)
      .map(({ label }): Message => ({ severity: 'require', text: `请填写${label}。` })),
    ...problems
      .filter(({ field }) => isAbout(`${path}.${field}`) || isAbout(field))
      .map(({ message }): Message => ({ severity: 'block', text: message })),
    ...judged.filter((finding) => isHere(finding) && finding.ruleId !== COMPARED).map(messageOf),
    ...findings.filter((finding) => isHere(finding) && isSaid(finding, aimed)).map(messageOf),
  ]);
}

const NOT_NOW = '本轮无需修改这一项。';

/**
 * Why a field may not change now; undefined: it may. What was taken over from the record never may; else any field of a draft, and
 * of a returned filing the flagged ones and those that were never asked.
 */
export function whyShut(
  { state, flagged, filingType, startedFrom }: FilingView,
  path: string,
  contents: FilingContents,
): string | undefined {
  if (startedFrom && isTakenOver(path, { filingType, contents }))
    return '这一项以已备案的为准；有变化的，请放弃本订单，先办理变更备案。';
  if (state === 'draft') return undefined;
  if (!isEditable(state)) return NOT_NOW;
  if (neverAsked(contents).includes(path)) return undefined;
  const isFlagged = flagged.some(({ field }) => `${path}.`.startsWith(`${field}.`) || field.startsWith(`${path}.`));
  return isFlagged ? undefined : NOT_NOW;
}
