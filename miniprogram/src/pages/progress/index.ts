import type { FilingView } from '../../../../client/calls/messages.ts';
import { numbersShown } from '../../../../client/filing/after-approval.ts';
import { actionWords, FILING_ACTIONS, type FilingAction } from '../../../../client/filing/filing-actions.ts';
import { PROGRESS_TEXTS, progressPage } from '../../../../client/filing/progress-page.ts';
import { STEP_STATE_WORDS } from '../../../../client/filing/questions.ts';
import { createRepairing, REPAIR_TEXTS } from '../../../../client/filing/repair.ts';
import { roadLines } from '../../../../client/filing/road.ts';
import {
  SMS_CHECK,
  SMS_CHECK_STEPS,
  SMS_CHECK_URL,
  smsPeople,
  smsTroubles,
} from '../../../../client/filing/sms-check.ts';
import { beijingDay } from '../../../../contracts/kit/beijing-time.ts';
import { follow, hasEnded, isEditable } from '../../../../shared/domain/filing/machine.ts';
import { call, newKey, readView, sleep } from '../../api.ts';
import { confirmAction } from '../../confirm-action.ts';
import { filing, filingNow, openFiling } from '../../filing.ts';
import { aimAt, formHandlers, formLife, startForms } from '../../form-page.ts';
import { overviews } from '../../overview.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { goTo, stepUrl } from '../../route.ts';
import { show } from '../../shown.ts';
import { askForMessages, hasMessages } from '../../subscribe.ts';
import { nameOf } from '../../tables.ts';
import { urlOfWay } from '../../to-do.ts';
import { uploadHandlers } from '../../uploads.ts';
import { itemOf, type Own, repairHandlers } from './repair.ts';

const EVERY_MS = 3000;

const filingIdOf = ({ query: { filingId = '' } }: OpenPage<Own>): string => filingId;

async function look(page: OpenPage<Own>): Promise<void> {
  const filingId = filingIdOf(page);
  const before = page.own.progress?.state;
  const progress = await call('progress', { params: { filingId } });
  if (progress.state !== page.own.road?.now) page.change({ road: await call('road', { params: { filingId } }) });
  if (progress.state !== filingNow(filingId)?.view.state) await filing.load(filingId);
  page.change({ progress });
  if (progress.state !== before) await lookCloser(page);
}

/** How far each step is; on the page of a flagged item, what was submitted. */
async function lookCloser(page: OpenPage<Own>): Promise<void> {
  const filingId = filingIdOf(page);
  await overviews.load(filingId);
  if (page.query.field !== undefined && pageNow(page)?.isRepaired) await page.own.repairing.load();
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
  road && road.now === progress?.state && progress.state !== 'approved' && progress.state !== 'draft'
    ? roadLines(road, nameOf('provinces', region), today())
    : [];

const smsCheckOf = ({ own: { progress } }: OpenPage<Own>, view: FilingView) =>
  progress?.state === 'sms-verification'
    ? {
        says: SMS_CHECK,
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

/** What both front ends show; undefined until it is loaded. */
function pageNow({ query: { filingId, field }, own: { progress } }: OpenPage<Own>) {
  const { view, contents } = filingNow(filingId) ?? {};
  return progress && view && progressPage(progress, view, overviews.of(view.filingId), field, contents);
}

async function act(page: OpenPage<Own>, action: FilingAction): Promise<void> {
  const { view } = filingNow(filingIdOf(page)) ?? {};
  if (!view || !(await confirmAction(action, view))) return;
  await page.run(async () => {
    const filingId = filingIdOf(page);
    const isEnd = pageNow(page)?.end !== undefined;
    await call(action, { params: { filingId } }, { key: newKey() });
    // What then works is begun from the record, or anew.
    if (isEnd)
      return goTo(
        view.startedFrom ? `/pages/record/index?recordId=${view.startedFrom.recordId}` : '/pages/filings/index',
      );
    await filing.load(filingId);
    await look(page);
  });
}

const FORMS = formHandlers('progress');

/** 进度: the filing's state and what to do next; what a reviewer wants changed; the number. */
Component(
  pageOf<Own>({
    start: (query) => ({
      ...{ ...startForms('progress', query), progress: undefined, road: undefined, turn: 0 },
      repairing: createRepairing({ call, readView, show, overviews }, query.filingId ?? '', query.field ?? ''),
    }),
    async load(page) {
      overviews.name(page.query.field);
      await openFiling(filingIdOf(page));
      const isFirst = page.own.progress === undefined;
      await look(page);
      if (!isFirst) await lookCloser(page);
      if (page.query.field !== undefined && !pageNow(page)?.whole) return aimAt(page);
      void poll(page);
    },
    returned(page) {
      formLife.returned(page);
      void page.load();
    },
    hidden(page) {
      formLife.hidden(page);
      page.own.turn += 1;
    },
    closed: formLife.closed,
    view(page) {
      const { progress } = page.own;
      const { view } = filingNow(page.query.filingId) ?? {};
      const now = pageNow(page);
      if (!progress || !view || !now) return { progress: null };
      const { state } = progress;
      const { isRepaired, steps = [], amended, declined, action, due, end, wayOn, ...shown } = now;
      return {
        progress: {
          ...{ state, ...shown, due: due ?? null },
          end: end ? { ...end, url: end.mend ? stepUrl(view.filingId, end.mend.step, end.mend.field) : '' } : null,
          actions: (Object.keys(FILING_ACTIONS) as FilingAction[])
            .filter((action) => follow(state, action) !== undefined)
            .map((action) => ({ action, title: actionWords(action, view).title })),
        },
        words: PROGRESS_TEXTS,
        steps: steps.map((step) => ({
          title: step.title,
          state: step.state,
          note: step.note,
          words: STEP_STATE_WORDS[step.state],
          url: step.state === 'closed' ? '' : stepUrl(view.filingId, step.id, step.field),
        })),
        more: stepUrl(view.filingId, 'website'),
        amended: amended ?? null,
        declined: declined ?? null,
        wayOn: wayOn ? { ...wayOn, url: wayOn.way ? urlOfWay(wayOn.way) : `/pages/${wayOn.page}/index` } : null,
        texts: REPAIR_TEXTS,
        item: isRepaired ? itemOf(page) : null,
        rest: isRepaired ? PROGRESS_TEXTS.rest : '',
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
        const action = pageNow(page)?.action;
        if (action) goTo(stepUrl(filingIdOf(page), action.step, action.field));
      },
      open: (_page, { currentTarget }) => {
        const { url } = currentTarget.dataset;
        if (url) goTo(url);
      },
      ...FORMS,
      ...uploadHandlers,
      ...repairHandlers,
      setField(page, event) {
        page.own.repairing.touched();
        return FORMS.setField(page, event);
      },
      ask: async () => {
        const title = (await askForMessages()) ? '已订阅，下一次消息发到微信' : '没有订阅';
        await wx.showToast({ title, icon: 'none' });
      },
      act: (page, { currentTarget }) => act(page, currentTarget.dataset.action as FilingAction),
    },
  }),
);
