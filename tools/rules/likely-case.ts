import * as fc from 'fast-check';
import { ENTERPRISE, SAMPLE_SERVER } from 'specimens/people.ts';
import type { EligibilityCase, WebsiteFacts } from '../../shared/domain/rules/case.ts';
import { anyEligibilityCase } from './any-case.ts';

/** Checks that mostly pass: a good one with the records of some filing type, up to two parts of which are anything else. */

type Change = (eligibilityCase: EligibilityCase, other: EligibilityCase) => EligibilityCase;

const known = <T>(value: T) => ({ known: true, value }) as const;
const NONE = known(undefined);
const HERE = known({ number: '粤ICP备2026000001号', filedHere: 'this-account', websites: 2 } as const);
const AWAY = known({ number: '粤ICP备2026000002号', filedHere: 'no', websites: 1 } as const);
const domainOf = (sameOrganizer: boolean, connectedHere: boolean) =>
  known({ number: '粤ICP备2026000001号-1', sameOrganizer, connectedHere });

/** What is filed about an organizer, and about a domain. */
const RECORDS = [
  [NONE, NONE],
  [HERE, NONE],
  [AWAY, NONE],
  [AWAY, domainOf(true, false)],
  [HERE, domainOf(true, false)],
  [HERE, domainOf(true, true)],
  [HERE, domainOf(false, false)],
] as const;

const GOOD: Pick<EligibilityCase, 'now' | 'openProvinces' | 'input'> & { readonly facts: WebsiteFacts } = {
  now: new Date('2026-11-25T02:00:00Z'),
  openProvinces: ['440000', '350000', '120000'],
  input: {
    region: ENTERPRISE.region,
    organizerKind: 'enterprise',
    certificateType: 'business-licence',
    certificateNumber: ENTERPRISE.licence.creditCode,
    domain: ENTERPRISE.domain,
    cloudService: SAMPLE_SERVER,
  },
  facts: {
    domain: known({
      source: 'account',
      ownerName: ENTERPRISE.organizer.name,
      ownerKind: 'enterprise',
      realName: 'approved',
      expiresOn: '2028-06-01',
      registrar: '样例注册商有限公司',
      statuses: [],
    }),
    domainRecord: NONE,
    cloudService: known({
      inMainland: true,
      prepaid: true,
      publicIps: ['203.0.113.7'],
      createdAt: new Date('2026-03-01T00:00:00Z'),
      expiresAt: new Date('2027-09-01T00:00:00Z'),
      running: true,
    }),
  },
};

const CHANGES: readonly Change[] = [
  ...(Object.keys(GOOD.input) as (keyof EligibilityCase['input'])[]).map(
    (name): Change =>
      (eligibilityCase, { input }) => ({
        ...eligibilityCase,
        input: { ...eligibilityCase.input, [name]: input[name] },
      }),
  ),
  ...(['domain', 'domainRecord', 'cloudService', 'isOpen'] as const).map(
    (name): Change =>
      (eligibilityCase, { facts }) => ({
        ...eligibilityCase,
        facts: { ...eligibilityCase.facts, [name]: facts[name] },
      }),
  ),
  ...(['organizerRecord', 'hasUnfinishedFiling', 'approvedRegistrars', 'now'] as const).map(
    (name): Change =>
      (eligibilityCase, other) => ({ ...eligibilityCase, [name]: other[name] }),
  ),
];

export const likelyEligibilityCase: fc.Arbitrary<EligibilityCase> = fc
  .tuple(fc.constantFrom(...RECORDS), fc.subarray([...CHANGES], { maxLength: 2 }), anyEligibilityCase)
  .map(([[organizerRecord, domainRecord], changes, other]) =>
    changes.reduce<EligibilityCase>((eligibilityCase, change) => change(eligibilityCase, other), {
      ...GOOD,
      facts: { ...GOOD.facts, domainRecord },
      organizerRecord,
    }),
  );
