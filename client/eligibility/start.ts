import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { Reply } from '../calls/messages.ts';
import type { HelpTopic } from '../help/topics.ts';

export type Guide = Reply<'showGuide'>;
export type ProvinceChoice = Reply<'listProvinces'>['provinces'][number];

/** A thing that must be at hand, and the page that explains it. */
export interface NeededThing {
  readonly title: string;
  readonly about: string;
  readonly help: HelpTopic;
}

/** Who may be the principal of an enterprise. */
export const PRINCIPALS = {
  'legal-representative': '须由法定代表人任主体负责人',
  letter: '主体负责人是法定代表人，或持授权书的人',
  free: '主体负责人由单位确定',
} as const;

/** What the authority of a province asks of a person whose card is from elsewhere. */
export const outsiderWords = (short: string, { outsiders }: ProvinceChoice['demands']['individual']): string =>
  OUTSIDERS[outsiders ?? 'allowed'](short);

const OUTSIDERS = {
  allowed: () => '个人的身份证可以是外省的。',
  proof: (short: string) => `个人的身份证是外省的，须有${short}的居住证明。`,
  'local-phone': (short: string) => `个人的身份证是外省的，须用${short}的手机号码。`,
  refused: () => '不受理外省身份证的个人备案，请在身份证所在的省办理。',
} as const;

/** What must be at hand for a case, in the words of its province. */
export function thingsNeeded({ province, organizerKind, materials, demands }: Guide): readonly NeededThing[] {
  const isEnterprise = organizerKind === 'enterprise';
  const has = (kind: string) => materials.some((material) => material.kind === kind);
  const licence = { title: '营业执照', about: '原件，正本或副本都可以', help: 'materials' } as const;
  const card = isEnterprise
    ? { title: '法定代表人身份证', about: `${province.short}${PRINCIPALS[demands.principal ?? 'free']}` }
    : { title: '本人身份证', about: '原件，正反两面' };
  const owner = { title: '网站负责人本人', about: '手持证件照和视频核身，白色背景', help: 'materials' } as const;
  const letter = {
    title: '承诺书',
    about: `系统填好，打印后签字${isEnterprise ? '、盖公章' : demands.fingerprint ? '、按手印' : ''}`,
    help: 'materials',
  } as const;
  return [
    ...(has('business-licence') ? [licence] : []),
    { ...card, help: 'materials' },
    ...(has('handheld-photo') ? [owner] : []),
    ...(has('commitment-letter') ? [letter] : []),
    { title: '域名', about: domainWords(demands, organizerKind), help: 'domains' },
    { title: '云服务器', about: '内地公网 IP，包年包月超过 3 个月', help: 'cloud-services' },
  ];
}

function domainWords({ domainMonths, domainOwner }: Guide['demands'], kind: OrganizerKind): string {
  const owner =
    kind === 'individual' ? '持有者是本人' : domainOwner === 'unit' ? '持有者是本单位' : '持有者是本单位或法定代表人';
  return ['已实名', owner, ...(domainMonths > 0 ? [`有效期超过 ${domainMonths} 个月`] : [])].join('，');
}

/** What filing costs, and how long it takes in all: as measured, or else as long as the rules allow. */
export function costAndTime({ province, duration: { recent, longestWorkdays } }: Guide) {
  const long = recent
    ? {
        time: `一半在 ${recent.half} 个工作日内办好`,
        about: `近 90 天${province.short}办好的 ${recent.filings} 份，从第一次提交算起；九成在 ${recent.nineOfTen} 个工作日内。`,
      }
    : {
        time: `提交后最长 ${longestWorkdays} 个工作日`,
        about: '按各步规定的最长时间相加，含提交管局以前的几天，不含退回后修改的时间。',
      };
  return { cost: '免费', ...long };
}

/** The parts of the way, and how long each takes. */
export const wayOf = ({ duration }: Guide): readonly { readonly title: string; readonly time: string }[] => [
  { title: '填写提交', time: '可分几次填' },
  { title: '初审', time: `${duration.initialReviewWorkdays} 个工作日` },
  { title: '短信核验', time: `${duration.smsHours} 小时内` },
  { title: '管局审核', time: `最长 ${duration.reviewWorkdays} 个工作日` },
];

/** What stands on the first page. */
export const START_WORDS = {
  about: '备案：向省通信管理局登记网站归谁。服务器在中国内地的，开通前要先办，由接入商先审一遍。',
  kinds: '企业拍营业执照，个人拍身份证，其余大半由系统填好。',
  where: '看证件上的住址，不看服务器在哪里。',
  closed: '的主办者暂时不能在这里备案：这些省还没有开放，开放后会列在上面。',
} as const;
