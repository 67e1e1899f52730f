import { PROVINCES } from '../../../contracts/data/provinces.ts';
import { beijingDay } from '../../../contracts/kit/beijing-time.ts';
import { withoutSpaces } from '../../../contracts/normal-forms/characters.ts';
import {
  answers,
  type LookedAt,
  type NumberMark,
  type WebsiteAnswer,
  type WebsiteCare,
  type WebsiteFindings,
} from './outside.ts';
import type { FiledRecord, FiledWebsite } from './record.ts';

/** How often a person may have a website looked at in a day (Beijing). */
export const CHECKS_A_DAY = 5;

/** What is set for a website. */
export const careOf = ({ care }: Pick<FiledRecord, 'care'>, websiteId: string): WebsiteCare => care?.[websiteId] ?? {};

/** How often a website may still be looked at today. */
export function checksLeft({ checked }: WebsiteCare, now: Date): number {
  return CHECKS_A_DAY - (checked?.on === beijingDay(now) ? checked.times : 0);
}

/** Care with one more check; undefined: there were enough today. */
export function countedCheck(care: WebsiteCare, now: Date): WebsiteCare | undefined {
  const left = checksLeft(care, now);
  return left > 0 ? { ...care, checked: { on: beijingDay(now), times: CHECKS_A_DAY - left + 1 } } : undefined;
}

const PUBLIC_SECURITY = /^\p{Script=Han}公网安备(\d{2})\d{10,12}号$/u;

/**
 * A 公安备案号 in its normal form, such as `粤公网安备44030502000001号`: digits that begin with the code of a province, whose character is
 * not always the one of its filing numbers (川, 贵); undefined if the text is none.
 *
 * Source: numbers as printed in page footers.
 */
export function publicSecurityNumber(text: string): string | undefined {
  const normal = withoutSpaces(text);
  const code = PUBLIC_SECURITY.exec(normal)?.[1];
  return PROVINCES.some((province) => province.code.slice(0, 2) === code) ? normal : undefined;
}

/** Whether 公安备案 is done for each website that a filing has brought and that is filed still: nobody is reminded of it then. */
export function hasPublicSecurity(records: readonly FiledRecord[], filingId: string): boolean {
  const brought = records.flatMap((record) =>
    record.contents.websites
      .filter((website) => !website.ended && isBrought(website, filingId))
      .map(({ id }) => careOf(record, id).publicSecurityNumber),
  );
  return brought.length > 0 && brought.every(Boolean);
}

const isBrought = (website: FiledWebsite, filingId: string): boolean =>
  website.filingId === filingId || website.accesses.some((access) => access.filingId === filingId);

/** How a website is, as far as it is known: whoever has changed its 公安备案号 since the last look is told nothing of the old one. */
export function currentLook(record: Pick<FiledRecord, 'care' | 'outside'>, websiteId: string): LookedAt | undefined {
  const looked = record.outside?.websites[websiteId];
  const isOfAnother = looked?.findings?.wanted.publicSecurity !== careOf(record, websiteId).publicSecurityNumber;
  return looked?.look === 'no-public-security' && isOfAnother ? undefined : looked;
}

/** One thing that a look at a website judges, and what to do about it. `unsure`: nobody but the person can tell. */
export interface CheckLine {
  readonly code: 'reachable' | 'dns' | 'number' | 'public-security';
  readonly verdict: 'fine' | 'amiss' | 'unsure';
  readonly label: string;
  readonly message: string;
}

type Judged = Pick<CheckLine, 'verdict' | 'message'>;
const fine = (message: string): Judged => ({ verdict: 'fine', message });
const amiss = (message: string): Judged => ({ verdict: 'amiss', message });
const unsure = (message: string): Judged => ({ verdict: 'unsure', message });

/**
 * What a look at a website has found, line by line, with what to do next.
 *
 * @param publicSecurityNumber as it is entered now.
 */
export function checkLines(findings: WebsiteFindings, publicSecurityNumber: string | undefined): readonly CheckLine[] {
  return [
    { code: 'reachable', label: '能打开', ...reachable(findings) },
    { code: 'dns', label: '域名解析', ...dns(findings) },
    { code: 'number', label: '页脚备案号', ...number(findings) },
    { code: 'public-security', label: '公安备案', ...publicSecurity(findings, publicSecurityNumber) },
  ];
}

const PROTOCOLS = ['http', 'https'] as const;

function reachable(findings: WebsiteFindings): Judged {
  const { domain, https } = findings;
  const by = (answer: WebsiteAnswer) => PROTOCOLS.filter((protocol) => findings[protocol] === answer);
  if (!answers(findings))
    return amiss(`${domain} 打不开。已备案的网站要能正常访问，请尽快恢复；不再使用的，请办理注销网站。`);
  if (by('page').length === 0 && by('no-page').length > 0)
    return unsure(`${domain} 有应答，但首页出错、跳到了别的域名，或不是网页，请自己打开核对。`);
  if (https === 'untrusted')
    return amiss(`${domain} 的 HTTPS 证书无效，浏览器会拦住访客，请在服务器上换成有效的证书。`);
  return fine(`${by('page').join(' 和 ')} 可以打开。`);
}

function dns({ domain, addresses, dns: leads }: WebsiteFindings): Judged {
  if (leads === 'nowhere') return amiss(`${domain} 没有解析到公网地址，请在域名注册商处添加解析。`);
  const to = addresses.join('、');
  if (leads === 'unknown') return unsure(`解析到 ${to}。查不到备案云服务器的公网地址，请自己核对是不是那一台。`);
  if (leads === 'filed') return fine('指向备案的云服务器。');
  return amiss(
    `解析到 ${to}，不是备案的云服务器。换了服务器的，请办理变更备案或接入备案；用了 CDN 的，请核对它回源的服务器。`,
  );
}

/** What can't be told from a page as it was sent. */
const BY_SCRIPT = unsure('页面由脚本生成，看不到页脚，请自己核对。');
const NO_PAGE = unsure('没有得到首页，看不到页脚，请自己核对。');
const DOUBTFUL = unsure(
  '首页有备案号和链接，但样式可能让访客看不见，或写着已注销。请自己打开网页核对，并让号码清楚可见。',
);
const IF_BY_SCRIPT = '页脚由脚本生成的，请自己打开网页核对。';

function markJudged(mark: NumberMark, missing: string, unlinked: string): Judged | undefined {
  if (mark === 'by-script') return BY_SCRIPT;
  if (mark === 'no-page') return NO_PAGE;
  if (mark === 'doubtful') return DOUBTFUL;
  if (mark === 'absent') return amiss(`${missing}${IF_BY_SCRIPT}`);
  return mark === 'unlinked' ? amiss(unlinked) : undefined;
}

const number = ({ number: mark, wanted: { number: wanted } }: WebsiteFindings): Judged =>
  markJudged(
    mark,
    `首页没有看到 ${wanted}，请放到每一页的底部，并链接到 beian.miit.gov.cn。`,
    `首页有 ${wanted}，但没有链接到 beian.miit.gov.cn，请加上链接。`,
  ) ?? fine(`首页有 ${wanted}，并链接到 beian.miit.gov.cn。`);

function publicSecurity(findings: WebsiteFindings, wanted: string | undefined): Judged {
  const { publicSecurity: mark, icon, wanted: looked } = findings;
  if (!wanted) return unsure('还没有填公安备案号。网站开通后 30 日内到 beian.mps.gov.cn 办理，拿到号码后填在下面。');
  if (mark === undefined || looked.publicSecurity !== wanted) return unsure('填号码以后还没有检查过，请再检查一次。');
  const found = markJudged(
    mark,
    `首页没有看到 ${wanted}，请连同图标放到页面底部，并链接到 beian.mps.gov.cn。`,
    `首页有 ${wanted}，但没有链接到 beian.mps.gov.cn，请加上链接。`,
  );
  if (found) return found;
  return icon
    ? fine(`首页有 ${wanted} 和图标，并链接到 beian.mps.gov.cn。`)
    : unsure(`首页有 ${wanted}，号码前没有看到图标。图标由样式画出的，请自己核对；没有的，请加上。`);
}
