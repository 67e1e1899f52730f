import { addDays, beijingDay } from '../../../contracts/kit/beijing-time.ts';
import type { FigureName, Figures } from './operations.ts';
import { QUEUES } from './words.ts';

/** For which days figures are shown. */
export const PERIODS = { today: '今天', week: '近 7 天', month: '近 30 天' } as const;
export type Period = keyof typeof PERIODS;
const DAYS: Readonly<Record<Period, number>> = { today: 1, week: 7, month: 30 };

/** One bar of a chart, in parts. The tone is a class of colour. */
export interface Bar {
  readonly label: string;
  /** The cases that it counts. */
  readonly href?: string;
  readonly parts: readonly { readonly name: string; readonly count: number; readonly tone: string }[];
}

/** The cases that a figure counts, as an address that can be shared. */
export function figureHref(figure: FigureName, more: Readonly<Record<string, string | undefined>> = {}): string {
  const words = Object.entries({ figure, ...more }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  return `#/figures?${new URLSearchParams(words)}`;
}

/** The first and the last day of a period that ends now, in Beijing. */
export function daysOf(period: Period, now: Date): { readonly from: string; readonly to: string } {
  const to = beijingDay(now);
  return { from: addDays(to, 1 - DAYS[period]), to };
}

/** What a figure counts, as the head of its list. */
export const FIGURES: Readonly<Record<FigureName, string>> = {
  open: '在办',
  overdue: '已逾期',
  'due-soon': '两小时内到期',
  paused: '停表',
  'in-hand': '在手里的',
  accepted: '通过的',
  returned: '退回的',
  declined: '不予受理的',
  'taken-back': '收回的',
  decided: '发出决定的',
  late: '逾期后才办结的',
  drawn: '抽检的',
  judged: '已检的',
  harmless: '抽检有无害差错的',
  wrong: '抽检有误的',
  'authority-refused': '管局退回的',
  reason: '用这条原因退回的',
};

/** `2.1%`; `–` of nothing. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)}%`;

/** `8 分 40 秒`. */
export const spentWords = (seconds: number): string =>
  seconds < 60 ? `${Math.round(seconds)} 秒` : `${Math.floor(seconds / 60)} 分 ${Math.round(seconds % 60)} 秒`;

export const queueBars = ({ queues }: Figures): readonly Bar[] =>
  queues.map(({ queue, overdue, dueToday, later, paused }) => ({
    label: QUEUES[queue].title,
    href: `#/queues/${queue}`,
    parts: [
      { name: '逾期', count: overdue, tone: 'no' },
      { name: '今天到期', count: dueToday, tone: 'warn' },
      { name: '稍后', count: later, tone: 'plain' },
      { name: '停表', count: paused, tone: 'paused' },
    ],
  }));

export const reasonBars = ({ returnsByReason }: Figures, period: Period): readonly Bar[] =>
  returnsByReason.map(({ reasonId, reason, machine, reviewer, authority }) => ({
    label: `${reasonId} ${reason}`,
    href: figureHref('reason', { period, reasonId }),
    parts: [
      { name: '机器发现', count: machine, tone: 'plain' },
      { name: '初审发现', count: reviewer, tone: 'accent' },
      { name: '管局退回', count: authority, tone: 'no' },
    ],
  }));

export const lateBars = ({ lateByDay }: Figures): readonly Bar[] =>
  lateByDay.map(({ day, count }) => ({
    label: day,
    href: figureHref('late', { day }),
    parts: [{ name: '逾期', count, tone: 'no' }],
  }));

type Cells = readonly (readonly (string | number)[])[];

/** Everything that the page shows, as a table; people by their ids. */
export function figureRows(figures: Figures, { from, to }: { readonly from: string; readonly to: string }): Cells {
  const { queues, decisions, sampling, lateByDay, returnsByReason, byStaff } = figures;
  return [
    ['从', from],
    ['到', to],
    [],
    ['队列', '逾期', '今天到期', '稍后', '停表'],
    ...queues.map((queue) => [QUEUES[queue.queue].title, queue.overdue, queue.dueToday, queue.later, queue.paused]),
    [],
    ['通过', decisions.accepted],
    ['退回', decisions.returned],
    ['不予受理', decisions.declined],
    ['收回', decisions.takenBack],
    ['管局退回', figures.authorityRefusals],
    ['管局退回 ÷ 通过', percent(figures.authorityRefusals, decisions.accepted)],
    ['中位核对用时（秒）', figures.medianSpentSeconds ?? ''],
    ['提交到通过，中位天数', figures.medianDaysToApproval ?? ''],
    [],
    ['退回原因', '说法', '机器发现', '初审发现', '管局退回'],
    ...returnsByReason.map((reason) => [
      reason.reasonId,
      reason.reason,
      reason.machine,
      reason.reviewer,
      reason.authority,
    ]),
    [],
    ['抽检', '已检', '无害差错', '有误'],
    [sampling.drawn, sampling.judged, sampling.harmless, sampling.wrong],
    [],
    ['日期', '逾期件数'],
    ...lateByDay.map(({ day, count }) => [day, count]),
    [],
    ['人员编号', '在手', '决定', '退回', '逾期', '中位核对用时（秒）', '已抽检', '有误'],
    ...byStaff.map((person) => [
      person.staffId,
      person.inHand,
      person.decided,
      person.returned,
      person.late,
      person.medianSpentSeconds ?? '',
      person.sampled,
      person.wrong,
    ]),
  ];
}
