import type { FilingView } from '../../../../client/calls/messages.ts';
import { numbersShown } from '../../../../client/filing/after-approval.ts';
import { actionWords, FILING_ACTIONS, type FilingAction } from '../../../../client/filing/filing-actions.ts';
import { createProgress } from '../../../../client/filing/progress.ts';
import { PROGRESS_TEXTS } from '../../../../client/filing/progress-page.ts';
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
import { call, newKey, readView } from '../../api.ts';
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

const filingIdOf = ({ query: { filingId = '' } }: OpenPage<Own>): string => filingId;

const today = (): string => beijingDay(new Date());

const roadOf = ({ own }: OpenPage<Own>, { region }: FilingView) => {
  const road = own.progress.roadAhead();
  return road ? roadLines(road, nameOf('provinces', region), today()) : [];
};

const smsCheckOf = ({ own }: OpenPage<Own>, view: FilingView) =>
  own.progress.now.progress?.state === 'sms-verification'
    ? {
        says: SMS_CHECK,
        steps: SMS_CHECK_STEPS,
        troubles: smsTroubles(view.filingType),
        url: SMS_CHECK_URL,
        people: smsPeople(view, filingNow(view.filingId)?.contents),
      }
    : null;

function numbersOf(page: OpenPage<Own>) {
  const { now, approvedOn } = page.own.progress;
  const { view } = filingNow(page.query.filingId) ?? {};
  return now.progress?.numbers && view ? numbersShown(view, now.progress.numbers, approvedOn()) : null;
}

async function act(page: OpenPage<Own>, action: FilingAction): Promise<void> {
  const { view } = filingNow(filingIdOf(page)) ?? {};
  if (!view || !(await confirmAction(action, view))) return;
  await page.run(async () => {
    const filingId = filingIdOf(page);
    const isEnd = page.own.progress.page(page.query.field)?.end !== undefined;
    await call(action, { params: { filingId } }, { key: newKey() });
    // What then works is begun from the record, or anew.
    if (isEnd)
      return goTo(
        view.startedFrom ? `/pages/record/index?recordId=${view.startedFrom.recordId}` : '/pages/filings/index',
      );
    await filing.load(filingId);
    await page.own.progress.look();
  });
}

const FORMS = formHandlers('progress');

/** 进度: the filing's state and what to do next; what a reviewer wants changed; the number. */
Component(
  pageOf<Own>({
    start(query) {
      const { filingId = '', field = '' } = query;
      const repairing = createRepairing({ call, readView, show, overviews }, filingId, field);
      // On the page of a flagged item, what was submitted.
      const loadItem = async () => field !== '' && progress.page(field)?.isRepaired && repairing.load();
      const progress = createProgress({ call, show, filing, overviews }, filingId, loadItem);
      return { ...startForms('progress', query), progress, repairing, loadItem };
    },
    async load(page) {
      const { own, query } = page;
      const filingId = filingIdOf(page);
      overviews.name(query.field);
      await openFiling(filingId);
      const isFirst = own.progress.now.progress === undefined;
      await own.progress.look();
      if (!isFirst) {
        await overviews.load(filingId);
        await own.loadItem();
      }
      if (query.field === undefined || own.progress.page(query.field)?.whole) return;
      own.progress.pause();
      await aimAt(page);
    },
    returned(page) {
      formLife.returned(page);
      void page.load();
    },
    hidden(page) {
      formLife.hidden(page);
      page.own.progress.pause();
    },
    closed: formLife.closed,
    view(page) {
      const { progress } = page.own.progress.now;
      const { view } = filingNow(page.query.filingId) ?? {};
      const now = page.own.progress.page(page.query.field);
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
      title: own.progress.now.progress?.numbers
        ? `备案成功：${own.progress.now.progress.numbers.organizer}`
        : 'ICP 备案',
      path: '/pages/start/index',
    }),
    on: {
      main: (page) => {
        const action = page.own.progress.page(page.query.field)?.action;
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
