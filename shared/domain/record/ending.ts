import type { EndingReason, EndingType } from '../../../contracts/data/endings.ts';
import { Refused } from '../../../contracts/kit/refusal.ts';
import type { FilingNumbers } from '../../../contracts/review-desk/filing-numbers.ts';
import { approvedSuffix } from '../domain-name.ts';
import { type FilingContents, NOTHING_TYPED, type Person, type Website } from '../filing/filing.ts';
import { FILING_TYPES } from '../filing/filing-types.ts';
import { NO_WEBSITE_HERE } from './actions.ts';
import {
  type FiledRecord,
  type FiledWebsite,
  liveAccesses,
  liveWebsites,
  recordState,
  whyElsewhere,
} from './record.ts';

/** What a filing that ends something says besides what it ends. */
export interface Ending {
  readonly reason: EndingReason;
  /** What the person has confirmed, by rule. */
  readonly confirmed: readonly string[];
  /** Papers stand for the code; a reviewer looks at them. */
  readonly byPapers?: boolean;
}

/** Something to be confirmed before anything ends. */
export interface Confirmation {
  readonly rule: 'FT-41' | 'FT-43' | 'FT-44';
  readonly message: string;
}

/** What an ending ends, and what a person must know before. */
export interface EndingPlan {
  readonly type: EndingType;
  readonly websites: readonly FiledWebsite[];
  /** Who types the code (filing-types.ts): the principal, or the site owner, who of an individual is the principal. */
  readonly confirmer: { readonly who: 'principal' | 'site-owner'; readonly person: Person };
  readonly consequences: readonly string[];
  readonly confirmations: readonly Confirmation[];
}

const NEVER_BACK: Confirmation = {
  rule: 'FT-44',
  message: '我已知悉：注销后备案号不能恢复，网站将停止访问。',
};
/** Of an organizer that has no website any more. */
const NUMBER_NEVER_BACK: Confirmation = { rule: 'FT-44', message: '我已知悉：注销后主体备案号不能恢复。' };
const NO_ACCESS: Confirmation = {
  rule: 'FT-44',
  message: '我已知悉：取消接入后，域名不能再解析到本平台的服务器，网站将停止访问。',
};
const LAST_WEBSITE: Confirmation = {
  rule: 'FT-41',
  message: '这是备案信息里该主体的最后一个网站，注销后主体成为空壳主体（有备案号，没有网站），会影响再次备案。',
};
const LAST_ACCESS: Confirmation = {
  rule: 'FT-43',
  message: '取消接入后如没有其他接入商，管局可能注销该网站的备案号，请先在新的接入商办理接入备案。',
};

/**
 * What an ending would end. Source of consequences and warnings: providers' pages about cancellation, 2019-12 to 2022.
 *
 * @param websiteId of the website; left out for an organizer.
 * @throws Refused('record.ended'); Refused('website.unknown'); Refused('record.elsewhere' | 'record.access-ended') when nothing of
 * it is connected here: no provider may cancel that (FT-31), but for an organizer without websites;
 * Refused('record.no-confirmer') when nobody is filed who could type the code.
 */
export function planEnding(record: FiledRecord, type: EndingType, websiteId: string | undefined): EndingPlan {
  if (record.contents.ended) throw new Refused('record.ended');
  const live = liveWebsites(record);
  const websites = type === 'cancel-organizer' ? live : live.filter(({ id }) => id === websiteId);
  if (type !== 'cancel-organizer' && websites.length === 0) throw new Refused('website.unknown');
  const elsewhere = websites.length === 0 ? undefined : whyElsewhere(websites);
  if (elsewhere) throw new Refused(elsewhere);
  return {
    type,
    websites,
    confirmer: confirmerOf(record, type, websites),
    consequences: [
      ...consequencesOf(type, record, live.length > websites.length),
      ...(websites.length > 0 ? [] : [recordState(record.contents) === 'empty' ? OF_EMPTY : NO_WEBSITE_HERE]),
      ...suffixWarnings(type, websites),
    ],
    confirmations: [
      type === 'end-access' ? NO_ACCESS : websites.length > 0 ? NEVER_BACK : NUMBER_NEVER_BACK,
      ...(type === 'cancel-website' && live.length === 1 ? [LAST_WEBSITE] : []),
      ...(type === 'end-access' ? [LAST_ACCESS] : []),
    ],
  };
}

function confirmerOf({ contents }: FiledRecord, type: EndingType, websites: readonly FiledWebsite[]) {
  const who = FILING_TYPES[type].ownCode === 'principal' ? 'principal' : 'site-owner';
  const person = who === 'principal' ? contents.principal : (websites[0]?.siteOwner ?? contents.principal);
  if (!person) throw new Refused('record.no-confirmer');
  return { who, person } as const;
}

const CONSEQUENCES: Readonly<Record<EndingType, readonly string[]>> = {
  'end-access': [
    '备案号保留，但网站不再在本平台接入。',
    '域名请立即停止解析到本平台的服务器，否则会被拦截。',
    '已使用的备案授权码不能再用于其他网站。',
  ],
  'cancel-website': [
    '该网站的备案号作废，不能恢复；域名需要重新备案才能使用。',
    '该网站在所有接入商的接入都会终止。',
    '已使用的备案授权码不能再用于其他网站。',
  ],
  'cancel-organizer': [
    '主体备案号和名下全部网站、App、小程序的备案号都会作废，不能恢复。',
    '所有网站在所有接入商的接入都会终止。',
    '再次使用域名需要重新办理首次备案。',
  ],
};

/** Source: providers' page about cancellation, 2022: some provinces want forms and papers from the organizer itself. */
const OF_EMPTY = '空壳主体的注销由省管局办理。要你直接向管局交材料的，会在退回原因里写明，到时按它办理。';

const consequencesOf = (type: EndingType, record: FiledRecord, hasSiblings: boolean): readonly string[] => [
  ...CONSEQUENCES[type],
  ...smsToCome(type, record),
  ...(hasSiblings ? ['同一主体的其他网站不受影响。'] : []),
];

/** The authority asks for none as a rule, and its system may. */
const SMS_IF_ASKED = '一般不用短信核验；负责人收到工信部验证码短信的，请在 24 小时内完成核验，才能办结。';

/** PR-19: what is not confirmed to the authority comes to nothing. */
function smsToCome(type: EndingType, { contents: { subject } }: FiledRecord): readonly string[] {
  const { sms } = FILING_TYPES[type];
  if (sms === 'none') return [SMS_IF_ASKED];
  const whose = sms === 'principal' ? '主体负责人' : '网站负责人';
  const who = subject.organizerKind === 'individual' ? '你本人' : whose;
  return [`提交管局后，${who}会收到工信部的验证码短信，请在 24 小时内完成核验；逾期申请失效，备案不变。`];
}

/** What somebody may want instead. */
export interface Instead {
  readonly action: EndingType;
  readonly message: string;
}

const WHOLE: Instead = {
  action: 'cancel-organizer',
  message: '主体不再办网站的，建议改为注销主体；在其他接入商还有网站的，请不要注销主体，它们会一并作废。',
};
const ACCESS: Instead = {
  action: 'end-access',
  message: '只是换接入服务商的，不要注销：备案号会作废。请改为取消接入。',
};

/** What an ending may be meant as instead: of the last website, and for a reason that another one is for. */
export function insteadOf({ type, confirmations }: EndingPlan, reason?: EndingReason): Instead | undefined {
  if (type !== 'cancel-website') return undefined;
  if (reason === 'moved') return ACCESS;
  const isLast = confirmations.includes(LAST_WEBSITE);
  return reason === 'other-province' || (reason === undefined && isLast) ? WHOLE : undefined;
}

/** FT-48: a suffix that is approved no longer can't be filed again. */
function suffixWarnings(type: EndingType, websites: readonly FiledWebsite[]): readonly string[] {
  if (type === 'end-access') return [];
  const lost = websites.flatMap(({ domains }) => domains).filter((domain) => !approvedSuffix(domain));
  return lost.length === 0 ? [] : [`域名 ${lost.join('、')} 的后缀未获批复，注销后将不能再次备案。`];
}

/** The rules that are not confirmed yet (FT-41, FT-43, FT-44). */
export const unconfirmed = ({ confirmations }: EndingPlan, confirmed: readonly string[]): readonly Confirmation[] =>
  confirmations.filter(({ rule }) => !confirmed.includes(rule));

/** What the filing of an ending says: who is filed, and the websites that it is about. */
export function contentsOfEnding(
  record: FiledRecord,
  plan: Pick<EndingPlan, 'websites'>,
  ending?: Ending,
): FilingContents {
  const websites = plan.websites.map(asWebsite);
  const { subject, organizer, principal, websites: all } = record.contents;
  // An organizer without websites is named by its last one, if it had any.
  const { domain, cloudService } = websites[0] ?? all.map(asWebsite).at(-1) ?? NOTHING_TYPED.eligibility;
  return {
    eligibility: { ...subject, domain, cloudService },
    organizer,
    principal,
    websites,
    ...(ending && { ending }),
  };
}

/** A website as a filing has it; one that is not connected here keeps the server that it had, if it had one. */
function asWebsite(website: FiledWebsite): Website {
  const { id, domains, details, siteOwner } = website;
  const { cloudService } = liveAccesses(website)[0] ?? website.accesses.at(-1) ?? NOTHING_TYPED.eligibility;
  return { id, domain: domains[0] ?? '', cloudService, details, siteOwner };
}

/** 主体备案号, and the numbers of the websites that an ending is about. */
export const numbersOfEnding = (
  { number }: FiledRecord,
  { websites }: Pick<EndingPlan, 'websites'>,
): FilingNumbers => ({
  organizer: number,
  websites: Object.fromEntries(websites.map((website) => [website.id, website.number])),
});
