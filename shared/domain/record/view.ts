import { maskedOrganizer, maskedPerson } from '../filing/view.ts';
import { maskIdNumber } from '../identity/mask.ts';
import { recordActions, websiteActions } from './actions.ts';
import { hintsOf } from './hints.ts';
import type { NoticeState, RecordNotice } from './notice.ts';
import { type End, type EndReason, type FiledRecord, type FiledWebsite, liveAccesses } from './record.ts';
import { noticesOf } from './record-event.ts';

/** Why something has ended, as people read it. */
export const END_LABELS: Readonly<Record<EndReason, string>> = {
  revoked: '管局已注销这次备案',
  'filed-anew': '域名已用新的备案号重新备案',
  cancelled: '已被管局注销',
  'by-provider': '接入服务商已取消接入',
  'by-authority': '已按管局要求取消接入',
  elsewhere: '已在其他地方取消接入',
  'own-cancellation': '你已办理注销',
  'own-end-of-access': '你已取消接入',
};

const endView = ({ at, why }: End) => ({ at: new Date(at), why, label: END_LABELS[why] });

/**
 * A record for a response: personal data is masked.
 *
 * @param isBusy the account has a filing that has not ended.
 */
export function maskedRecord(record: FiledRecord, isBusy: boolean, now: Date) {
  const { subject, organizer, principal, websites, ended } = record.contents;
  return {
    recordId: record.id,
    number: record.number,
    version: record.version,
    state: ended ? ('ended' as const) : ('live' as const),
    stateLabel: ended ? '已注销' : '已备案',
    ...(ended && { ended: endView(ended) }),
    ...subject,
    certificateNumber: maskIdNumber(subject.certificateNumber),
    organizer: organizer && maskedOrganizer(organizer, subject.organizerKind === 'individual'),
    principal: principal && maskedPerson(principal),
    websites: websites.map((website) => websiteView(website, isBusy)),
    notices: noticesOf(record.contents).map(noticeView),
    hints: hintsOf(record, now),
    actions: recordActions(record, isBusy),
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

function websiteView(website: FiledWebsite, isBusy: boolean) {
  const { id, number, domains, details, siteOwner, ended } = website;
  const isConnected = liveAccesses(website).length > 0;
  return {
    websiteId: id,
    number,
    domains,
    details,
    siteOwner: siteOwner && maskedPerson(siteOwner),
    state: ended ? ('ended' as const) : ('live' as const),
    stateLabel: ended ? '已注销' : isConnected ? '已接入' : '未在本平台接入',
    ...(ended && { ended: endView(ended) }),
    cloudServices: liveAccesses(website).map(({ cloudService }) => cloudService),
    actions: websiteActions(website, isBusy),
  };
}
