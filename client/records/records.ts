import { endsSomething } from '../../contracts/data/endings.ts';
import { ORGANIZER, PERSON } from '../../contracts/forms/form-fields.ts';
import type { RecordContents } from '../../shared/domain/record/record.ts';
import type { Call } from '../calls/api-client.ts';
import type { Reply } from '../calls/messages.ts';
import type { TypedInput } from '../eligibility/eligibility-check.ts';
import type { WantedEnding } from '../filing/endings.ts';
import { noticeOf, type RecordNotice } from './notices.ts';
import type { RecordWay } from './record-way.ts';

type RecordView = Reply<'listRecords'>['records'][number];
type Action = RecordView['actions'][number];

/** Something that may be chosen. */
interface Explained {
  /** What it is for, and what becomes of the number. */
  readonly sentence: string;
}

const SENTENCES: Readonly<Record<Action['action'], string>> = {
  'new-website': '再加一个网站。主体信息不用再填，证件再拍一次；新网站有自己的备案号。',
  'new-access': '网站没有接入本平台。办好后可以开在这里的云服务器上，备案号不变。',
  change:
    '名称、地址、负责人、电话、网站内容或云服务器变了，或换领了证件。备案号不变，审核期间网站照常开着。搬到外省的不能变更，要先注销主体。',
  'end-access': '网站要搬到别家服务器。备案号还在，但要在新的服务商那里办接入，不然可能被注销。',
  'cancel-website': '这个网站不办了。它的备案号作废，拿不回来。',
  'cancel-organizer': '主体不再办网站。主体和全部网站的备案号都作废，拿不回来。',
};
/** The same of a transfer to another account. */
export const TRANSFER_SENTENCE = '换一个登录账号来管。备案号和内容不变，管局不用再审。';

/** What to see to, and the button that does it; none while it can't be done. */
export interface RecordHint {
  readonly code: RecordView['hints'][number]['code'];
  readonly message: string;
  readonly way: RecordWay | undefined;
}

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
  /** Its organizer is filed, and has no website. */
  readonly isEmpty: boolean;
  /** Why it has ended. */
  readonly endLabel: string | undefined;
  readonly websites: readonly WebsiteLine[];
  /** Who is filed, masked. */
  readonly facts: readonly (readonly [name: string, value: string | undefined])[];
  /** What it has, and how much of it runs out or is amiss; for its row in 我的备案. */
  readonly domains: string;
  readonly toDo: string;
  /** What can be begun now. */
  readonly open: readonly (Pick<Action, 'action' | 'label'> & Explained)[];
  readonly endings: readonly OfferedEnding[];
  /** Those that are not done with. */
  readonly notices: readonly RecordNotice[];
  readonly closed: readonly ClosedActions[];
  /** What to see to: what runs out, and websites that are amiss. */
  readonly hints: readonly RecordHint[];
}

/** An ending that may be filed for now. */
export interface OfferedEnding extends WantedEnding, Explained {
  readonly label: string;
  /** The website, or nothing. */
  readonly about: string;
}

interface WebsiteLine {
  readonly websiteId: string;
  readonly number: string;
  readonly domains: string;
  readonly name: string | undefined;
  readonly stateLabel: string;
  readonly isEnded: boolean;
}

/** Texts of 我的备案 and of a record. */
export const RECORD_TEXTS = {
  records: '主体和网站',
  filings: '备案订单',
  title: '备案',
  websites: '网站',
  actions: '可以办理',
  anew: '重新使用网站前，请重新备案。',
  begin: '开始新的备案',
  check: '检查网站、填公安备案号',
  running: '正在办理',
  unknown: '没有找到这份备案，可能已经转走。',
} as const;

/** One of the person's records; undefined when it is not theirs, or no longer. */
export async function loadRecordCard(call: Call, recordId: string): Promise<RecordCard | undefined> {
  const { records } = await call('listRecords', {});
  const found = records.find((record) => record.recordId === recordId);
  return found && recordCard(found);
}

export function recordCard(record: RecordView, now = new Date()): RecordCard {
  const { recordId, number, stateLabel, state, organizer, principal, websites } = record;
  const actions = [...record.actions, ...websites.flatMap((website) => website.actions)];
  const open = actions.filter(({ action, reason }) => reason === undefined && !endsSomething(action));
  return {
    recordId,
    title: organizer?.name ?? number,
    number,
    stateLabel,
    isEnded: state === 'ended',
    isEmpty: state === 'empty',
    endLabel: record.ended && withReason(record.ended.label, record.ended),
    websites: websites.map(
      ({ websiteId, number: websiteNumber, domains, details, state: websiteState, ...website }) => ({
        websiteId,
        number: websiteNumber,
        domains: domains.join('、'),
        name: details?.name,
        stateLabel: withReason(website.stateLabel, website.ended ?? website.accessEnded),
        isEnded: websiteState === 'ended',
      }),
    ),
    facts: [
      ['主体负责人', principal?.name],
      [PERSON.mobile.label, principal?.mobile],
      [ORGANIZER.certificateAddress.label, organizer?.certificateAddress],
    ],
    domains: websites.map(({ domains }) => domains.join('、')).join('、'),
    toDo: record.hints.length > 0 ? `有 ${record.hints.length} 件事要处理` : '',
    // What a hint asks for comes first.
    open: [...new Map(open.map((offer) => [offer.action, offer])).values()]
      .sort((first, second) => rankOf(record, first) - rankOf(record, second))
      .map(({ action, label }) => ({ action, label, sentence: SENTENCES[action] })),
    endings: endingsOf(record),
    notices: record.notices
      .filter((notice) => notice.state !== 'closed')
      .map((notice) => noticeOf(notice, record, now)),
    closed: closedActions(record, actions),
    hints: record.hints.map(({ code, message, ...hint }) => ({ code, message, way: wayOf(record, hint) })),
  };
}

const rankOf = ({ hints }: RecordView, { action }: Action): number =>
  hints.some((hint) => hint.action === action) ? 0 : 1;

/** The button of a hint: what it names, where that is possible now; else the page of the website that it is about. */
function wayOf(
  { recordId, actions, websites }: RecordView,
  { action, websiteId }: Pick<RecordView['hints'][number], 'action' | 'websiteId'>,
): RecordWay | undefined {
  const offered = [...actions, ...websites.flatMap((website) => website.actions)];
  const found = offered.find((offer) => offer.action === action && offer.reason === undefined);
  if (found) return { recordId, action, label: found.label, websiteId };
  return action === undefined && websiteId !== undefined
    ? { recordId, websiteId, label: RECORD_TEXTS.check }
    : undefined;
}

/** What to see to that has no row of its own in 要你动手. */
export const hintsBesides = ({ hints }: Pick<RecordCard, 'hints'>): readonly RecordHint[] =>
  hints.filter(({ code, way }) => code !== 'access-ended' || way === undefined);

/** What has ended, and what the desk has written of it. */
const withReason = (label: string, end: { readonly reason?: string | undefined } | undefined): string =>
  end?.reason === undefined ? label : `${label}：${end.reason}`;

function endingsOf({ recordId, actions, websites }: RecordView): readonly OfferedEnding[] {
  const hasOthers = websites.filter(({ state }) => state === 'live').length > 1;
  const sentenceOf = (action: Action['action']) =>
    SENTENCES[action] + (action === 'cancel-website' && hasOthers ? '其他网站不受影响。' : '');
  const offered = (action: Action, about: string, websiteId?: string): readonly OfferedEnding[] =>
    action.reason === undefined && endsSomething(action.action)
      ? [
          {
            ...{ recordId, filingType: action.action, label: action.label, about },
            ...{ sentence: sentenceOf(action.action), ...(websiteId && { websiteId }) },
          },
        ]
      : [];
  return [
    ...websites.flatMap((website) =>
      website.actions.flatMap((action) => offered(action, website.domains.join('、'), website.websiteId)),
    ),
    ...actions.flatMap((action) => offered(action, '')),
  ];
}

/** What a hint has said already is not said again as a reason. */
const SAID_BY: Partial<Readonly<Record<RecordHint['code'], readonly Action['action'][]>>> = {
  'not-in-order': ['new-website', 'new-access'],
  empty: ['new-website', 'change'],
};

function closedActions({ hints }: RecordView, actions: readonly Action[]): readonly ClosedActions[] {
  const labels = new Map<string, Set<string>>();
  for (const { action, label, reason: why } of actions) {
    if (why === undefined) continue;
    const isSaid = hints.some(({ code }) => SAID_BY[code]?.includes(action));
    const reason = isSaid ? '请先处理上面提醒的事。' : why;
    labels.set(reason, (labels.get(reason) ?? new Set()).add(label));
  }
  return [...labels].map(([reason, names]) => ({ labels: [...names].join('、'), reason }));
}

/**
 * What of the six inputs of a filing is known when it starts from a record: who is filed, and for a new access the
 * domain of that website, else of the first, that has none.
 */
export function inputFromRecord(
  { subject, websites }: RecordContents,
  action: string,
  websiteId?: string,
): Partial<TypedInput> {
  const away = websites.filter(({ ended, accesses }) => !ended && accesses.every((access) => access.ended));
  const moved = away.find(({ id }) => id === websiteId) ?? away[0];
  return { ...subject, takenNumber: '', domain: (action === 'new-access' && moved?.domains[0]) || '' };
}
