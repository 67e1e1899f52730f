import { formFieldAt, type PlacedField } from '../../../contracts/forms/form-field-at.ts';
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
    'organizer.address.province': '通信地址：省',
    'organizer.address.city': '通信地址：市',
    'organizer.address.district': '通信地址：区县',
    'organizer.address.detail': '通信地址：详细地址',
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
    'websites.*.siteOwner': '网站负责人',
    'websites.*.liveness': '视频核身',
    documents: '材料',
    'websites.*.documents': '材料',
  }),
);

/** Before the name of a field of a person: whose it is. An individual is everything themselves. */
function whose(form: PlacedField['form'], organizerKind: OrganizerKind): string {
  if (form === 'organizer' || form === 'website') return '';
  if (organizerKind === 'individual') return '负责人：';
  return form === 'principal' ? '主体负责人：' : '网站负责人：';
}

/** The name of a field as short as it is clear: `网站名称`, without whose it is. */
export const shortName = (path: string): string => fieldName(path).replace(/^.*：/, '');

/**
 * The name of a field that people read, by its path in findings and flagged fields: `principal.mobile` → `主体负责人：手机号码`.
 * The path itself if it is unknown. An individual is everything themselves: `负责人：手机号码`.
 */
export function fieldName(path: string, organizerKind: OrganizerKind = 'enterprise'): string {
  const general = path.replace(/websites\.\d+/, 'websites.*');
  const placed = formFieldAt(path);
  if (placed && placed.inside === '') return `${whose(placed.form, organizerKind)}${placed.field.label}`;
  const kind = /^(?:websites\.\*\.)?documents\.([\w-]+)$/.exec(general)?.[1] ?? '';
  return DOCUMENT_KINDS[kind as DocumentKind]?.label ?? NAMES.get(general) ?? path;
}
