import { DOCUMENT_KINDS, type DocumentKind } from '../media/document.ts';
import type { OrganizerKind } from './filing.ts';

/** Names of the fields of a filing by path, `*` for the index of a website. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    filing: '整份备案',
    filingType: '备案类型',
    'eligibility.region': '备案省份',
    'eligibility.organizerKind': '主办者性质',
    'eligibility.certificateType': '证件类型',
    'eligibility.certificateNumber': '证件号码',
    'eligibility.domain': '验证的域名',
    'eligibility.cloudService.kind': '验证的云服务：方式',
    'eligibility.cloudService.product': '验证的云服务：产品',
    'eligibility.cloudService.resourceId': '验证的云服务：资源 ID',
    'eligibility.cloudService.region': '验证的云服务：地域',
    'eligibility.cloudService.code': '验证的备案授权码',
    organizer: '主体信息',
    'organizer.name': '主办者名称',
    'organizer.certificateAddress': '证件住所',
    'organizer.address': '通信地址',
    'organizer.address.province': '通信地址：省',
    'organizer.address.city': '通信地址：市',
    'organizer.address.district': '通信地址：区县',
    'organizer.address.detail': '通信地址：详细地址',
    'organizer.legalRepresentative': '法人姓名',
    'organizer.investor': '投资人或主管单位',
    'organizer.remark': '主体备注',
    principal: '主体负责人',
    websites: '网站信息',
    'websites.*': '网站信息',
    'websites.*.domain': '域名',
    'websites.*.cloudService': '备案云服务',
    'websites.*.cloudService.kind': '备案云服务：方式',
    'websites.*.cloudService.product': '备案云服务：产品',
    'websites.*.cloudService.resourceId': '备案云服务：资源 ID',
    'websites.*.cloudService.region': '备案云服务：地域',
    'websites.*.cloudService.code': '备案授权码',
    'websites.*.details': '网站信息',
    'websites.*.details.name': '网站名称',
    'websites.*.details.homeUrl': '首页网址',
    'websites.*.details.serviceContents': '服务内容',
    'websites.*.details.languages': '语言',
    'websites.*.details.preApprovals': '前置审批',
    'websites.*.details.remark': '网站备注',
    'websites.*.siteOwner': '网站负责人',
    'websites.*.liveness': '视频核身',
    documents: '材料',
    'websites.*.documents': '材料',
  }),
);

const PERSON: ReadonlyMap<string, string> = new Map(
  Object.entries({
    name: '姓名',
    certificateType: '证件类型',
    idNumber: '证件号码',
    idValidFrom: '证件有效期起',
    idValidTo: '证件有效期止',
    mobile: '手机号码',
    officePhone: '办公室电话',
    emergencyPhone: '应急联系电话',
    email: '电子邮箱',
    isLegalRepresentative: '是否法定代表人',
  }),
);

/** The name of a field as short as it is clear: `网站名称`, without whose it is. */
export const shortName = (path: string): string => fieldName(path).replace(/^.*：/, '');

/**
 * The name of a field that people read, by its path in findings and flagged fields: `principal.mobile` → `主体负责人：手机号码`.
 * The path itself if it is unknown. An individual is everything themselves: `负责人：手机号码`.
 */
export function fieldName(path: string, organizerKind: OrganizerKind = 'enterprise'): string {
  const general = path.replace(/websites\.\d+/, 'websites.*');
  const [, person = '', part = ''] = /^(principal|websites\.\*\.siteOwner)\.(\w+)$/.exec(general) ?? [];
  const partName = PERSON.get(part);
  if (partName) return `${organizerKind === 'individual' ? '负责人' : NAMES.get(person)}：${partName}`;
  const kind = /^(?:websites\.\*\.)?documents\.([\w-]+)$/.exec(general)?.[1] ?? '';
  return DOCUMENT_KINDS[kind as DocumentKind]?.label ?? NAMES.get(general) ?? path;
}
