import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { Reply } from '../calls/messages.ts';

export type Guide = Reply<'showGuide'>;
export type ProvinceChoice = Reply<'listProvinces'>['provinces'][number];

/** A thing that must be at hand, and the page that explains it. */
export interface NeededThing {
  readonly title: string;
  readonly about: string;
  readonly help: HelpTopic;
}

/** The pages behind the guide's links. */
export const HELP_TOPICS = ['provinces', 'limits', 'domains', 'cloud-services', 'materials', 'names'] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];

export const isHelpTopic = (text: string): text is HelpTopic => (HELP_TOPICS as readonly string[]).includes(text);

const PRINCIPALS = {
  'legal-representative': '须由法定代表人任主体负责人',
  letter: '主体负责人是法定代表人，或持授权书的人',
  free: '主体负责人由单位确定',
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
    about: isEnterprise ? '系统填好，打印后签字、盖公章' : '系统填好，打印后签字',
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

/** The parts of the way, and how long each takes. */
export const wayOf = ({ duration }: Guide): readonly { readonly title: string; readonly time: string }[] => [
  { title: '填写提交', time: '可分几次填' },
  { title: '初审', time: `${duration.initialReviewWorkdays} 个工作日` },
  { title: '短信核验', time: `${duration.smsHours} 小时内` },
  { title: '管局审核', time: `最长 ${duration.reviewWorkdays} 个工作日` },
];
