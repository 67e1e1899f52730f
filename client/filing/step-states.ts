import { mayBeFilledIn } from '../../shared/domain/filing/ending-types.ts';
import { FILING_TYPES } from '../../shared/domain/filing/filing-types.ts';
import { isInRepair } from '../../shared/domain/filing/repair.ts';
import type { FilingView, Overview, RepairItem } from '../calls/messages.ts';
import {
  againstWhole,
  endOfOrder,
  leftOf,
  NOTHING_CHANGED,
  nextQuestion,
  type Place,
  type Question,
  questionOfField,
  questionsNow,
  type StepNow,
  type StepState,
} from './questions.ts';
import { type FilingStepId, STEPS, stepOfField, titleOf } from './steps.ts';

export const REPAIR_WORDS = { open: '待修改', changed: '已修改', answered: '已说明' } as const;

/** The flagged items of a returned filing, each a page of its own. */
export const repairSteps = ({ repairs }: Overview): readonly StepNow[] =>
  repairs.map(({ name, field, state, reason }) => ({
    ...{ id: 'progress', title: name, field },
    state: state === 'open' ? 'problem' : 'done',
    note: state === 'open' ? reason : REPAIR_WORDS[state],
  }));

/** What a page leads to with its one filled button. */
export interface MainAction {
  readonly label: string;
  readonly step: FilingStepId;
  readonly field?: string | undefined;
}

/**
 * The main action of a filing that can be changed: first what is wrong, then what is open, then what others do. Undefined
 * for any other filing.
 */
export function mainAction(overview: Overview, view: Place): MainAction | undefined {
  const steps = questionsNow(overview, view);
  if (!steps) return undefined;
  if (isInRepair(view.state)) {
    const item = overview.repairs.find(({ state }) => state === 'open');
    // Each flagged item is a page of its own.
    if (item) return { label: repairAction(item, view).label, step: 'progress', field: item.field };
  }
  const asked = firstOf(steps);
  if (asked) return asked;
  const against = againstWhole(overview);
  if (against?.ruleId === NOTHING_CHANGED) return { label: '修改有变化的内容', step: 'organizer' };
  if (against) return { label: '看看怎么处理', step: 'preview', field: against.field };
  return isInRepair(view.state) ? { label: '重新提交', step: 'submission' } : { label: '预览并提交', step: 'preview' };
}

/** The way to the first question that is left: what is wrong, then what is open, then what others do. */
export function firstOf(steps: readonly StepNow[]): MainAction | undefined {
  const first = (state: StepState) => leftOf(steps).find((step) => step.state === state);
  const problem = first('problem');
  if (problem) return { label: `修改${problem.title}`, step: problem.id, field: problem.field };
  const open = first('open');
  if (open) return { label: `下一项：${open.title}`, step: open.id, field: open.field };
  const waiting = first('waiting');
  return waiting && { label: `查看${waiting.title}`, step: waiting.id, field: waiting.field };
}

/** What the main button of a question leads to, and in a change what else was asked for. */
export interface Onward extends MainAction {
  readonly next?: readonly string[];
}

/**
 * After a question comes what else was asked for, then what is open; when nothing else is left, the filing is looked at as a
 * whole, else the list says for what it waits.
 *
 * @param next the fields that were asked for together with this one
 */
export function afterQuestion(
  question: Question,
  view: Place,
  steps: readonly StepNow[],
  next: readonly string[],
): Onward {
  const [asked, ...more] = next.filter((field) => questionOfField(view, field)?.id !== question.id);
  const wanted = asked === undefined ? undefined : questionOfField(view, asked);
  if (wanted) return { label: `下一项：${wanted.title}`, step: wanted.step, field: asked, next: more };
  const open = nextQuestion(steps, question.id);
  if (open) return { label: `下一项：${open.title}`, step: open.id, field: open.field };
  const isLast = steps.length > 0 && leftOf(steps).every((step) => step.question === question.id);
  const isReady = FILING_TYPES[view.filingType].startsFrom === 'record' ? mayOpen('preview', steps) : isLast;
  return isReady
    ? { label: `下一步：${titleOf('preview')}`, step: 'preview' }
    : { label: '好了，回到清单', step: 'progress' };
}

/** 回到清单, with what is left. */
export function backToList(steps: readonly StepNow[] = []): string {
  const count = leftOf(steps).length;
  return count > 0 ? `回到清单，还差 ${count} 项` : '回到清单';
}

/** How one flagged item is mended on the page of its step; where nothing can be changed, a word is written on its own page. */
export function repairAction(
  { kind, field, name }: RepairItem,
  { organizerKind }: Pick<Place, 'organizerKind'>,
): MainAction {
  const step = stepOfField(field, organizerKind);
  if (kind === 'other') return { label: '写一句说明', step: 'progress' };
  if (kind === 'picture') return { label: `重新上传${name}`, step, field };
  if (kind === 'liveness') return { label: '重新核身', step, field };
  return { label: `修改${name}`, step, field };
}

/** The page's heading: the answer to "how far am I?" */
export function headingOf(
  overview: Overview | undefined,
  { state, stateLabel }: Pick<FilingView, 'state' | 'stateLabel'>,
  steps: readonly StepNow[] | undefined,
): string {
  // What is known may still be of the state before.
  if (!overview || overview.state !== state || !steps) return stateLabel;
  if (isInRepair(state)) return repairHeading(overview.repairs);
  if (endOfOrder(overview)) return '这份订单不能继续办理';
  const left = leftOf(steps).length;
  if (left > 0) return `还差 ${left} 项就能提交`;
  return againstWhole(overview) ? '还没有改动内容' : '都填好了，可以预览并提交';
}

/** 已改 2/3. */
export const repairHeading = (items: readonly Pick<RepairItem, 'state'>[]): string =>
  items.length === 0
    ? '可以重新提交了'
    : `已改 ${items.filter(({ state }) => state !== 'open').length}/${items.length}`;

/** Whether a step may be opened: a closed one says why it can't be, and a filing that has ended is only looked at. */
export const mayOpen = (step: FilingStepId, steps: readonly StepNow[] | undefined): boolean =>
  steps?.find(({ id }) => id === step)?.state !== 'closed';

/** The steps that can be looked at: of a filing that can't be changed only its contents and its progress. */
export const stepsShown = (view: Pick<FilingView, 'filingType' | 'state'>): readonly FilingStepId[] =>
  mayBeFilledIn(view)
    ? STEPS.map(({ id }) => id).filter((id): id is FilingStepId => id !== 'eligibility')
    : ['preview', 'progress'];
