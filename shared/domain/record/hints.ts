import { footerNumber } from '../../../contracts/data/provinces.ts';
import { beijingDay, type Day } from '../../../contracts/kit/beijing-time.ts';
import { isSamePerson } from '../liveness/liveness.ts';
import type { NotInOrder } from '../rules/case.ts';
import { emptyWords, NO_WEBSITE_HERE, type RecordAction } from './actions.ts';
import { connectedWebsites, type Expiring, expiring } from './look-after.ts';
import type { WebsiteLook } from './outside.ts';
import { END_LABELS, type FiledRecord, type FiledWebsite, liveWebsites, recordState, whyElsewhere } from './record.ts';
import { currentLook } from './website-care.ts';

/** Something to see to, as 我的备案 shows it. */
export interface RecordHint {
  readonly code:
    | Expiring['resource']
    | Exclude<WebsiteLook, 'fine'>
    | 'not-in-order'
    | 'no-website'
    | 'empty'
    | 'access-ended';
  readonly message: string;
  /** The operation that it names. */
  readonly action?: RecordAction | undefined;
  /** The website that it is about. */
  readonly websiteId?: string | undefined;
}

/**
 * What to see to about a record: that none of its websites is here any more, or that one has lost its access, what runs out (PR-23),
 * what is not in order of who is filed (FT-99), and what the last look found of its websites.
 */
export function hintsOf(record: FiledRecord, now: Date, notInOrder: readonly NotInOrder[] = []): readonly RecordHint[] {
  const today = beijingDay(now);
  const runningOut = expiring(record, today).map((what) => ({
    code: what.resource,
    message: expiryText(what, record, today),
    ...(what.resource !== 'domain' && { action: 'change' as const }),
  }));
  const amiss = notInOrder
    // What has run out is said already.
    .filter(({ field }) => field !== 'principal.idValidTo')
    .map((entry) => ({ code: 'not-in-order' as const, message: amissText(entry, record), action: entry.mend }));
  if (record.contents.ended) return [];
  return [...withoutWebsites(record), ...withoutAccess(record), ...runningOut, ...amiss, ...websiteHints(record)];
}

function withoutWebsites(record: FiledRecord): readonly RecordHint[] {
  if (liveWebsites(record).length > 0) return [];
  if (recordState(record.contents) === 'live')
    return [{ code: 'no-website', message: NO_WEBSITE_HERE, action: 'new-website' }];
  const message = `主体备案号还在，名下没有网站，叫“空壳主体”。${emptyWords(record.contents.subject.region)}`;
  return [{ code: 'empty', message, action: 'cancel-organizer' }];
}

/** Websites that were connected here, and are not any more. */
const withoutAccess = (record: FiledRecord): readonly RecordHint[] =>
  liveWebsites(record)
    .filter((website) => whyElsewhere([website]) === 'record.access-ended')
    .map(({ id, domains, accesses }) => {
      const { why, reason } = accesses.at(-1)?.ended ?? {};
      const cause = [why && END_LABELS[why], reason].filter(Boolean).join('，');
      const message = `网站 ${domains[0]} 在本平台的接入已结束：${cause}。没有接入服务商的网站，备案号可能被管局注销。要用这里的云服务器，请办理接入备案；已接到别的服务商的，不用再办。`;
      return { code: 'access-ended', message, action: 'new-access', websiteId: id };
    });

function amissText({ field, message }: NotInOrder, { contents: { principal, websites } }: FiledRecord): string {
  if (!field.startsWith('principal.')) return `主体信息：${message}`;
  const isOwner = websites.some(
    ({ ended, siteOwner }) => !ended && siteOwner && principal && isSamePerson(siteOwner, principal),
  );
  const what =
    field === 'principal.isLegalRepresentative'
      ? '备案的主体负责人不是现在的法定代表人。请办理变更备案，换成法定代表人本人，通过后才能新增网站。'
      : `主体负责人：${message}`;
  return `${what}${isOwner ? '原负责人同时是网站负责人，可以一次换成新的人。' : ''}`;
}

function expiryText({ resource, of, day }: Expiring, { contents }: FiledRecord, today: Day): string {
  const when = day < today ? `已于${words(day)}到期` : `将于${words(day)}到期`;
  const website = contents.websites.find(({ id }) => id === of)?.domains[0] ?? '';
  if (resource === 'domain') return `域名 ${of} ${when}，请续费。`;
  if (resource === 'server') return `网站 ${website} 的云服务器${when}，请续费；换了云服务器，请办理变更备案。`;
  const who = of === 'principal' ? '主体负责人' : `网站 ${website} 的负责人`;
  return `${who}的证件${when}，换领新证件后请办理变更备案。`;
}

/** `2027年1月3日`. */
function words(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

const WEBSITE_TEXTS: Readonly<Record<Exclude<WebsiteLook, 'fine'>, (domain: string, number: string) => string>> = {
  silent: (domain) => `网站 ${domain} 打不开。已备案的网站要能正常访问，请尽快恢复；不再使用的，请办理注销。`,
  'no-number': (domain, number) =>
    `网站 ${domain} 的首页没有看到正确的备案号和链接，请在页面底部标明 ${number}，并链接到 beian.miit.gov.cn。`,
  'no-public-security': (domain) =>
    `网站 ${domain} 的首页没有看到你填的公安备案号和链接，请连同图标放到页面底部，并链接到 beian.mps.gov.cn。`,
  elsewhere: (domain) => `网站 ${domain} 指向的地址不是备案的云服务器。如果换了服务器，请办理变更备案或接入备案。`,
};

/** The number that a website has in its footer. */
export const footerNumberOf = ({ number, contents }: FiledRecord, website: FiledWebsite): string =>
  footerNumber(contents.subject.region, number, website.number);

function websiteHints(record: FiledRecord): readonly RecordHint[] {
  return connectedWebsites(record).flatMap((website) => {
    const { look, findings } = currentLook(record, website.id) ?? { look: 'fine' };
    if (look === 'fine') return [];
    const message = WEBSITE_TEXTS[look](findings?.domain ?? website.domains[0] ?? '', footerNumberOf(record, website));
    return [{ code: look, message, websiteId: website.id, ...(look === 'elsewhere' && { action: 'change' as const }) }];
  });
}
