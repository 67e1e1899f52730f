import { stops } from '../../contracts/kit/finding.ts';
import { mayBeFilledIn } from '../../shared/domain/filing/ending-types.ts';
import { isInRepair } from '../../shared/domain/filing/repair.ts';
import { fieldName } from '../../shared/domain/filing/view-names.ts';
import type { FilingView, Finding, Overview, RepairItem } from '../calls/messages.ts';
import { messageOf } from '../form/form-messages.ts';
import { type FilingStepId, STEPS, stepOfField, titleOf, WHOLE_FILING } from './steps.ts';

/** `closed`: it can't be done yet. What differs is shown by shape and in words, not only by colour. */
export type StepState = 'done' | 'problem' | 'open' | 'waiting' | 'closed';

export const STEP_STATE_WORDS: Readonly<Record<StepState, string>> = {
  done: '已完成',
  problem: '要修改',
  open: '未完成',
  waiting: '等待中',
  closed: '还不能做',
};

/** A step as far as the service knows it. */
export interface StepNow {
  readonly id: FilingStepId;
  readonly title: string;
  readonly state: StepState;
  /** What is to be done first; empty when nothing is. */
  readonly note: string;
  /** The field or tile that the note is about. */
  readonly field: string | undefined;
}

/** The steps that a filing is filled in by. */
const WORK = ['organizer', 'website', 'site-owner', 'liveness', 'materials'] as const satisfies readonly FilingStepId[];

type Place = Pick<FilingView, 'filingType' | 'organizerKind' | 'state'>;

/** What blank fields, materials that are not there and checks that nobody has begun are found by: they are open, not wrong. */
const OPEN_RULES: readonly string[] = ['PR-02', 'PR-90', 'MT-14'];

const isOpen = ({ severity, ruleId }: Finding): boolean => severity === 'require' || OPEN_RULES.includes(ruleId);

/**
 * Each step, by documents, drafts, findings, checks and flagged items; never by its place. A filing that can't be changed
 * has nothing to do: undefined.
 */
export function stepsNow(overview: Overview, view: Place): readonly StepNow[] | undefined {
  if (!mayBeFilledIn(view)) return undefined;
  const work = WORK.map((id) => workStep(id, overview, view.organizerKind));
  const isFilledIn = work.every((step) => step.state === 'done');
  const against = againstWhole(overview);
  const isDone = isFilledIn && !against && overview.repairs.every((repair) => repair.state !== 'open');
  const note = isFilledIn && against ? messageOf(against).text : '上面各项完成后可以提交';
  const last = (id: FilingStepId): StepNow => ({
    id,
    title: titleOf(id),
    state: isDone ? 'open' : 'closed',
    note: isDone ? '' : note,
    field: undefined,
  });
  return [...work, last('preview'), last('submission')];
}

/** What stands against a filing as a whole, and in none of its forms: that a change changes nothing. */
const againstWhole = ({ findings }: Overview): Finding | undefined =>
  findings.find((finding) => finding.field === WHOLE_FILING && stops([finding]));

function workStep(
  id: FilingStepId,
  { findings, waiting, repairs }: Overview,
  organizerKind: FilingView['organizerKind'],
): StepNow {
  const isHere = ({ field }: { readonly field: string }) =>
    field !== WHOLE_FILING && stepOfField(field, organizerKind) === id;
  const step = (state: StepState, note = '', field?: string): StepNow => ({
    id,
    title: titleOf(id),
    state,
    note,
    field,
  });
  const flagged = repairs.find((item) => item.state === 'open' && isHere(item));
  if (flagged) return step('problem', `${flagged.name}：${flagged.reason}`, flagged.field);
  const others = waiting.filter(isHere);
  // What is on its way is not missing.
  const found = findings.filter(
    (finding) => stops([finding]) && isHere(finding) && !others.some(({ field }) => field === finding.field),
  );
  const problem = found.find((finding) => !isOpen(finding));
  if (problem) return step('problem', messageOf(problem).text, problem.field);
  const [open] = found;
  if (open) return step('open', noteOfOpen(open), open.field);
  const [first] = others;
  return first ? step('waiting', `${fieldName(first.field)}正在处理`, first.field) : step('done');
}

/** A form that was never complete is told by its name, without the reproach of a list. */
const noteOfOpen = ({ field, ruleId, message }: Finding): string =>
  ruleId === 'PR-02' || ruleId === 'PR-90' ? `还差${fieldName(field)}` : message;

/** What a page leads to with its one filled button. */
export interface MainAction {
  readonly label: string;
  readonly step: FilingStepId;
  readonly field?: string | undefined;
}

const VERBS: Readonly<Partial<Record<FilingStepId, string>>> = {
  organizer: '填写主体信息',
  website: '填写网站信息',
  'site-owner': '填写网站负责人',
  liveness: '做视频核身',
  materials: '上传材料',
};

/**
 * The main action of a filing that can be changed: first what is wrong, then what is open, then what others do. Undefined
 * for any other filing.
 */
export function mainAction(overview: Overview, view: Place): MainAction | undefined {
  const steps = stepsNow(overview, view);
  if (!steps) return undefined;
  const first = (state: StepState) => steps.find((step) => step.state === state && VERBS[step.id] !== undefined);
  if (isInRepair(view.state)) {
    const item = overview.repairs.find(({ state }) => state === 'open');
    if (item) return repairAction(item, view);
  }
  const problem = first('problem');
  if (problem) return { label: `修改${problem.title}`, step: problem.id, field: problem.field };
  const open = first('open');
  if (open) return { label: VERBS[open.id] ?? open.title, step: open.id, field: open.field };
  const waiting = first('waiting');
  if (waiting) return { label: `查看${waiting.title}`, step: waiting.id, field: waiting.field };
  if (againstWhole(overview)) return { label: '修改有变化的内容', step: 'organizer' };
  return isInRepair(view.state) ? { label: '重新提交', step: 'submission' } : { label: '预览并提交', step: 'preview' };
}

/** How one flagged item is mended; where nothing can be changed, a word is written on the page of the repair itself. */
export function repairAction(
  { kind, field, name }: RepairItem,
  { organizerKind }: Pick<Place, 'organizerKind'>,
): MainAction {
  const step = stepOfField(field, organizerKind);
  if (kind === 'other' || step === 'eligibility') return { label: '写一句说明', step: 'progress' };
  if (kind === 'picture') return { label: `重新上传${name}`, step, field };
  if (kind === 'liveness') return { label: '重新核身', step, field };
  return { label: `修改${name}`, step, field };
}

/**
 * The main action of the repair's own page: about the item in hand while that is open. Undefined when it is a word, which is
 * written on this page.
 */
export function repairMain(
  inHand: RepairItem | undefined,
  overview: Overview | undefined,
  view: Place,
): MainAction | undefined {
  const action = inHand?.state === 'open' ? repairAction(inHand, view) : overview && mainAction(overview, view);
  return action?.step === 'progress' ? undefined : action;
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
  const left = steps.filter((step) => VERBS[step.id] !== undefined && step.state !== 'done').length;
  if (left > 0) return `还差 ${left} 项就能提交`;
  return againstWhole(overview) ? '还没有改动内容' : '都填好了，可以预览并提交';
}

/** 已改 2/3. */
export const repairHeading = (items: readonly Pick<RepairItem, 'state'>[]): string =>
  items.length === 0
    ? '可以重新提交了'
    : `已改 ${items.filter(({ state }) => state !== 'open').length}/${items.length}`;

/** The item to work on: the one that was chosen, else the first that is open. */
export const itemInHand = <Item extends Pick<RepairItem, 'item' | 'state'>>(
  items: readonly Item[],
  chosen: number | undefined,
): Item | undefined =>
  items.find(({ item }) => item === chosen) ?? items.find(({ state }) => state === 'open') ?? items[0];

/** Whether a step may be opened: a closed one says why it can't be, and a filing that has ended is only looked at. */
export const mayOpen = (step: FilingStepId, steps: readonly StepNow[] | undefined): boolean =>
  steps?.find(({ id }) => id === step)?.state !== 'closed';

/** The steps that can be looked at: of a filing that can't be changed only its contents and its progress. */
export const stepsShown = (view: Pick<FilingView, 'filingType' | 'state'>): readonly FilingStepId[] =>
  mayBeFilledIn(view)
    ? STEPS.map(({ id }) => id).filter((id): id is FilingStepId => id !== 'eligibility')
    : ['preview', 'progress'];
