import { describe, expect, it } from 'vitest';
import { type DomainRecord, type OrganizerRecord, WITHHELD } from '../../facts.ts';
import { change, enterpriseCheck, individualCheck } from '../cases.ts';
import { canBeOnCertificate, checkEligibility } from './eligibility.ts';
import { filingTypeOf } from './filing-type.ts';

const organizer = (filedHere: OrganizerRecord['filedHere'], websites = 2): OrganizerRecord => ({
  number: '粤ICP备2021012345号',
  filedHere,
  websites,
});
const domain = (sameOrganizer: boolean, connectedHere: boolean): DomainRecord => ({
  number: '粤ICP备2021012345号-1',
  sameOrganizer,
  connectedHere,
});
const none = undefined;

const check = (
  organizerRecord: OrganizerRecord | undefined,
  domainRecord: DomainRecord | undefined,
  region = '440000',
) =>
  checkEligibility(
    change(enterpriseCheck, {
      organizerRecord: { known: true, value: organizerRecord },
      'facts.domainRecord': { known: true, value: domainRecord },
      'input.region': region,
    }),
  );

describe('the filing type', () => {
  it.each([
    [none, none, 'first'],
    [none, domain(false, false), undefined],
    [organizer('no'), none, 'new-website'],
    [organizer('no'), domain(true, false), 'new-access'],
    [organizer('no'), domain(true, true), 'change'],
    [organizer('no'), domain(false, false), undefined],
  ])('follows from the two records: %j and %j give %s', (organizerRecord, domainRecord, filingType) => {
    expect(filingTypeOf(organizerRecord, domainRecord)).toBe(filingType);
  });
});

describe('eligibility check', () => {
  it.each([
    ['nothing is filed', none, none, '440000', 'first'],
    ['the organizer is filed here', organizer('this-account'), none, '440000', 'new-website'],
    ['the organizer is filed elsewhere', organizer('no'), none, '440000', 'new-website'],
    [
      'an empty shell may add one',
      { ...organizer('no', 0), number: '津ICP备2021012345号' },
      none,
      '120000',
      'new-website',
    ],
    ['its domain is filed elsewhere', organizer('no'), domain(true, false), '440000', 'new-access'],
    ['its domain is not connected here', organizer('this-account'), domain(true, false), '440000', 'new-access'],
  ])('finds the type when %s', (_, organizerRecord, domainRecord, region, filingType) => {
    expect(check(organizerRecord, domainRecord, region).filingType).toBe(filingType);
  });

  it.each([
    ['the organizer belongs to another account', organizer('other-account'), none, ['FT-12']],
    ['an empty shell must be cancelled first', organizer('no', 0), none, ['FT-15']],
    ['the domain is connected here already', organizer('this-account'), domain(true, true), ['FT-11']],
    ['the domain is connected here by another account', organizer('other-account'), domain(true, true), ['FT-12']],
    ['the domain of another account moved away', organizer('other-account'), domain(true, false), ['FT-12']],
    ['the domain is another organizer’s as well', organizer('other-account'), domain(false, true), ['FT-12']],
    ['another account has an empty shell', organizer('other-account', 0), none, ['FT-12']],
    ['the domain belongs to another organizer', organizer('no'), domain(false, false), ['FT-09']],
    ['the domain is filed and the organizer is not', none, domain(false, false), ['FT-10']],
  ])('is refused when %s', (_, organizerRecord, domainRecord, rules) => {
    const { filingType, findings } = check(organizerRecord, domainRecord);

    expect(filingType).toBeUndefined();
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(rules);
  });

  it('returns no type while a record is unavailable', () => {
    const { filingType, findings } = checkEligibility({ ...enterpriseCheck, organizerRecord: { known: false } });

    expect(filingType).toBeUndefined();
    expect(findings).toEqual([
      {
        ruleId: 'FT-90',
        severity: 'block',
        field: 'certificateNumber',
        message: '暂时查询不到该主体的备案记录，无法判断备案类型、核对备案号，请稍后重试。',
        params: {},
      },
    ]);
  });

  it('returns no type, and no finding either, while the records are withheld', () => {
    const withheld = change(enterpriseCheck, { organizerRecord: WITHHELD, 'facts.domainRecord': WITHHELD });
    const withCode = change(withheld, {
      'input.cloudService': { kind: 'authorization-code', code: 'ABCD-1234-EFGH-5678' },
      'facts.cloudService': WITHHELD,
    });

    expect([checkEligibility(withheld), checkEligibility(withCode)]).toEqual([{ findings: [] }, { findings: [] }]);
  });

  it('accepts an old certificate number while the records are withheld, which alone can tell whether it is right', () => {
    const old = change(enterpriseCheck, { 'input.certificateNumber': '440300000000001', organizerRecord: WITHHELD });
    const none = change(old, { organizerRecord: { known: true } });

    expect(checkEligibility(old).findings.map(({ ruleId }) => ruleId)).toEqual(['FD-06']);
    expect(checkEligibility(none).findings.map(({ ruleId }) => ruleId)).toEqual(['FD-01', 'FD-06']);
  });

  it('only warns while the domain’s registration is unavailable', () => {
    const { filingType, findings } = checkEligibility(change(enterpriseCheck, { 'facts.domain': { known: false } }));

    expect(filingType).toBe('first');
    expect(findings.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([['DM-91', 'warn']]);
  });

  it('returns all findings at once, with their parameters', () => {
    const { findings } = checkEligibility(
      change(individualCheck, {
        'input.region': '310000',
        'input.domain': 'www.example.com',
        'facts.domain.value.expiresOn': '2027-01-01',
      }),
    );

    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['FT-01', 'DM-02', 'DM-07']);
    expect(findings[0]?.message).toBe(
      '本平台目前仅支持广东省、福建省、天津市的备案，请选择已开通的省份；其他省份请通过当地的接入服务商办理。',
    );
    expect(findings[2]?.message).toBe('该域名剩余有效期不足3个月，不符合上海市管局要求，请先续费。');
    expect(findings[2]?.params).toEqual({ months: 3 });
  });
});

describe('a certificate number', () => {
  it.each([
    ['an enterprise’s', enterpriseCheck, '91440300MAYH3K7264', true],
    ['with a wrong check character', enterpriseCheck, '91440300MAYH3K7265', false],
    ['half typed', enterpriseCheck, '91440300MA', false],
    ['of before credit codes', enterpriseCheck, '440300000000001', true],
    ['a person’s', individualCheck, '440106199704189988', true],
    ['with a wrong check digit', individualCheck, '440106199704189989', false],
    ['of the first ID cards', individualCheck, '440106970418998', false],
    ['empty', individualCheck, ' ', false],
  ])('is worth a search for records only if a certificate can bear it: %s', (_, { input, now }, number, can) => {
    expect(canBeOnCertificate({ ...input, certificateNumber: number }, now)).toBe(can);
  });
});
