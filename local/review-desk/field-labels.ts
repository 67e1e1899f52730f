/** Chinese names of the fields in a package, by path; `*` stands for the number of a website. */
const LABELS: Readonly<Record<string, string>> = {
  filingType: '备案类型',
  'eligibility.region': '备案省份（代码）',
  'eligibility.organizerKind': '主办者性质',
  'eligibility.certificateType': '证件类型',
  'eligibility.certificateNumber': '证件号码',
  'eligibility.domain': '验证的域名',
  'eligibility.cloudService.kind': '验证的云服务：方式',
  'eligibility.cloudService.product': '验证的云服务：产品',
  'eligibility.cloudService.resourceId': '验证的云服务：资源 ID',
  'eligibility.cloudService.region': '验证的云服务：地域',
  'eligibility.cloudService.code': '验证的备案授权码',
  'organizer.name': '主办者名称',
  'organizer.certificateAddress': '证件住所',
  'organizer.address.province': '通信地址：省',
  'organizer.address.city': '通信地址：市',
  'organizer.address.district': '通信地址：区县',
  'organizer.address.detail': '通信地址：详细地址',
  'organizer.investor': '投资人或主管单位',
  'organizer.remark': '主体备注',
  'websites.*.domain': '域名',
  'websites.*.cloudService.kind': '备案云服务：方式',
  'websites.*.cloudService.product': '备案云服务：产品',
  'websites.*.cloudService.resourceId': '备案云服务：资源 ID',
  'websites.*.cloudService.region': '备案云服务：地域',
  'websites.*.cloudService.code': '备案授权码',
  'websites.*.details.name': '网站名称',
  'websites.*.details.homeUrl': '首页网址',
  'websites.*.details.serviceContents': '服务内容（代码）',
  'websites.*.details.languages': '语言',
  'websites.*.details.preApprovals': '前置审批',
  'websites.*.details.remark': '网站备注',
};

const PERSON: Readonly<Record<string, string>> = {
  name: '姓名',
  idNumber: '身份证号码',
  idValidFrom: '证件有效期起',
  idValidTo: '证件有效期止',
  mobile: '手机号码',
  emergencyPhone: '应急联系电话',
  email: '电子邮箱',
  isLegalRepresentative: '是否法定代表人',
};

const FIXED = /^(?:filingType|eligibility\.)|^websites\.\d+\.(?:domain|cloudService)/;

const VALUES: Readonly<Record<string, string>> = {
  first: '首次备案',
  'new-website': '新增网站',
  'new-access': '接入备案',
  change: '变更备案',
  cancellation: '注销备案',
  enterprise: '企业',
  individual: '个人',
  'business-licence': '营业执照',
  'id-card': '居民身份证',
  'long-term': '长期',
  resource: '账号下的云资源',
  'authorization-code': '备案授权码',
  cvm: '云服务器',
  lighthouse: '轻量应用服务器',
  clb: '负载均衡',
  true: '是',
  false: '否',
};

/** One line of a package's table. */
export interface Field {
  /** As a reviewer flags it, e.g. `websites.0.details.remark`. */
  readonly path: string;
  /** Whether the applicant could change it: what the eligibility check was passed with is fixed (FT-18). */
  readonly correctable: boolean;
  readonly label: string;
  readonly value: string;
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly Field[];
}

/** Everything in the package but its documents and findings, in the order of the form, grouped as a reviewer reads it. */
export function fieldGroups(data: Readonly<Record<string, unknown>>): readonly FieldGroup[] {
  const { documents: _, findings: __, ...form } = data;
  const groups = new Map<string, Field[]>();
  for (const [path, value] of leaves(form, '')) {
    const title = groupTitle(path);
    const correctable = !FIXED.test(path);
    const field = { path, correctable, label: fieldLabel(path), value: VALUES[value] ?? value };
    groups.set(title, [...(groups.get(title) ?? []), field]);
  }
  return [...groups].map(([title, fields]) => ({ title, fields }));
}

/** The Chinese name of a field, or its path when it has none. */
export function fieldLabel(path: string): string {
  const general = path.replace(/^websites\.\d+\./, 'websites.*.');
  const person = /^(?:principal|websites\.\*\.siteOwner)\.(\w+)$/.exec(general)?.[1];
  return LABELS[general] ?? (person && PERSON[person]) ?? path;
}

function groupTitle(path: string): string {
  const website = /^websites\.(\d+)\.(siteOwner)?/.exec(path);
  if (website) return `网站 ${Number(website[1]) + 1}${website[2] ? ' 负责人' : ''}`;
  if (path.startsWith('principal.')) return '主体负责人';
  return path.startsWith('organizer.') ? '主体信息' : '备案验证';
}

/** Values by path. A list other than that of the websites is one value, as it is when it is corrected; ids are left out. */
function leaves(value: unknown, path: string): [string, string][] {
  if (path.endsWith('.id')) return [];
  if (Array.isArray(value) && path !== 'websites') return [[path, value.map(inWords).join('、') || '无']];
  if (typeof value !== 'object' || value === null) return [[path, String(value ?? '')]];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path ? `${path}.${key}` : key));
}

const inWords = (item: unknown): string =>
  typeof item === 'object' && item !== null ? Object.values(item).join(' ') : String(item);
