import type { RecordState } from '../../../contracts/review-desk/record-change.ts';
import { maskedOrganizer, maskedPerson } from '../filing/view.ts';
import { maskIdNumber } from '../identity/mask.ts';
import type { NotInOrder } from '../rules/case.ts';
import { type Hindrances, recordActions, websiteActions } from './actions.ts';
import { footerNumberOf, hintsOf } from './hints.ts';
import type { NoticeState, RecordNotice } from './notice.ts';
import { END_LABELS, type End, type FiledRecord, type FiledWebsite, liveAccesses, recordState } from './record.ts';
import { noticesOf } from './record-event.ts';
import { careOf, checkLines, checksLeft } from './website-care.ts';

/** States of a record, as people read them. */
export const RECORD_STATE_LABELS: Readonly<Record<RecordState, string>> = {
  live: '已备案',
  empty: '空壳主体',
  ended: '已注销',
};

const endView = ({ at, ...end }: End) => ({ ...end, at: new Date(at), label: END_LABELS[end.why] });

/**
 * A record for a response: personal data is masked.
 *
 * @param hindrances what keeps its account from beginning something now. @param notInOrder what of who is filed is to be mended.
 */
export function maskedRecord(
  record: FiledRecord,
  hindrances: Hindrances,
  now: Date,
  notInOrder: readonly NotInOrder[] = [],
) {
  const { subject, organizer, principal, websites, ended } = record.contents;
  return {
    recordId: record.id,
    number: record.number,
    version: record.version,
    state: recordState(record.contents),
    stateLabel: RECORD_STATE_LABELS[recordState(record.contents)],
    ...(ended && { ended: endView(ended) }),
    ...subject,
    certificateNumber: maskIdNumber(subject.certificateNumber),
    organizer: organizer && maskedOrganizer(organizer, subject.organizerKind === 'individual'),
    principal: principal && maskedPerson(principal),
    websites: websites.map((website) => websiteView(record, website, hindrances, now)),
    notices: noticesOf(record.contents).map(noticeView),
    hints: hintsOf(record, now, notInOrder),
    actions: recordActions(record, hindrances),
  };
}

const NOTICE_KINDS = { notice: '整改通知', inspection: '备案核查' } as const;
/** States of a notice, as people read them. */
export const NOTICE_STATE_LABELS: Readonly<Record<NoticeState, string>> = {
  open: '待整改',
  answered: '待复核',
  closed: '已办结',
};

/** A notice for a response. */
export function noticeView({ at, dueAt, extendedAt, answer, ...notice }: RecordNotice) {
  return {
    ...notice,
    kindLabel: NOTICE_KINDS[notice.kind],
    stateLabel: NOTICE_STATE_LABELS[notice.state],
    at: new Date(at),
    ...(dueAt !== undefined && { dueAt: new Date(dueAt) }),
    extended: extendedAt !== undefined,
    ...(answer && { word: answer.word }),
  };
}

/** How a website is looked after, for a response: what its foot must show, what is set, and what was found last. */
export function websiteCareView(
  record: FiledRecord,
  website: FiledWebsite,
  now: Date,
  looked = record.outside?.websites[website.id],
) {
  const care = careOf(record, website.id);
  const { publicSecurityNumber: number } = care;
  const findings = looked?.findings;
  return {
    footerNumber: footerNumberOf(record, website),
    monthly: care.monthly !== false,
    ...(number && { publicSecurityNumber: number }),
    checksLeft: checksLeft(care, now),
    ...(findings && { checkedAt: new Date(findings.at), lines: checkLines(findings, number) }),
  };
}

function websiteView(record: FiledRecord, website: FiledWebsite, hindrances: Hindrances, now: Date) {
  const { id, number, domains, details, siteOwner, ended } = website;
  const isConnected = liveAccesses(website).length > 0;
  const lost = ended || isConnected ? undefined : website.accesses.at(-1)?.ended;
  return {
    websiteId: id,
    number,
    domains,
    details,
    siteOwner: siteOwner && maskedPerson(siteOwner),
    state: ended ? ('ended' as const) : ('live' as const),
    stateLabel: ended ? '已注销' : isConnected ? '已接入' : '未在本平台接入',
    ...(ended && { ended: endView(ended) }),
    ...(lost && { accessEnded: endView(lost) }),
    ...(isConnected && { care: websiteCareView(record, website, now) }),
    cloudServices: liveAccesses(website).map(({ cloudService }) => cloudService),
    actions: websiteActions(website, hindrances),
  };
}
