import { createHash } from 'node:crypto';
import { maskAddress, maskEmail, maskIdNumber, maskName, maskPhone } from '../../../shared/domain/identity/mask.ts';

/** The id of a name: another one for each, the same at every run. */
const idOf = (name: string): string =>
  `6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f${createHash('sha256').update(name).digest('hex').slice(0, 4)}`;

const ID = idOf('id');
const SECRET = 'mK3v9Qw2ZrT6yXb1LpN8cHd5GsJ4fVa7EuRiOtPqWsA';

/** What fields of a name hold: the first that fits; `owner.field` is said of one object only. Nobody and nothing of it exists. */
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
  idNumber: '440305198806159974',
  idValidFrom: '2019-03-11',
  idValidTo: '2039-03-11',
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
  subject: ['organizer', 'principal'],
  suggestion: '请写明网站主要展示什么内容、面向哪些访客。',
  taken: 'name',
  termsTextVersion: '2026-11',
  textVersion: '2026-11',
  ticket: ['qR8tY2uI5oP1aS4dF7gH0j', 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln'],
  token: [SECRET, 'qR8tY2uI5oP1aS4dF7gH0j', 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln'],
  'page.url': 'https://liveness.example/check',
  'post.url': 'https://uploads.example/',
  'put.url': `https://uploads.example/${ID}.jpg?q-sign-algorithm=sha1&q-signature=9f86d081`,
  url: 'https://partner.example/icp-filing',
  'view.url': `https://views.example/${ID}?q-signature=9f86d081`,
  websites: '粤ICP备2026000001号-1',
  word: '电话号码已经更换，请拨打新号码。',
};

/** Of an object that is a person. */
const PERSON: typeof SAMPLES = { name: '周建明' };

/** How replies hide what is personal. */
const MASKS: Readonly<Record<string, (value: string) => string>> = {
  certificateAddress: maskAddress,
  certificateNumber: maskIdNumber,
  detail: maskAddress,
  email: maskEmail,
  emergencyPhone: maskPhone,
  idNumber: maskIdNumber,
  investor: maskName,
  legalRepresentative: maskName,
  mobile: maskPhone,
  officePhone: maskPhone,
};

/** Objects whose keys no schema names. */
const RECORDS: Readonly<Record<string, object>> = {
  'post.fields': {
    key: `inbox/${ID}.jpg`,
    'Content-Type': 'image/jpeg',
    policy: 'eyJleHBpcmF0aW9uIjoiMjAyNi0xMS0yNFQwMjoxMDowMFoifQ==',
    'q-signature': '0c1f2b7f1a016b1e9a5e3c1f4f0e9a530c1f2b7f',
  },
  'put.headers': { 'Content-Type': 'image/jpeg' },
  params: { domain: 'yunfan-keji.cn' },
};

const NUMBERS: Readonly<Record<string, number>> = { bytes: 412_345, confidence: 0.97, similarity: 0.97 };

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

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-11-24T02:00:00.000Z',
  date: '2031-05-06',
  uri: 'https://example.com/one',
  email: 'zhou.jianming@example.com',
};

/** Where a value stands: in which field of which owner; the owner may be a person, and a reply hides what is personal. */
export interface Place {
  readonly field: string;
  readonly owner: string;
  readonly isPerson: boolean;
  readonly isReply: boolean;
}

interface TextSchema {
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
}

/** A text that the schema takes. */
export function exampleText(schema: TextSchema, { field, owner, isPerson, isReply }: Place): string {
  const { format = '', pattern, maxLength = Number.POSITIVE_INFINITY } = schema;
  if (format === 'uuid') return idOf(field.replace(/s$/, ''));
  const fits = (text: string) => text.length <= maxLength && (!pattern || new RegExp(pattern).test(text));
  const samples = [SAMPLES[`${owner}.${field}`] ?? [], (isPerson && PERSON[field]) || (SAMPLES[field] ?? [])].flat();
  const mask = isReply ? (field === 'name' && isPerson ? maskName : MASKS[field]) : undefined;
  const all = [...(mask ? samples.map(mask) : []), ...samples, FORMATS[format] ?? [], ...TEXTS].flat();
  return all.find(fits) ?? '…';
}

/** A number that the schema takes. */
export const exampleNumber = (least: number, { field }: Place): number => NUMBERS[field] ?? Math.max(least, 1);

/** An object whose keys no schema names; undefined where nothing is known of it. */
export const exampleRecord = ({ field, owner }: Place): object | undefined =>
  RECORDS[`${owner}.${field}`] ?? RECORDS[field];
