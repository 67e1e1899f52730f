import { differences } from '../../shared/domain/filing/difference.ts';
import { isEnding, mayBeFilledIn } from '../../shared/domain/filing/ending-types.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { typeLabel } from '../../shared/domain/filing/filing-types.ts';
import { isInRepair } from '../../shared/domain/filing/repair.ts';
import type { FilingView, Finding, Overview, Progress } from '../calls/messages.ts';
import type { HelpTopic } from '../help/topics.ts';
import { dayOf, minuteOf } from '../kit/time.ts';
import { organizerName } from '../records/record-way.ts';
import { wayOn } from './after-end.ts';
import { amendedWords } from './amendments.ts';
import { declinedWords } from './declined.ts';
import { returnedEndingWords } from './endings.ts';
import { mayAddWebsite } from './filing-actions.ts';
import { PASTE_TEXTS } from './paste-sites.ts';
import { endOfOrder, isSettled, questionOfField, questionsNow, type StepNow } from './questions.ts';
import { groupedBySite, listOfSite, sitesName } from './site-rows.ts';
import { backToList, firstOf, headingOf, mainAction, repairSteps } from './step-states.ts';

/** What stands around the parts of the page. */
export const PROGRESS_TEXTS = {
  advice: '可以怎么办：',
  log: '办理记录',
  contents: '查看提交的内容',
  rest: '其余内容原样保留，不用再填。',
} as const;

/**
 * How far a filing is, and what to do next: the steps of a draft, the flagged items of a returned filing, the result of the
 * others. Just after a change view and overview may still be of the state before: then nothing of them is said.
 *
 * @param field in the page's address: one of several websites, whose list is shown alone.
 */
export function progressPage(
  progress: Progress,
  view: FilingView | undefined,
  known: Overview | undefined,
  field: string | undefined,
  contents?: FilingContents,
) {
  const { state, stateLabel, due, timeline } = progress;
  const isSame = view?.state === state && known?.state === state;
  const overview = isSame ? known : undefined;
  const steps = overview && view && listed(questionsNow(overview, view), view, contents);
  const site = steps && view && listOfSite(steps, view, field);
  const end = overview && view && endOfOrder(overview);
  const heading = end ? headingOf(overview, progress, steps) : (site?.heading ?? headingOf(overview, progress, steps));
  const isRepaired = isInRepair(state) && overview !== undefined && view !== undefined && !isEnding(view.filingType);
  return {
    about: view ? `${typeLabel(view.filingType)}　${site ? '' : nameOf(view)}` : '',
    wayOn: view && wayOn(progress, view),
    /** On the list of one website: the way back to that of all. */
    whole: site ? backToList(steps) : '',
    /** Above the heading, unless it is the heading itself. */
    stateLabel: heading === stateLabel ? '' : stateLabel,
    heading,
    help: view && helpOfState({ ...view, state }),
    due: due && { at: due.at ? minuteOf(due.at) : dayOf(due.day), label: due.label },
    /** What is to be done: after a return the flagged items, else the steps. */
    steps: isRepaired
      ? repairSteps(overview)
      : end
        ? undefined
        : (site?.steps ?? (steps && view && groupedBySite(steps, view))),
    action: end ? undefined : ((site && firstOf(site.steps)) ?? (overview && view && mainAction(overview, view))),
    /** Where another website is added, if one may be. */
    more: site || end || !steps || !view || !mayAddWebsite(view) ? '' : PASTE_TEXTS.title,
    /** Why it can't go on: it is given up here, unless what it was judged by was mistyped. */
    end: end && view && endWords(end, view),
    /** Why it was declined, or an ending was returned: nothing in them is mended. */
    declined: declinedWords(progress) ?? returnedEndingWords(progress, view?.filingType),
    amended: amendedWords(progress),
    isRepaired,
    hasContents: view !== undefined && !mayBeFilledIn(view),
    /** The newest first. */
    log: [...timeline].reverse().map(({ at, label }) => ({ at, label, time: minuteOf(at) })),
  };
}

/** What is listed of a change: what is left, and what differs from the record. The rest was never asked. */
function listed(steps: readonly StepNow[] | undefined, view: FilingView, contents: FilingContents | undefined) {
  if (!steps || !contents?.before) return steps;
  const changed = differences(contents).map(({ path }) => ({ path, question: questionOfField(view, path)?.id }));
  return steps.flatMap((step) => {
    if (step.question === undefined || !isSettled(step)) return [step];
    const field = changed.find(({ question }) => question === step.question)?.path;
    return field === undefined ? [] : [{ ...step, field }];
  });
}

/** What it is about: its website, or the organizer that ends. */
function nameOf({ filingType, websites, organizer, numbers }: FilingView): string {
  if (filingType !== 'cancel-organizer' && websites.length > 0) return sitesName(websites);
  const number = numbers?.organizer ?? '';
  return organizerName({ title: organizer?.name ?? number, number });
}

/** What stands on top of an order that can't go on. `mend`: where what it was judged by can be looked at, if anywhere. */
function endWords({ message, field }: Finding, view: FilingView) {
  const question = questionOfField(view, field);
  return {
    text: message,
    mend: question && { label: `${question.title}填错了？去看看`, step: question.step, field },
  };
}

/** The chapter for the state that a filing is in. */
export function helpOfState({ filingType, state }: Pick<FilingView, 'filingType' | 'state'>): HelpTopic {
  if (state === 'sms-verification') return 'sms-check';
  if (isEnding(filingType) || state === 'revoked') return 'ending';
  if (state === 'approved') return filingType === 'change' ? 'change' : 'approved';
  if (state === 'draft') return filingType === 'change' ? 'change' : 'materials';
  return 'weeks';
}
