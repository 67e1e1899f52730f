import type { FilingView, Progress, Road } from '../../../../client/calls/messages.ts';
import { numbersShown } from '../../../../client/filing/after-approval.ts';
import { amendedWords } from '../../../../client/filing/amendments.ts';
import { declinedWords } from '../../../../client/filing/declined.ts';
import { returnedEndingWords } from '../../../../client/filing/endings.ts';
import { actionWords, FILING_ACTIONS, type FilingAction } from '../../../../client/filing/filing-actions.ts';
import { createRepairing, type Repairing } from '../../../../client/filing/repair.ts';
import { roadLines } from '../../../../client/filing/road.ts';
import { SMS_CHECK_STEPS, SMS_CHECK_URL, smsPeople, smsTroubles } from '../../../../client/filing/sms-check.ts';
import {
  headingOf,
  type MainAction,
  mainAction,
  STEP_STATE_WORDS,
  stepsNow,
} from '../../../../client/filing/step-states.ts';
import { dayOf, minuteOf } from '../../../../client/kit/time.ts';
import { beijingDay } from '../../../../contracts/kit/beijing-time.ts';
import { isEnding } from '../../../../shared/domain/filing/ending-types.ts';
import { typeLabel } from '../../../../shared/domain/filing/filing-types.ts';
import { follow, hasEnded, isEditable } from '../../../../shared/domain/filing/machine.ts';
import { isInRepair } from '../../../../shared/domain/filing/repair.ts';
import { call, newKey, readView, sleep } from '../../api.ts';
import { confirmAction } from '../../confirm-action.ts';
import { filing, filingNow, openFiling } from '../../filing.ts';
import { overviews } from '../../overview.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { goTo, stepUrl } from '../../route.ts';
import { show } from '../../shown.ts';
import { askForMessages, hasMessages } from '../../subscribe.ts';
import { nameOf } from '../../tables.ts';
import { mainOfRepair, repairView } from './repair.ts';

const EVERY_MS = 3000;

interface Own {
  progress: Progress | undefined;
  road: Road | undefined;
  readonly repairing: Repairing;
  /** Counts the loops that look again: only the newest goes on. */
  turn: number;
}

/** An ending that comes back is filed anew: nothing in it is mended. */
const endsSomething = ({ query: { filingId } }: OpenPage<Own>): boolean => {
  const { view } = filingNow(filingId) ?? {};
  return view !== undefined && isEnding(view.filingType);
};

const filingIdOf = ({ query: { filingId = '' } }: OpenPage<Own>): string => filingId;

async function look(page: OpenPage<Own>): Promise<void> {
  const filingId = filingIdOf(page);
  const before = page.own.progress?.state;
  const progress = await call('progress', { params: { filingId } });
  if (progress.state !== before) page.change({ road: await call('road', { params: { filingId } }) });
  if (progress.state !== filingNow(filingId)?.view.state) await filing.load(filingId);
  page.change({ progress });
  if (progress.state !== before) await lookCloser(page);
}

/** How far each step is; of a returned filing each flagged item. */
async function lookCloser(page: OpenPage<Own>): Promise<void> {
  const filingId = filingIdOf(page);
  await overviews.load(filingId);
  const isReturned = page.own.progress && isInRepair(page.own.progress.state) && !endsSomething(page);
  if (isReturned) await page.own.repairing.load();
  else page.own.repairing.reset();
}

/** Looks again while the page is in front. */
async function poll(page: OpenPage<Own>): Promise<void> {
  page.own.turn += 1;
  const { turn } = page.own;
  for (;;) {
    await sleep(EVERY_MS);
    if (page.own.turn !== turn) return;
    // A failure shows at the next load; the last known progress stays.
    await look(page).catch(() => undefined);
  }
}

const today = (): string => beijingDay(new Date());

/** The way to the number; left out once it is there. */
const roadOf = ({ own: { road, progress } }: OpenPage<Own>, { region }: FilingView) =>
  road && progress?.state !== 'approved' ? roadLines(road, nameOf('provinces', region), today()) : [];

const smsCheckOf = ({ own: { progress } }: OpenPage<Own>, view: FilingView) =>
  progress?.state === 'sms-verification'
    ? {
        steps: SMS_CHECK_STEPS,
        troubles: smsTroubles(view.filingType),
        url: SMS_CHECK_URL,
        people: smsPeople(view, filingNow(view.filingId)?.contents),
      }
    : null;

function numbersOf(page: OpenPage<Own>) {
  const { numbers } = page.own.progress ?? {};
  const { view } = filingNow(page.query.filingId) ?? {};
  if (!numbers || !view) return null;
  const approvedOn = page.own.road?.steps.find(({ id }) => id === 'approved')?.doneOn;
  return numbersShown(view, numbers, approvedOn);
}

/** The main action; none of a filing that others have in hand, or whose state has just changed. */
function mainOf({ query: { filingId }, own }: OpenPage<Own>): MainAction | undefined {
  const { view } = filingNow(filingId) ?? {};
  const overview = overviews.of(filingId);
  if (!view || !overview || [view.state, overview.state].some((state) => state !== own.progress?.state))
    return undefined;
  if (isEnding(view.filingType)) return undefined;
  return isInRepair(view.state) ? mainOfRepair(own.repairing, view) : mainAction(overview, view);
}

async function act(page: OpenPage<Own>, action: FilingAction): Promise<void> {
  const { view } = filingNow(filingIdOf(page)) ?? {};
  if (!view || !(await confirmAction(action, view))) return;
  await page.run(async () => {
    const filingId = filingIdOf(page);
    await call(action, { params: { filingId } }, { key: newKey() });
    await filing.load(filingId);
    await look(page);
  });
}

/** 进度: the filing's state and what to do next; what a reviewer wants changed; the number. */
Component(
  pageOf<Own>({
    start: ({ filingId = '' }) => ({
      ...{ progress: undefined, road: undefined, turn: 0 },
      repairing: createRepairing({ call, readView, show, overviews }, filingId),
    }),
    async load(page) {
      await openFiling(filingIdOf(page));
      const isFirst = page.own.progress === undefined;
      await look(page);
      if (!isFirst) await lookCloser(page);
      void poll(page);
    },
    returned: (page) => void page.load(),
    hidden: (page) => {
      page.own.turn += 1;
    },
    view(page) {
      const { progress } = page.own;
      const { view } = filingNow(page.query.filingId) ?? {};
      if (!progress || !view) return { progress: null };
      const { state, stateLabel, due, timeline } = progress;
      // Of a filing whose state has just changed, nothing is said before it is known.
      const known = overviews.of(view.filingId);
      const overview = view.state === state && known?.state === state ? known : undefined;
      const steps = overview && stepsNow(overview, view);
      const action = mainOf(page);
      const ends = endsSomething(page);
      return {
        progress: {
          state,
          stateLabel,
          due: due ? { at: due.at ? minuteOf(due.at) : dayOf(due.day), label: due.label } : null,
          heading: headingOf(overview, progress, steps),
          timeline: [...timeline].reverse().map(({ at, label }) => ({ at, label, time: minuteOf(at) })),
          actions: (Object.keys(FILING_ACTIONS) as FilingAction[])
            .filter((action) => follow(state, action) !== undefined)
            .map((action) => ({ action, title: actionWords(action, view).title })),
        },
        type: typeLabel(view.filingType),
        domain: view.websites[0]?.domain ?? '',
        steps: isInRepair(state)
          ? []
          : (steps ?? []).map((step) => ({
              id: step.id,
              title: step.title,
              state: step.state,
              note: step.note,
              words: STEP_STATE_WORDS[step.state],
              url: step.state === 'closed' ? '' : stepUrl(view.filingId, step.id, step.field),
            })),
        amended: amendedWords(progress) ?? null,
        declined: declinedWords(progress) ?? returnedEndingWords(progress, view.filingType) ?? null,
        repair: isInRepair(state) && !ends ? repairView(page.own.repairing, view) : null,
        main: action?.label ?? '',
        // Whoever has submitted on the web could not subscribe there.
        mayAskForMessages: hasMessages && !hasEnded(state) && !isEditable(state),
        numbers: numbersOf(page),
        road: roadOf(page, view),
        smsCheck: smsCheckOf(page, view),
      };
    },
    share: ({ own }) => ({
      title: own.progress?.numbers ? `备案成功：${own.progress.numbers.organizer}` : 'ICP 备案',
      path: '/pages/start/index',
    }),
    on: {
      main: (page) => {
        const action = mainOf(page);
        if (action) goTo(stepUrl(filingIdOf(page), action.step, action.field));
      },
      open: (_page, { currentTarget }) => {
        const { url } = currentTarget.dataset;
        if (url) goTo(url);
      },
      take: ({ own, run }, { currentTarget }) => run(() => own.repairing.choose(Number(currentTarget.dataset.item))),
      write: ({ own }) => own.repairing.change({ isWriting: true }),
      typed: ({ own }, { detail }) => own.repairing.change({ word: String(detail.value) }),
      keep: ({ own, run }) => run(() => own.repairing.keep(own.repairing.state.word)),
      takeBack: ({ own, run }) => run(() => own.repairing.keep(undefined)),
      ask: async () => {
        const title = (await askForMessages()) ? '下一次进展会在微信告诉你' : '没有订阅';
        await wx.showToast({ title, icon: 'none' });
      },
      act: (page, { currentTarget }) => act(page, currentTarget.dataset.action as FilingAction),
    },
  }),
);
