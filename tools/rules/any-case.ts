import * as fc from 'fast-check';
import { ENTERPRISE } from 'specimens/people.ts';
import { cities, type Division, districts } from '../../contracts/data/divisions.ts';
import { PERSON_CERTIFICATE_CODES } from '../../contracts/data/person-certificates.ts';
import { PROVINCES } from '../../contracts/data/provinces.ts';
import type { CloudService, EligibilityInput, Organizer, Person, Website } from '../../shared/domain/filing/filing.ts';
import { FILING_TYPE_NAMES } from '../../shared/domain/filing/filing-types.ts';
import { checkCharacter } from '../../shared/domain/identity/identity-number.ts';
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  type DocumentKind,
  type DocumentSubject,
  type ReadFields,
} from '../../shared/domain/media/document.ts';
import type { CaseDocument, EligibilityCase, FilingCase, WebsiteFacts } from '../../shared/domain/rules/case.ts';
import { known, maybe, text, wild, words } from './any-text.ts';

/**
 * Cases of every shape that the types allow: plausible values beside any text at all, including surrogate halves and
 * characters beyond the basic plane.
 */

const someCodes = (divisions: readonly Division[]) => divisions.slice(0, 40).map(({ code }) => code);
const provinceCode = fc.constantFrom(...PROVINCES.map(({ code }) => code));
const region = fc.oneof({ weight: 8, arbitrary: provinceCode }, { weight: 1, arbitrary: wild });
const organizerKind = fc.constantFrom('enterprise', 'individual');

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
const instant = fc.date({
  min: new Date('1990-01-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});

const domain = words(
  'yunfan-keji.cn www.yunfan-keji.cn example.com example.org 例子.中国 xn--fsqu00a.xn--fiqs8s a.gov.cn ' +
    'com.cn 10.0.0.1 [::1] example.io EXAMPLE．COM。 a..b -a.com xn--.com xn--99999.cn',
);

const cloudService: fc.Arbitrary<CloudService> = fc.oneof(
  fc.record({
    kind: fc.constant('resource'),
    product: fc.constantFrom('cvm', 'lighthouse', 'clb', 'site-host'),
    resourceId: text('ins-sample1', 'ins-sample2'),
    region: text('ap-guangzhou', 'ap-hongkong'),
  }),
  fc.record({ kind: fc.constant('authorization-code'), code: text('code-1', 'code-2') }),
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
  // Of a virtual operator.
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

const input: fc.Arbitrary<EligibilityInput> = fc.record({
  region,
  organizerKind,
  certificateType: fc.constantFrom('business-licence', 'id-card'),
  certificateNumber,
  domain,
  cloudService,
});

const websiteFacts: fc.Arbitrary<WebsiteFacts> = fc.record({
  domain: known(
    fc.record({
      source: fc.constantFrom('account', 'registry', 'unreachable'),
      ownerName: maybe(names),
      ownerKind: maybe(organizerKind),
      realName: fc.constantFrom('approved', 'pending', 'none', 'unknown'),
      expiresOn: maybe(fc.constantFrom('2020-01-01', '2026-11-25', '2026-12-20', '2027-02-25', '2030-01-01')),
      registrar: maybe(text('样例注册商有限公司')),
      statuses: fc.array(wild, { maxLength: 2 }),
    }),
  ),
  domainRecord: known(fc.record({ number: wild, sameOrganizer: fc.boolean(), connectedHere: fc.boolean() })),
  cloudService: known(
    fc.record({
      inMainland: fc.boolean(),
      prepaid: fc.boolean(),
      publicIps: fc.array(fc.ipV4(), { maxLength: 2 }),
      createdAt: instant,
      expiresAt: maybe(instant),
      running: fc.boolean(),
      websitesElsewhere: fc.option(fc.nat(8), { nil: undefined }),
      codeHeldBy: fc.constantFrom(undefined, 'open-filing', 'approved-filing'),
    }),
  ),
  isOpen: maybe(known(fc.boolean())),
});

const organizerRecord = known(
  fc.record({
    number: wild,
    filedHere: fc.constantFrom('this-account', 'other-account', 'no'),
    websites: fc.nat(40),
  }),
);

const circumstances = {
  now: fc.oneof(fc.constant(new Date('2026-11-25T02:00:00Z')), instant),
  openProvinces: fc.subarray(
    PROVINCES.map(({ code }) => code),
    { minLength: 1 },
  ),
  acceptsThreeMonths: maybe(fc.boolean()),
  approvedRegistrars: maybe(fc.array(wild, { maxLength: 3 })),
  organizerRecord,
};

const organizer: fc.Arbitrary<Organizer> = fc.record({
  name: names,
  certificateAddress: addresses,
  address: fc.record({
    province: region,
    city: text('440300', ...someCodes(cities())),
    district: text('440305', '', ...someCodes(districts())),
    detail: addresses,
  }),
  legalRepresentative: maybe(names),
  investor: maybe(names),
  remark: maybe(remarks),
});

const person: fc.Arbitrary<Person> = fc.record({
  name: names,
  certificateType: fc.oneof(
    { weight: 3, arbitrary: fc.constant('id-card' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...PERSON_CERTIFICATE_CODES) },
  ),
  idNumber,
  idValidFrom: day,
  idValidTo: day,
  mobile: phones,
  officePhone: maybe(phones),
  emergencyPhone: phones,
  email: text('zhou@example.com', '周@例子.中国', 'a@b', 'a@b..c'),
  isLegalRepresentative: fc.boolean(),
});

const websiteIds = ['w1', 'w2', 'w3'];
const websiteId = text(...websiteIds);

const website: fc.Arbitrary<Website> = fc.record({
  id: websiteId,
  domain,
  cloudService,
  details: maybe(
    fc.record({
      name: names,
      homeUrl: fc.oneof(domain, text('www.yunfan-keji.cn', 'https://www.example.com/', 'a.com b.com', 'http://[')),
      serviceContents: fc.array(fc.oneof(fc.integer({ min: 1, max: 25 }), fc.integer()), { maxLength: 7 }),
      languages: fc.array(text('zh-CN', 'en'), { maxLength: 3 }),
      preApprovals: fc.array(fc.record({ kind: text('NEWS', 'BBS', 'FINANCE', 'GAME'), number: text('', '样例1号') }), {
        maxLength: 3,
      }),
      remark: remarks,
    }),
  ),
  siteOwner: maybe(person),
});

const readFields: fc.Arbitrary<ReadFields> = fc.dictionary(
  fc.constantFrom('name', 'creditCode', 'idNumber', 'address', 'legalRepresentative', 'validFrom', 'validTo'),
  fc.record({
    text: fc.oneof(names, addresses, idNumber, day),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);

const document: fc.Arbitrary<CaseDocument> = fc.record({
  kind: fc.constantFrom(...(Object.keys(DOCUMENT_KINDS) as DocumentKind[])),
  subject: fc.oneof(
    fc.constantFrom<DocumentSubject>('organizer', 'principal'),
    websiteId.map((id): DocumentSubject => `website:${id}`),
  ),
  state: fc.constantFrom(...DOCUMENT_STATES),
  fields: maybe(readFields),
  findings: fc.constantFrom(
    [],
    [{ ruleId: 'MT-06', severity: 'warn' as const, field: 'file', message: '证件上有反光。', params: {} }],
  ),
});

/** Any eligibility check. */
export const anyEligibilityCase: fc.Arbitrary<EligibilityCase> = fc.record({
  ...circumstances,
  input,
  facts: websiteFacts,
  hasUnfinishedFiling: maybe(fc.boolean()),
});

/** Any filing, from an empty draft to twelve websites. */
export const anyFilingCase: fc.Arbitrary<FilingCase> = fc.record({
  ...circumstances,
  filingType: fc.constantFrom(...FILING_TYPE_NAMES),
  contents: fc.record({
    eligibility: input,
    organizer: maybe(organizer),
    principal: maybe(person),
    websites: fc.oneof(
      { weight: 9, arbitrary: fc.array(website, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.array(website, { maxLength: 12 }) },
    ),
  }),
  numberRecord: maybe(organizerRecord),
  numbersElsewhere: fc.constantFrom(undefined, [], [ENTERPRISE.principal.mobile]),
  company: maybe(
    known(
      fc.record({
        creditCode: fc.boolean(),
        name: fc.boolean(),
        legalRepresentative: fc.boolean(),
        idNumber: fc.boolean(),
        standing: fc.constantFrom('in-business', 'ended', 'other', 'unknown'),
      }),
    ),
  ),
  facts: fc.dictionary(websiteId, websiteFacts, { maxKeys: 3 }),
  documents: fc.array(document, { maxLength: 12 }),
  liveness: fc.dictionary(
    websiteId,
    fc.record({ state: fc.constantFrom('failed', 'passed', 'handed-over'), expiresAt: instant }),
    { maxKeys: 3 },
  ),
  consentGiven: fc.boolean(),
  termsAccepted: fc.boolean(),
});
