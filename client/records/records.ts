import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import { isInRepair } from '../../shared/domain/filing/repair.ts';
import type { RecordContents } from '../../shared/domain/record/record.ts';
import type { Call } from '../calls/api-client.ts';
import type { FilingSummary, Reply } from '../calls/messages.ts';
import type { TypedInput } from '../eligibility/eligibility-check.ts';
import { isEndingAction, type WantedEnding } from '../filing/endings.ts';
import { dayOf } from '../kit/time.ts';

type RecordView = Reply<'listRecords'>['records'][number];
type Action = RecordView['actions'][number];

/** What cannot be done online now: several things that have one reason. */
export interface ClosedActions {
  readonly labels: string;
  readonly reason: string;
}

/** A record as 我的备案 shows it. */
export interface RecordCard {
  readonly recordId: string;
  /** The organizer's name; its number where it has none. */
  readonly title: string;
  readonly number: string;
  readonly stateLabel: string;
  readonly isEnded: boolean;
  /** Why it has ended. */
  readonly endLabel: string | undefined;
  readonly websites: readonly WebsiteLine[];
  /** What can be begun now. */
  readonly open: readonly Pick<Action, 'action' | 'label'>[];
  readonly endings: readonly OfferedEnding[];
  /** Those that are not done with. */
  readonly notices: readonly RecordNotice[];
  readonly closed: readonly ClosedActions[];
  /** What to see to: what runs out, and websites that are amiss. */
  readonly hints: readonly string[];
}

/** An ending that may be filed for now. */
export interface OfferedEnding extends WantedEnding {
  readonly label: string;
  /** The website, or nothing. */
  readonly about: string;
}

/** A notice as a record shows it. */
export interface RecordNotice {
  readonly notice: number;
  readonly title: string;
  /** Until when, or its state. */
  readonly due: string;
  readonly reason: string | undefined;
  readonly items: readonly string[];
  readonly isOpen: boolean;
  readonly mayExtend: boolean;
  /** What was answered. */
  readonly word: string | undefined;
}

interface WebsiteLine {
  readonly number: string;
  readonly domains: string;
  readonly name: string | undefined;
  readonly stateLabel: string;
  readonly isEnded: boolean;
}

/** Headings of 我的备案. */
export const RECORD_TEXTS = {
  records: '已备案',
  filings: '备案订单',
} as const;

/** What a filing in the list leads to. */
export function filingLink({ filingType, state }: Pick<FilingSummary, 'filingType' | 'state'>): string {
  if (state === 'draft') return '继续填写';
  if (!isInRepair(state)) return '查看进度';
  return isEnding(filingType) ? '查看原因' : '去修改';
}

/** Texts of a notice, and of its answer. */
export const NOTICE_TEXTS = {
  title: '整改通知',
  word: '整改情况',
  hint: '写清楚改了什么、从什么时候起能看到，审核人员据此复核。',
  answer: '已整改，申请复核',
  extend: '延期 7 个工作日',
  open: '去办理',
  gone: '这份通知已经办结，不用再处理。',
} as const;

/** Letters of an answer at most, as the API takes it. */
export const LONGEST_ANSWER = 200;

/** What 我的备案 shows. */
export interface OwnLists {
  readonly records: readonly RecordCard[];
  readonly filings: readonly FilingSummary[];
}

/**
 * Loads what is filed, and the person's filings, newest first. Each list is told as soon as it is there, so that one
 * that fails does not hide the other.
 *
 * @throws ApiError of the first that failed, after both have ended.
 */
export async function loadOwnLists(call: Call, tell: (lists: Partial<OwnLists>) => void): Promise<void> {
  const outcomes = await Promise.allSettled([
    call('listRecords', {}).then(({ records }) => tell({ records: records.map(recordCard) })),
    call('listFilings', {}).then(({ filings }) => tell({ filings })),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** One of the person's records; undefined when it is not theirs, or no longer. */
export async function loadRecordCard(call: Call, recordId: string): Promise<RecordCard | undefined> {
  const { records } = await call('listRecords', {});
  const found = records.find((record) => record.recordId === recordId);
  return found && recordCard(found);
}

export function recordCard(record: RecordView): RecordCard {
  const { recordId, number, stateLabel, state, organizer, websites } = record;
  const actions = [...record.actions, ...websites.flatMap((website) => website.actions)];
  const open = actions.filter(({ action, reason }) => reason === undefined && !isEndingAction(action));
  return {
    recordId,
    title: organizer?.name ?? number,
    number,
    stateLabel,
    isEnded: state === 'ended',
    endLabel: record.ended?.label,
    websites: websites.map(({ number: own, domains, details, stateLabel: label, state: at }) => ({
      number: own,
      domains: domains.join('、'),
      name: details?.name,
      stateLabel: label,
      isEnded: at === 'ended',
    })),
    open: [...new Map(open.map(({ action, label }) => [action, { action, label }])).values()],
    endings: endingsOf(record),
    notices: record.notices.filter((notice) => notice.state !== 'closed').map(noticeOf),
    closed: closedActions(actions),
    hints: record.hints.map(({ message }) => message),
  };
}

function endingsOf({ recordId, actions, websites }: RecordView): readonly OfferedEnding[] {
  const offered = (action: Action, about: string, websiteId?: string): readonly OfferedEnding[] =>
    action.reason === undefined && isEndingAction(action.action)
      ? [{ recordId, filingType: action.action, label: action.label, about, ...(websiteId && { websiteId }) }]
      : [];
  return [
    ...websites.flatMap((website) =>
      website.actions.flatMap((action) => offered(action, website.domains.join('、'), website.websiteId)),
    ),
    ...actions.flatMap((action) => offered(action, '')),
  ];
}

function noticeOf(entry: RecordView['notices'][number]): RecordNotice {
  const { notice, kindLabel, stateLabel, state, dueAt, reason, items, extended, word } = entry;
  return {
    notice,
    title: kindLabel,
    due: state === 'open' && dueAt !== undefined ? `请在 ${dayOf(dueAt)} 前完成整改` : stateLabel,
    reason,
    items: items.map((item) => item.reason),
    isOpen: state === 'open',
    mayExtend: state === 'open' && dueAt !== undefined && !extended,
    word,
  };
}

function closedActions(actions: readonly Action[]): readonly ClosedActions[] {
  const labels = new Map<string, Set<string>>();
  for (const { label, reason } of actions) {
    if (reason === undefined) continue;
    labels.set(reason, (labels.get(reason) ?? new Set()).add(label));
  }
  return [...labels].map(([reason, of]) => ({ labels: [...of].join('、'), reason }));
}

/**
 * What of the six inputs of a filing is known when it starts from a record: who is filed, and for a new access the
 * domain of the first website that has none.
 */
export function inputFromRecord({ subject, websites }: RecordContents, action: string): Partial<TypedInput> {
  const moved = websites.find(({ ended, accesses }) => !ended && accesses.every((access) => access.ended));
  return { ...subject, takenNumber: '', domain: (action === 'new-access' && moved?.domains[0]) || '' };
}
