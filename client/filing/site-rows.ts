import { isInRepair } from '../../shared/domain/filing/repair.ts';
import type { OpenFiling } from './open-filing.ts';
import { ownerName } from './people.ts';
import { leftOf, type Place, type StepNow, type StepState } from './questions.ts';
import type { FilingStepId } from './steps.ts';

/** What is to be done comes first. */
const ORDER: readonly StepState[] = ['problem', 'open', 'waiting', 'closed', 'done'];

/** A row for each website of a filing with several: how far its part of a step is, and what it lacks. */
export function siteRows(steps: readonly StepNow[], step: FilingStepId, open: OpenFiling): readonly StepNow[] {
  const rows = open.view.websites.flatMap(({ domain }, place): readonly StepNow[] => {
    const own = steps.filter(({ id, question }) => id === step && question?.endsWith(`-${place}`));
    const now = own.find(({ state }) => state !== 'done') ?? own[0];
    const name = open.contents.websites[place]?.details?.name ?? '';
    const note = step === 'site-owner' ? [ownerName(open, place), now?.note] : [now?.note || name];
    return now ? [{ ...now, title: domain, note: note.filter(Boolean).join('：') }] : [];
  });
  return rows.sort((one, two) => ORDER.indexOf(one.state) - ORDER.indexOf(two.state));
}

/** What names a filing by its websites. */
export const sitesName = (websites: readonly { readonly domain: string }[]): string =>
  `${websites[0]?.domain ?? ''}${websites.length > 1 ? ` 等 ${websites.length} 个网站` : ''}`;

/** The questions about one of several websites, without its name. */
const questionsOfSite = (steps: readonly StepNow[], place: number): readonly StepNow[] =>
  steps
    .filter(({ question }) => question?.endsWith(`-${place}`))
    .map((step) => ({ ...step, title: step.title.replace(/：.*$/, '') }));

/** Of several websites each is one row in the list of a filing: how much it lacks, and the way to its own list. */
export function groupedBySite(steps: readonly StepNow[], view: Place): readonly StepNow[] {
  if (view.websites.length < 2) return steps;
  return steps.flatMap((step) => {
    const place = view.websites.findIndex((_, index) => step.question?.endsWith(`-${index}`));
    const all = questionsOfSite(steps, place);
    if (place < 0) return [step];
    return all[0]?.question === step.question ? [rowOfSite(all, view, place)] : [];
  });
}

function rowOfSite(all: readonly StepNow[], { websites }: Place, place: number): StepNow {
  const left = leftOf(all);
  const state = ORDER.find((wanted) => all.some((step) => step.state === wanted)) ?? 'done';
  const problem = left.find((step) => step.state === 'problem');
  const what = problem?.note ?? left.map(({ title }) => title).join('、');
  const note = left.length > 0 ? `还差 ${left.length} 项：${what}` : '';
  return { id: 'progress', title: websites[place]?.domain ?? '', state, note, field: `websites.${place}` };
}

/** The list of one of several websites, by the field in the address of a filing's list; undefined: the whole list. */
export function listOfSite(steps: readonly StepNow[], view: Place, field: string | undefined) {
  const place = placeOfSite(view, field);
  const domain = view.websites[place]?.domain;
  if (domain === undefined) return undefined;
  const all = questionsOfSite(steps, place);
  const count = leftOf(all).length;
  return { steps: all, heading: count > 0 ? `${domain} 还差 ${count} 项` : `${domain} 填好了` };
}

/** The place of the website that the address of a filing's list names; -1: none. What was flagged has pages of its own. */
export const placeOfSite = (
  { websites, state }: Pick<Place, 'websites' | 'state'>,
  field: string | undefined,
): number =>
  websites.length > 1 && !isInRepair(state) ? websites.findIndex((_, place) => field === `websites.${place}`) : -1;
