import type { Json } from './docstrings.ts';

const ID = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01';
const SECRET = 'mK3v9Qw2ZrT6yXb1LpN8cHd5GsJ4fVa7EuRiOtPqWsA';

/** What fields of a name hold: the first that fits. Nobody and nothing of it exists. */
const SAMPLES: Readonly<Record<string, string | readonly string[]>> = {
  address: ['广东省深圳市南山区科苑南路168号', '138****1234'],
  after: ['云帆样例科技', '0', `1764302400000/${ID}/3`],
  before: '云帆样例',
  cause: 'approval',
  certificateAddress: '广东省深圳市南山区科苑南路168号样例大厦A座1203室',
  certificateNumber: '91440300MAYH3K7264',
  city: '440300',
  code: ['AC-7F3K-92QD', '135790', 'filing.unknown'],
  confirmed: ['FT-41', 'name'],
  consentTextVersion: '2026-11',
  contentType: 'image/jpeg',
  detail: '科苑南路168号样例大厦A座1203室',
  district: '440305',
  domain: 'yunfan-keji.cn',
  domains: 'yunfan-keji.cn',
  dueAt: '2026-12-04T15:59:59.000Z',
  email: 'zhou.jianming@example.com',
  emergencyPhone: '0755-86000017',
  externalId: ID,
  field: 'websites.0.details.remark',
  form: 'organizer',
  homeUrl: 'www.yunfan-keji.cn',
  idNumber: '440106********9988',
  idValidFrom: '2021-05-06',
  idValidTo: '2031-05-06',
  investor: '深圳市云帆样例投资有限公司',
  label: '网站备注',
  languages: 'zh-CN',
  legalRepresentative: '周建明',
  message: '网站备注没有说明网站的具体内容和用途。',
  messageId: `msg_${ID}_${ID}_9`,
  mobile: '13800001234',
  name: '云帆样例科技',
  notice: '1',
  number: '粤ICP备2026000001号',
  publicSecurityNumber: '粤公网安备44030502000001号',
  officePhone: '0755-86000018',
  organizer: '粤ICP备2026000001号',
  page: 'pG7kQ2vX9rT4mW1z',
  person: 'principal',
  phone: '138****1234',
  product: 'cvm',
  province: '440000',
  reason: '网站备注没有说明网站的具体内容和用途。',
  region: ['440000', 'ap-guangzhou'],
  remark: '介绍本公司的软件产品与技术服务，不涉及经营性内容和前置审批内容。',
  requestId: '8f14e45f-ceea-467f-a8d2-3e0b0c6d1f20',
  resourceId: 'ins-gz000001',
  roleArn: 'qcs::cam::uin/100000000001:roleName/icp-filing',
  ruleId: 'DM-01',
  settled: 'name',
  stateLabel: '草稿',
  subject: 'principal',
  suggestion: '请写明网站主要展示什么内容、面向哪些访客。',
  taken: 'name',
  termsTextVersion: '2026-11',
  textVersion: '2026-11',
  ticket: ['qR8tY2uI5oP1aS4dF7gH0j', 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln'],
  token: [SECRET, 'qR8tY2uI5oP1aS4dF7gH0j', 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln'],
  url: 'https://partner.example/icp-filing',
  websites: '粤ICP备2026000001号-1',
  word: '电话号码已经更换，请拨打新号码。',
};

/** For fields without a sample of their own: the first that fits. */
const TEXTS: readonly string[] = [
  '示例',
  'example',
  '440000',
  SECRET,
  'qR8tY2uI5oP1aS4dF7gH0j',
  `site-owner:${ID}`,
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
];

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxLength?: number;
  readonly propertyNames?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: ID,
  'date-time': '2026-11-24T02:00:00.000Z',
  date: '2031-05-06',
  uri: 'https://example.com/one',
  email: 'zhou.jianming@example.com',
};

/** An example of what a schema describes, with everything that may be there. */
export function exampleOf(schema: unknown, components: Json, field = ''): unknown {
  const inner = schema as Schema;
  if (inner.$ref) return exampleOf(components[inner.$ref.split('/').at(-1) ?? ''], components, field);
  if (inner.const !== undefined) return inner.const;
  if (inner.enum) return inner.enum[0];
  const choice = inner.anyOf?.[0] ?? inner.oneOf?.[0];
  if (choice) return exampleOf(choice, components, field);
  switch (inner.type) {
    case 'object':
      return exampleObject(inner, components);
    case 'array':
      if (inner.prefixItems) return inner.prefixItems.map((item) => exampleOf(item, components, field));
      return [exampleOf(inner.items ?? {}, components, field)];
    case 'string':
      return exampleText(inner, field);
    case 'integer':
    case 'number':
      return Math.max(inner.minimum ?? 1, (inner.exclusiveMinimum ?? 0) + 1, 1);
    case 'boolean':
      return inner.default ?? true;
    default:
      return exampleText({}, field);
  }
}

function exampleObject({ properties = {}, additionalProperties, propertyNames }: Schema, components: Json): unknown {
  const named = Object.entries(properties).map(([name, part]) => [name, exampleOf(part, components, name)]);
  if (named.length > 0 || typeof additionalProperties !== 'object') return Object.fromEntries(named);
  const name = String(exampleOf(propertyNames ?? {}, components, 'name'));
  return { [name]: exampleOf(additionalProperties, components, name) };
}

function exampleText({ format = '', pattern, maxLength = Number.POSITIVE_INFINITY }: Schema, field: string): string {
  const fits = (text: string) => text.length <= maxLength && (!pattern || new RegExp(pattern, 'u').test(text));
  return FORMATS[format] ?? [SAMPLES[field] ?? [], ...TEXTS].flat().find(fits) ?? '…';
}
