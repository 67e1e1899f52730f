import * as fc from 'fast-check';
import { ENTERPRISE } from 'specimens/people.ts';
import * as z from 'zod/mini';
import { cities, type Division, districts } from '../../contracts/data/divisions.ts';
import { PROVINCES } from '../../contracts/data/provinces.ts';
import { checkCharacter } from '../../shared/domain/identity/identity-number.ts';
import type { EligibilityCase, FilingCase } from '../../shared/domain/rules/case.ts';
import { allowed, type Hints, type JsonSchema } from '../fuzz/values.ts';
import { text, wild, words } from './any-text.ts';
import { eligibilityCase, filingCase } from './case-file.ts';

/**
 * Cases of every shape that a case file may have: plausible values beside any text at all, including surrogate halves and
 * characters beyond the basic plane.
 */

const someCodes = (divisions: readonly Division[]) => divisions.slice(0, 40).map(({ code }) => code);
const provinceCode = fc.constantFrom(...PROVINCES.map(({ code }) => code));
const served = fc.constantFrom('440000', '350000', '120000');
const region = fc.oneof(
  { weight: 4, arbitrary: served },
  { weight: 6, arbitrary: provinceCode },
  { weight: 1, arbitrary: wild },
);

const twoDigits = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
const idNumber = fc.oneof(
  // The check character is right, so that the birth date and what follows from it are checked.
  fc
    .tuple(
      provinceCode,
      fc.integer({ min: 1890, max: 2030 }),
      twoDigits(13),
      twoDigits(32),
      twoDigits(99),
      twoDigits(9),
    )
    .map((parts) => parts.join('').slice(0, 17))
    .map((digits) => digits + checkCharacter(digits)),
  text('440106199704189988', '11010519491231002x', '810000199001011234', '440106970418998', 'E99999901', 'H99999901'),
);

const day = words('2016-05-10 2026-11-25 2027-02-24 2036-05-10 2026-02-30 9999-12-31 0000-00-00 long-term');

const instant = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString());

const domain = words(
  'yunfan-keji.cn www.yunfan-keji.cn example.com example.org 例子.中国 xn--fsqu00a.xn--fiqs8s a.gov.cn ' +
    'com.cn 10.0.0.1 [::1] example.io EXAMPLE．COM。 a..b -a.com xn--.com xn--99999.cn',
);

const names = words(
  '深圳市云帆样例科技有限公司 云帆样例科技 周建明 山间手记 中国云帆新闻 我的网站 和平手记 广州南山区 P2P基金管理 ' +
    '学院论坛 yunfan-keji.cn 星河.com 12345 云帆（样例） 医院诊所',
  'Xing He',
);

const addresses = words(
  '广东省深圳市南山区科苑南路168号 科苑路88号1203室 样例大厦 市辖区空港经济区 华苑产业区 样例大学 上海市徐汇区1-2-3',
);

const remarks = text(
  '',
  '通信地址已为最详细',
  '联系方式2中手机号使用人为张三，与网站主办者关系为父子',
  '许可证',
  '介绍本公司的产品与服务。'.repeat(20),
);

const phones = text(
  ENTERPRISE.principal.mobile,
  // A virtual operator's.
  ENTERPRISE.principal.mobile.replace(/^.{3}/, '170'),
  '0755-86000017',
  '010-12345678-1',
  '１３８２２２３００１７',
  '138 2223 0017',
);

const certificateNumber = fc.oneof(
  text('91440300MAYH3K7264', '91440300MAYH3K7265', '440301103097413', '12345678-9'),
  idNumber,
);

const websiteId = text('w1', 'w2', 'w3');

const readKeys = fc.constantFrom(
  ...['name', 'creditCode', 'idNumber', 'address', 'legalRepresentative', 'validFrom', 'validTo'],
);

/** By the names of fields. */
const HINTS: Hints = {
  values: {
    now: fc.oneof(fc.constant('2026-11-25T02:00:00Z'), instant),
    createdAt: instant,
    expiresAt: instant,
    expiresOn: fc.constantFrom('2020-01-01', '2026-11-25', '2026-12-20', '2027-02-25', '2030-01-01'),
    openProvinces: fc.oneof({ weight: 3, arbitrary: served }, provinceCode),
    approvedRegistrars: wild,
    registrar: text('样例注册商有限公司'),
    ownerName: names,
    statuses: wild,
    publicIps: fc.ipV4(),
    websitesElsewhere: fc.nat(8),
    number: text('', '样例1号'),
    websites: fc.nat(40),
    region: fc.oneof(region, fc.constantFrom('ap-guangzhou', 'ap-hongkong')),
    resourceId: text('ins-sample1', 'ins-sample2'),
    code: text('code-1', 'code-2'),
    certificateNumber,
    domain,
    id: websiteId,
    name: names,
    certificateAddress: addresses,
    detail: addresses,
    province: region,
    city: text('440300', ...someCodes(cities())),
    district: text('440305', '', ...someCodes(districts())),
    legalRepresentative: names,
    investor: names,
    remark: remarks,
    idNumber,
    idValidFrom: day,
    idValidTo: day,
    mobile: phones,
    officePhone: phones,
    emergencyPhone: phones,
    numbersElsewhere: fc.constant(ENTERPRISE.principal.mobile),
    email: text('zhou@example.com', '周@例子.中国', 'a@b', 'a@b..c'),
    homeUrl: fc.oneof(domain, text('www.yunfan-keji.cn', 'https://www.example.com/', 'a.com b.com', 'http://[')),
    serviceContents: fc.oneof(fc.integer({ min: 1, max: 25 }), fc.integer()),
    languages: text('zh-CN', 'en'),
    kind: text('NEWS', 'BBS', 'FINANCE', 'GAME'),
    subject: fc.oneof(
      fc.constantFrom('organizer', 'principal'),
      websiteId.map((id) => `website:${id}`),
    ),
    text: fc.oneof(names, addresses, idNumber, day),
    ruleId: fc.constant('MT-06'),
    field: fc.constant('file'),
    message: fc.constant('证件上有反光。'),
    params: fc.constant('照片'),
  },
  keys: {
    facts: websiteId,
    liveness: websiteId,
    fields: readKeys,
    certificate: readKeys,
  },
  // Beside the rest they make sense for one type of filing each.
  leftOut: ['before', 'drafts', 'record', 'reached', 'numberTakenOver', 'otherDomains', 'suggestion'],
};

/** Made as a file is, and read like one. */
function casesOf<T>(schema: z.ZodMiniType<T>): fc.Arbitrary<T> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return allowed(json, HINTS).map((value) => schema.parse(value));
}

/** Any eligibility check. */
export const anyEligibilityCase: fc.Arbitrary<EligibilityCase> = casesOf(eligibilityCase);

/** Any filing, from an empty draft on. */
export const anyFilingCase: fc.Arbitrary<FilingCase> = casesOf(filingCase);
