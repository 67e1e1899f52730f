import type { EligibilityInput, Person } from '../filing/filing.ts';
import { checkCharacter } from '../identity/identity-number.ts';
import type { AnyCase, CaseDocument, EligibilityCase, FilingCase, WebsiteFacts } from './case.ts';

/** Cases for tests: two without findings, and changes of them. All people are invented. */

export const NOW = new Date('2026-11-25T02:00:00Z');

/** An ID number from its first 17 digits. */
export const idNumber = (digits: string): string => digits + checkCharacter(digits);

/** ID numbers by age on the day of `NOW`. Birthdays at the age limits are on that day or the day after. */
export const BORN = {
  fifteen: idNumber('44030520101126999'),
  sixteen: idNumber('44030520101125999'),
  seventeen: idNumber('44030520081126999'),
  eighteen: idNumber('44030520081125999'),
} as const;

const CREDIT_CODE = '91440300MAYH3K7264';
const INDIVIDUAL_NUMBER = idNumber('44010619920318998');

const cloudService = { kind: 'resource', product: 'cvm', resourceId: 'ins-sample1', region: 'ap-guangzhou' } as const;

const enterpriseInput: EligibilityInput = {
  region: '440000',
  organizerKind: 'enterprise',
  certificateType: 'business-licence',
  certificateNumber: CREDIT_CODE,
  domain: 'xinghe-sample.com',
  cloudService,
};

const individualInput: EligibilityInput = {
  ...enterpriseInput,
  organizerKind: 'individual',
  certificateType: 'id-card',
  certificateNumber: INDIVIDUAL_NUMBER,
  domain: 'linjian-sample.cn',
};

const principal: Person = {
  name: '陈星远',
  certificateType: 'id-card',
  idNumber: idNumber('44030519850612997'),
  idValidFrom: '2016-05-10',
  idValidTo: '2036-05-10',
  mobile: '13822201234',
  officePhone: '0755-86001200',
  emergencyPhone: '0755-86001234',
  email: 'chen@example.com',
  isLegalRepresentative: true,
};

const siteOwner: Person = {
  name: '何书云',
  certificateType: 'id-card',
  idNumber: idNumber('44030519970823998'),
  idValidFrom: '2022-09-01',
  idValidTo: '2032-09-01',
  mobile: '13922205678',
  officePhone: '0755-86001201',
  emergencyPhone: '13722208888',
  email: 'he@example.com',
  isLegalRepresentative: false,
};

const individualPerson: Person = {
  name: '林知秋',
  certificateType: 'id-card',
  idNumber: INDIVIDUAL_NUMBER,
  idValidFrom: '2020-01-15',
  idValidTo: '2040-01-15',
  mobile: '13822209999',
  officePhone: '020-38001202',
  emergencyPhone: '13722207777',
  email: 'lin@example.com',
  isLegalRepresentative: false,
};

const factsFor = (ownerName: string, ownerKind: 'enterprise' | 'individual'): WebsiteFacts => ({
  domain: {
    known: true,
    value: {
      source: 'account',
      ownerName,
      ownerKind,
      realName: 'approved',
      expiresOn: '2028-06-01',
      registrar: '样例注册商有限公司',
      statuses: [],
    },
  },
  domainRecord: { known: true, value: undefined },
  cloudService: {
    known: true,
    value: {
      inMainland: true,
      prepaid: true,
      publicIps: ['203.0.113.7'],
      createdAt: new Date('2026-03-01T00:00:00Z'),
      expiresAt: new Date('2027-09-01T00:00:00Z'),
      running: true,
    },
  },
});

const ready = (kind: CaseDocument['kind'], subject: CaseDocument['subject']): CaseDocument => ({
  kind,
  subject,
  state: 'ready',
  findings: [],
});

const read = (text: string) => ({ text, confidence: 0.98 });

const ORGANIZER_NAME = '深圳市星河样例科技有限公司';
const ORGANIZER_ADDRESS = '广东省深圳市南山区科苑路88号样例大厦1203室';

/** A complete enterprise filing in 广东, whose site owner is not the principal. */
export const enterprise: FilingCase = {
  now: NOW,
  openProvinces: ['440000', '350000', '120000'],
  organizerRecord: { known: true, value: undefined },
  filingType: 'first',
  contents: {
    eligibility: enterpriseInput,
    organizer: {
      name: ORGANIZER_NAME,
      certificateAddress: ORGANIZER_ADDRESS,
      address: { province: '440000', city: '440300', district: '440305', detail: '科苑路88号样例大厦1203室' },
      legalRepresentative: '陈星远',
    },
    principal,
    websites: [
      {
        id: 'w1',
        domain: enterpriseInput.domain,
        cloudService,
        details: {
          name: '星河样例科技',
          homeUrl: 'www.xinghe-sample.com',
          serviceContents: [8],
          languages: ['zh-CN'],
          preApprovals: [],
          remark: '介绍本公司的产品与服务。',
        },
        siteOwner,
      },
    ],
  },
  facts: { w1: factsFor(ORGANIZER_NAME, 'enterprise') },
  documents: [
    {
      ...ready('business-licence', 'organizer'),
      fields: {
        name: read(ORGANIZER_NAME),
        creditCode: read(CREDIT_CODE),
        legalRepresentative: read('陈星远'),
        address: read(ORGANIZER_ADDRESS),
      },
    },
    ready('commitment-letter', 'organizer'),
    {
      ...ready('id-front', 'principal'),
      fields: { name: read('陈星远'), idNumber: read(principal.idNumber) },
    },
    {
      ...ready('id-back', 'principal'),
      fields: { validFrom: read('2016-05-10'), validTo: read('2036-05-10') },
    },
    ready('id-front', 'website:w1'),
    ready('id-back', 'website:w1'),
    ready('handheld-photo', 'website:w1'),
  ],
  liveness: { w1: { state: 'passed', expiresAt: new Date('2026-11-27T00:00:00Z') } },
  consentGiven: true,
  termsAccepted: true,
};

/** A complete filing of an individual in 广东. */
export const individual: FilingCase = {
  ...enterprise,
  contents: {
    eligibility: individualInput,
    organizer: {
      name: '林知秋',
      certificateAddress: '广东省广州市天河区体育东路66号样例花园3栋802房',
      address: { province: '440000', city: '440100', district: '440106', detail: '体育东路66号样例花园3栋802房' },
    },
    principal: individualPerson,
    websites: [
      {
        id: 'w1',
        domain: individualInput.domain,
        cloudService,
        details: {
          name: '林间手记',
          homeUrl: 'www.linjian-sample.cn',
          serviceContents: [24],
          languages: ['zh-CN'],
          preApprovals: [],
          remark: '记录读书与徒步的心得，不提供互动和经营性服务。',
        },
      },
    ],
  },
  facts: { w1: factsFor('林知秋', 'individual') },
  documents: [
    ready('commitment-letter', 'organizer'),
    {
      ...ready('id-front', 'principal'),
      fields: {
        name: read('林知秋'),
        idNumber: read(INDIVIDUAL_NUMBER),
        address: read('广东省广州市天河区体育东路66号样例花园3栋802房'),
      },
    },
    ready('id-back', 'principal'),
    ready('handheld-photo', 'website:w1'),
  ],
};

/** The eligibility checks of both. */
export const enterpriseCheck: EligibilityCase = {
  now: NOW,
  openProvinces: enterprise.openProvinces,
  input: enterpriseInput,
  organizerRecord: { known: true, value: undefined },
  facts: factsFor(ORGANIZER_NAME, 'enterprise'),
};

export const individualCheck: EligibilityCase = {
  ...enterpriseCheck,
  input: individualInput,
  facts: factsFor('林知秋', 'individual'),
};

/** Values by path in a case, e.g. `contents.principal.mobile`; undefined removes a value. */
export type Changes = Readonly<Record<string, unknown>>;

/** A case with some values changed. */
export function change<C extends AnyCase>(base: C, changes: Changes): C {
  const copy = structuredClone(base) as unknown as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) put(copy, path.split('.'), value);
  return copy as unknown as C;
}

function put(into: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[key] = value;
  else {
    into[key] ??= {};
    put(into[key] as Record<string, unknown>, rest, value);
  }
}

/** A case in which a rule fires at a field, or does not fire. */
export interface RuleCase {
  readonly rule: string;
  readonly changes: Changes;
  readonly of: AnyCase;
  /** Undefined: the rule does not fire. */
  readonly field: string | undefined;
  /** A part of its message. */
  readonly says?: string | undefined;
}

/** By rule id, every complete sentence that the rule produces in a table's cases; a suggestion follows ` → `. */
export type Sentences = Readonly<Record<string, readonly string[]>>;

export const fires = (rule: string, base: AnyCase, changes: Changes, field: string, says?: string): RuleCase => ({
  rule,
  changes,
  of: change(base, changes),
  field,
  says,
});

export const quiet = (rule: string, base: AnyCase, changes: Changes = {}): RuleCase => ({
  rule,
  changes,
  of: change(base, changes),
  field: undefined,
});
