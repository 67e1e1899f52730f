import { provinceOf } from '../../contracts/data/provinces.ts';
import { beijingDay, type Day } from '../../contracts/kit/beijing-time.ts';
import { addWorkdays, type UsualWorkdays, usualWorkdays } from '../../shared/application/workdays.ts';
import type { HistoryEntry } from '../../shared/domain/filing/change.ts';
import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { FILING_TYPES, type FilingType } from '../../shared/domain/filing/filing-types.ts';
import type { FilingEvent, FilingState } from '../../shared/domain/filing/machine.ts';
import { INITIAL_REVIEW_WORKDAYS, QUEUE_WORKDAYS, SMS_WORKDAYS } from '../../shared/domain/filing/process-steps.ts';
import { hasFailedSms, isInRepair } from '../../shared/domain/filing/repair.ts';
import type { PastRoad } from '../../shared/ports/filings/past-roads.ts';
import { AUTHORITY_WORKDAYS } from './due-dates.ts';
import type { Ports } from './ports.ts';

/** From so many filings of a province on, the page says what really happened and not what is promised. */
export const MIN_PAST_ROADS = 50;
/** As many of the newest are looked at. */
const MOST_PAST_ROADS = 100;

const STEPS = [
  { id: 'submission', label: '提交备案', done: 'submit' },
  { id: 'initial-review', label: '初审', done: 'accept' },
  { id: 'sms-verification', label: '短信核验', done: 'confirm-sms' },
  { id: 'authority-review', label: '管局审核', done: 'approve' },
  { id: 'approved', label: '备案成功', done: 'approve' },
] as const satisfies readonly { readonly id: string; readonly label: string; readonly done: FilingEvent }[];

type StepId = (typeof STEPS)[number]['id'];

/** What comes of an approval. */
const RESULTS: Readonly<Record<FilingType, string>> = {
  first: '备案成功',
  'new-website': '新增网站成功',
  'new-access': '接入备案成功',
  change: '变更成功',
  'end-access': '取消接入完成',
  'cancel-website': '注销网站完成',
  'cancel-organizer': '注销主体完成',
};

/** Where a filing stands, and the event that began this stay. States that lead nowhere have no place. */
const PLACES: Partial<Readonly<Record<FilingState, { readonly at: StepId; readonly since?: FilingEvent }>>> = {
  draft: { at: 'submission' },
  submitted: { at: 'initial-review', since: 'submit' },
  returned: { at: 'initial-review' },
  queued: { at: 'sms-verification', since: 'accept' },
  'sms-verification': { at: 'sms-verification', since: 'send-sms' },
  'authority-review': { at: 'authority-review', since: 'confirm-sms' },
  'authority-returned': { at: 'authority-review' },
  approved: { at: 'approved' },
};

/** What is promised: working days for the parts of the road. */
const promised = (region: string): Partial<Readonly<Record<FilingEvent, readonly (readonly [StepId, number])[]>>> => {
  const review = provinceOf(region)?.reviewWorkdays ?? AUTHORITY_WORKDAYS;
  return {
    submit: [
      ['initial-review', INITIAL_REVIEW_WORKDAYS],
      ['sms-verification', QUEUE_WORKDAYS + SMS_WORKDAYS],
      ['authority-review', review],
    ],
    accept: [
      ['sms-verification', QUEUE_WORKDAYS + SMS_WORKDAYS],
      ['authority-review', review],
    ],
    'send-sms': [
      ['sms-verification', SMS_WORKDAYS],
      ['authority-review', review],
    ],
    'confirm-sms': [['authority-review', review]],
  };
};

/** The road of a filing: its steps, when those behind it were done, and when those ahead are to be expected. */
export async function road(
  { applicantId, filingId }: { readonly applicantId: string; readonly filingId: string },
  { filings, pastRoads }: Pick<Ports, 'filings' | 'pastRoads'>,
) {
  const filing = await filings.findOwn(filingId, applicantId);
  const history = await filings.historyOf(filingId);
  const { region } = filing.contents.eligibility;
  const place = hasFailedSms(filing, history) ? { at: 'sms-verification' as const } : PLACES[filing.state];
  const { state: now } = filing;
  if (!place) return { filingId, now, steps: [], pastFilings: 0 };
  if (isEnding(filing.filingType)) return { filingId, now, steps: stepsOfEnding(filing, history), pastFilings: 0 };
  const past = place.since ? await pastRoads.recent(region, MOST_PAST_ROADS) : [];
  const roads = past.length < MIN_PAST_ROADS ? [] : past;
  const position = STEPS.findIndex(({ id }) => id === place.at);
  const expected = place.since ? expectedDays(place.since, region, startOf(history, place.since), roads) : {};
  const steps = STEPS.map((step, index) => {
    const state = stateOf(index, position, filing);
    return { ...shown(step, filing), state, ...(state === 'past' ? doneOn(step, history) : expected[step.id]) };
  });
  return { filingId, now, steps, pastFilings: roads.length };
}

type Step = (typeof STEPS)[number];

function shown({ id, label }: Step, { filingType }: Filing): { readonly id: StepId; readonly label: string } {
  if (id === 'approved') return { id, label: RESULTS[filingType] };
  const isOther = id === 'submission' && FILING_TYPES[filingType].startsFrom === 'record';
  return { id, label: isOther ? '提交申请' : label };
}

const doneOn = ({ done }: Step, history: readonly HistoryEntry[]) => ({ doneOn: startOf(history, done) });

/**
 * The steps that an ending takes, without days: nobody promises any. One that came back has no road, because nothing of it
 * is mended.
 */
function stepsOfEnding(filing: Filing, history: readonly HistoryEntry[]) {
  if (isInRepair(filing.state)) return [];
  const isReviewed = !history.some(({ event, facts }) => event === 'accept' && facts.by === 'code');
  const asks = FILING_TYPES[filing.filingType].sms !== 'none';
  const steps = STEPS.filter(
    ({ id }) => (id !== 'initial-review' || isReviewed) && (id !== 'sms-verification' || asks),
  );
  const place = STEPS.findIndex(({ id }) => id === PLACES[filing.state]?.at);
  // Where a step is left out, the next one goes on.
  const position = steps.findIndex(({ id }) => STEPS.findIndex((step) => step.id === id) >= place);
  return steps.map((step, index) => {
    const state = stateOf(index, position, filing);
    return { ...shown(step, filing), state, ...(state === 'past' && doneOn(step, history)) };
  });
}

function stateOf(index: number, position: number, { state }: Filing): 'past' | 'now' | 'returned' | 'ahead' {
  if (index < position || state === 'approved') return 'past';
  if (index > position) return 'ahead';
  return state === 'returned' || state === 'authority-returned' ? 'returned' : 'now';
}

/** The day of the last event of a kind; the desk's day if its verdict arrived late. */
function startOf(history: readonly HistoryEntry[], event: FilingEvent): Day | undefined {
  const entry = history.findLast((historyEntry) => historyEntry.event === event);
  if (!entry) return undefined;
  const { decidedAt } = entry.facts;
  const decided = typeof decidedAt === 'string' ? Date.parse(decidedAt) : Number.POSITIVE_INFINITY;
  return beijingDay(new Date(Math.min(decided, entry.at.getTime())));
}

/** The days on which each step ahead ends: as promised, or as it happened with the filings before. */
function expectedDays(since: FilingEvent, region: string, start: Day | undefined, roads: readonly PastRoad[]) {
  const expected: Partial<Record<StepId, { half?: Day; by: Day; recent?: UsualWorkdays }>> = {};
  if (start === undefined) return expected;
  let promisedDays = 0;
  for (const [step, days] of promised(region)[since] ?? []) {
    promisedDays += days;
    const here = usual(roads, ENTERED[since], LEFT[step]);
    const recent = usual(roads, BEGAN[step], LEFT[step]);
    expected[step] = here
      ? { half: addWorkdays(start, here.half), by: addWorkdays(start, here.nineOfTen), ...(recent && { recent }) }
      : { by: addWorkdays(start, promisedDays) };
  }
  const last = expected['authority-review'];
  return { ...expected, ...(last && { approved: { ...(last.half && { half: last.half }), by: last.by } }) };
}

const ENTERED: Partial<Readonly<Record<FilingEvent, keyof PastRoad>>> = {
  submit: 'submittedAt',
  accept: 'acceptedAt',
  'send-sms': 'smsSentAt',
  'confirm-sms': 'smsConfirmedAt',
};
const BEGAN: Partial<Readonly<Record<StepId, keyof PastRoad>>> = {
  'initial-review': 'submittedAt',
  'sms-verification': 'smsSentAt',
  'authority-review': 'smsConfirmedAt',
};
const LEFT: Partial<Readonly<Record<StepId, keyof PastRoad>>> = {
  'initial-review': 'acceptedAt',
  'sms-verification': 'smsConfirmedAt',
  'authority-review': 'approvedAt',
};

/** Undefined when too few filings took both steps. */
function usual(roads: readonly PastRoad[], from: keyof PastRoad | undefined, to: keyof PastRoad | undefined) {
  const spans = roads.flatMap((pastRoad) => {
    const [begun, ended] = [from && pastRoad[from], to && pastRoad[to]];
    return begun && ended ? [{ from: begun, to: ended }] : [];
  });
  return usualWorkdays(spans, MIN_PAST_ROADS);
}
