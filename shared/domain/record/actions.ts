import { provinceOf } from '../../../contracts/data/provinces.ts';
import { REFUSALS } from '../../../contracts/kit/refusal.ts';
import { FILING_TYPES, type FilingType } from '../filing/filing-types.ts';
import {
  type FiledRecord,
  type FiledWebsite,
  liveAccesses,
  liveWebsites,
  recordState,
  whyElsewhere,
} from './record.ts';

/** What can be done with a record or a website: the authority's operations after the first one. */
export type RecordAction = Exclude<FilingType, 'first'>;

/** One action, and why it is not possible now; without a reason it is. */
export interface OfferedAction {
  readonly action: RecordAction;
  readonly label: string;
  readonly reason?: string | undefined;
}

const UNFINISHED = '你有一个正在办理的备案订单，完成或放弃后才能办理。';

/** Where an organizer without websites may not get one (FT-15). */
export const EMPTY_SHELL =
  '该主体名下已没有有效网站（空壳主体），请先注销主体，再重新提交首次备案；在其他接入商还有网站的，请不要注销，到那里办理。';

const EMPTY_MAY_ADD = '要再开网站，请办理新增网站；不再办网站的，请办理注销主体。';

const mayAddToEmpty = (region: string): boolean => provinceOf(region)?.emptyShellMayAdd === true;

/** What an organizer without websites is told: whether its province lets it add one. */
export const emptyWords = (region: string): string => (mayAddToEmpty(region) ? EMPTY_MAY_ADD : EMPTY_SHELL);

/** What an organizer that may have websites elsewhere is told when it has none here any more. */
export const NO_WEBSITE_HERE =
  '本平台没有你的网站了；主体在其他接入商处可能还有网站。要在本平台再开网站，请办理新增网站；注销主体会使其他接入商处的网站一并作废，还要保留的请不要注销。';

/** What keeps somebody from beginning something about a record now. */
export interface Hindrances {
  /** The account has a filing that has not ended (FT-13). */
  readonly isBusy: boolean;
  /** Why a new website or access can't take over who is filed, and what mends it (FT-99). */
  readonly notInOrder?: Readonly<Partial<Record<RecordAction, string | undefined>>>;
}

const offered = (action: RecordAction, ...reasons: readonly (string | false | undefined)[]): OfferedAction => {
  const reason = reasons.find((text) => text);
  return { action, label: FILING_TYPES[action].label, ...(reason && { reason }) };
};

const elsewhere = (websites: readonly FiledWebsite[]): string | undefined => {
  const why = whyElsewhere(websites);
  return why && REFUSALS[why];
};

/** What can be done with a record; nothing with one that has ended. */
export function recordActions(record: FiledRecord, { isBusy, notInOrder }: Hindrances): readonly OfferedAction[] {
  const state = recordState(record.contents);
  if (state === 'ended') return [];
  const busy = isBusy && UNFINISHED;
  const isEmpty = state === 'empty';
  const { region } = record.contents.subject;
  const websites = liveWebsites(record);
  const here = elsewhere(websites);
  return [
    offered('new-website', isEmpty && !mayAddToEmpty(region) && EMPTY_SHELL, notInOrder?.['new-website'], busy),
    offered('change', isEmpty && emptyWords(region), here, busy),
    offered('cancel-organizer', websites.length > 0 && here, busy),
  ];
}

/** What can be done with a website of a record; nothing with one that has ended. */
export function websiteActions(website: FiledWebsite, { isBusy, notInOrder }: Hindrances): readonly OfferedAction[] {
  if (website.ended) return [];
  const busy = isBusy && UNFINISHED;
  const here = elsewhere([website]);
  const access =
    liveAccesses(website).length > 0
      ? offered('end-access', busy)
      : offered('new-access', notInOrder?.['new-access'], busy);
  return [offered('change', here, busy), access, offered('cancel-website', here, busy)];
}
