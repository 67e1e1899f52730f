import { tasksAfterApproval } from '../../../../client/after-approval.ts';
import { footerNumber, footerSnippet } from '../../../../client/filing-footer.ts';
import type { FilingView, Progress, Road } from '../../../../client/messages.ts';
import { roadLines } from '../../../../client/road.ts';
import { SMS_CHECK_STEPS, SMS_CHECK_TROUBLE, SMS_CHECK_URL, smsPeople } from '../../../../client/sms-check.ts';
import { dayOf, minuteOf } from '../../../../client/time.ts';
import { beijingDay } from '../../../../shared/domain/beijing-time.ts';
import { follow, isEditable } from '../../../../shared/domain/filing/machine.ts';
import { call, newKey, sleep } from '../../api.ts';
import { filing, filingNow, openFiling } from '../../filing.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { goTo, stepUrl, urlOfField } from '../../route.ts';
import { nameOf } from '../../tables.ts';

const EVERY_MS = 3000;

const ACTIONS = {
  withdraw: { title: '撤回申请', text: '撤回后备案回到草稿，修改后可以重新提交。' },
  abandon: { title: '放弃备案', text: '放弃后这份备案不能恢复，需要时要从头填写。已使用的备案授权码会退回。' },
} as const;
type Action = keyof typeof ACTIONS;

interface Own {
  progress: Progress | undefined;
  road: Road | undefined;
  /** Counts the loops that look again: only the newest goes on. */
  turn: number;
}

const filingIdOf = ({ query: { filingId = '' } }: OpenPage<Own>): string => filingId;

async function look(page: OpenPage<Own>): Promise<void> {
  const filingId = filingIdOf(page);
  const before = page.own.progress?.state;
  const progress = await call('progress', { params: { filingId } });
  if (progress.state !== before) page.change({ road: await call('road', { params: { filingId } }) });
  if (progress.state !== filingNow(filingId)?.view.state) await filing.load(filingId);
  page.change({ progress });
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
    ? { steps: SMS_CHECK_STEPS, troubles: SMS_CHECK_TROUBLE, url: SMS_CHECK_URL, people: smsPeople(view) }
    : null;

function numbersOf(page: OpenPage<Own>) {
  const { numbers } = page.own.progress ?? {};
  const { view } = filingNow(page.query.filingId) ?? {};
  if (!numbers || !view) return null;
  const websites = view.websites.flatMap(({ websiteId, domain }) => {
    const shown = footerNumber(view.region, numbers, websiteId);
    return shown === undefined
      ? []
      : [{ domain, number: numbers.websites[websiteId] ?? '', snippet: footerSnippet(shown) }];
  });
  const approvedOn = page.own.road?.steps.find(({ id }) => id === 'approved')?.doneOn ?? today();
  const ofOrganizer = websites.some(({ snippet }) => snippet.includes(`>${numbers.organizer}<`));
  return { organizer: numbers.organizer, websites, tasks: tasksAfterApproval(approvedOn, today(), ofOrganizer) };
}

async function act(page: OpenPage<Own>, action: Action): Promise<void> {
  const { title, text } = ACTIONS[action];
  const { confirm } = await wx.showModal({
    title: `${title}？`,
    content: text,
    confirmText: title,
    cancelText: '返回',
  });
  if (!confirm) return;
  await page.run(async () => {
    const filingId = filingIdOf(page);
    await call(action, { params: { filingId } }, { key: newKey() });
    await filing.load(filingId);
    await look(page);
  });
}

const copy = (data: string) => wx.setClipboardData({ data });

/** 进度: the filing's state and what to do next; what a reviewer wants changed; the number. */
Component(
  pageOf<Own>({
    start: () => ({ progress: undefined, road: undefined, turn: 0 }),
    async load(page) {
      await openFiling(filingIdOf(page));
      await look(page);
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
      const { state, stateLabel, due, flagged, timeline } = progress;
      return {
        progress: {
          state,
          stateLabel,
          due: due ? { at: due.at ? minuteOf(due.at) : dayOf(due.day), label: due.label } : null,
          isDraft: state === 'draft',
          isReturned: state !== 'draft' && isEditable(state),
          flagged: flagged.map(({ field, name, reason, suggestion = '' }) => ({
            field,
            name,
            reason,
            suggestion,
            url: urlOfField(view, field),
          })),
          timeline: [...timeline].reverse().map(({ at, label }) => ({ at, label, time: minuteOf(at) })),
          actions: (Object.keys(ACTIONS) as Action[])
            .filter((action) => follow(state, action) !== undefined)
            .map((action) => ({ action, title: ACTIONS[action].title })),
        },
        domain: view.websites[0]?.domain ?? '',
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
      go: (_page, { currentTarget }) => goTo(currentTarget.dataset.url ?? ''),
      edit: (page) => goTo(stepUrl(filingIdOf(page), 'organizer')),
      preview: (page) => goTo(stepUrl(filingIdOf(page), 'preview')),
      copy: (_page, { currentTarget }) => copy(currentTarget.dataset.text ?? ''),
      act: (page, { currentTarget }) => act(page, currentTarget.dataset.action as Action),
      filings: () => wx.reLaunch({ url: '/pages/filings/index' }),
    },
  }),
);
