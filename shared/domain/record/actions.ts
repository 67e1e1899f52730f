import { FILING_TYPES, type FilingType } from '../filing/filing-types.ts';
import type { FiledRecord, FiledWebsite } from './record.ts';
import { liveAccesses } from './record.ts';

/** What can be done with a record or a website: the authority's operations after the first one. */
export type RecordAction = Exclude<FilingType, 'first'>;

/** One action, and why it is not possible now; without a reason it is. */
export interface OfferedAction {
  readonly action: RecordAction;
  readonly label: string;
  readonly reason?: string | undefined;
}

const UNFINISHED = '你有一个正在办理的备案订单，完成或放弃后才能办理。';

const ELSEWHERE = '该备案未在本平台接入，请到原接入服务商办理。';

const whenBusy = (isBusy: boolean): string | undefined => (isBusy ? UNFINISHED : undefined);

const isConnected = ({ websites }: FiledRecord['contents']): boolean =>
  websites.some((website) => !website.ended && liveAccesses(website).length > 0);

const offered = (action: RecordAction, reason?: string): OfferedAction => ({
  action,
  label: FILING_TYPES[action].label,
  ...(reason !== undefined && { reason }),
});

/**
 * What can be done with a record; nothing with one that has ended.
 *
 * @param isBusy the account has a filing that has not ended (FT-13).
 */
export function recordActions({ contents }: FiledRecord, isBusy: boolean): readonly OfferedAction[] {
  if (contents.ended) return [];
  return [
    offered('new-website', whenBusy(isBusy)),
    offered('change', isConnected(contents) ? whenBusy(isBusy) : ELSEWHERE),
    offered('cancel-organizer', isConnected(contents) ? whenBusy(isBusy) : ELSEWHERE),
  ];
}

/** What can be done with a website of a record; nothing with one that has ended. */
export function websiteActions(website: FiledWebsite, isBusy: boolean): readonly OfferedAction[] {
  if (website.ended) return [];
  const isHere = liveAccesses(website).length > 0;
  const here = isHere ? whenBusy(isBusy) : ELSEWHERE;
  const access = offered(isHere ? 'end-access' : 'new-access', whenBusy(isBusy));
  return [offered('change', here), access, offered('cancel-website', here)];
}
