import { provinceOf } from '../../../contracts/data/provinces.ts';
import { beijingDay, type Day } from '../../../contracts/kit/beijing-time.ts';
import { connectedWebsites, type Expiring, expiring } from './look-after.ts';
import type { WebsiteLook } from './outside.ts';
import type { FiledRecord, FiledWebsite } from './record.ts';

/** Something to see to, as 我的备案 shows it. */
export interface RecordHint {
  readonly code: Expiring['resource'] | Exclude<WebsiteLook, 'fine'>;
  readonly message: string;
}

/** What to see to about a record: what runs out (PR-23), and what the last look found of its websites. */
export function hintsOf(record: FiledRecord, now: Date): readonly RecordHint[] {
  const today = beijingDay(now);
  const runningOut = expiring(record, today).map((what) => ({
    code: what.resource,
    message: expiryText(what, record, today),
  }));
  return record.contents.ended ? [] : [...runningOut, ...websiteHints(record)];
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
  elsewhere: (domain) => `网站 ${domain} 指向的地址不是备案的云服务器。如果换了服务器，请办理变更备案或接入备案。`,
};

/** The number that a website's province wants in its footer (PV-GD-17). */
export const footerNumber = ({ number, contents }: FiledRecord, website: FiledWebsite): string =>
  provinceOf(contents.subject.region)?.footerNumber === 'organizer' ? number : website.number;

function websiteHints(record: FiledRecord): readonly RecordHint[] {
  return connectedWebsites(record).flatMap((website) => {
    const look = record.outside?.websites[website.id]?.look ?? 'fine';
    if (look === 'fine') return [];
    const message = WEBSITE_TEXTS[look](website.domains[0] ?? '', footerNumber(record, website));
    return [{ code: look, message }];
  });
}
