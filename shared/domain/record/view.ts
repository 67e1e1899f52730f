import { maskedOrganizer, maskedPerson } from '../filing/view.ts';
import { maskIdNumber } from '../identity/mask.ts';
import { recordActions, websiteActions } from './actions.ts';
import { type End, type EndReason, type FiledRecord, type FiledWebsite, liveAccesses } from './record.ts';

/** Why something has ended, as people read it. */
export const END_LABELS: Readonly<Record<EndReason, string>> = {
  revoked: '管局已注销这次备案',
  'filed-anew': '域名已用新的备案号重新备案',
};

const endView = ({ at, why }: End) => ({ at: new Date(at), why, label: END_LABELS[why] });

/**
 * A record for a response: personal data is masked.
 *
 * @param isBusy the account has a filing that has not ended.
 */
export function maskedRecord(record: FiledRecord, isBusy: boolean) {
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
    actions: recordActions(record, isBusy),
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
