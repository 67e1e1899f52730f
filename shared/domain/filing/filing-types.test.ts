import { describe, expect, it } from 'vitest';
import { FILING_TYPE_NAMES, FILING_TYPES, type FilingType, partOf, RECORD_PARTS, typeFor } from './filing-types.ts';

const column = <T>(cellOf: (type: FilingType) => T) =>
  Object.fromEntries(FILING_TYPE_NAMES.map((type) => [type, cellOf(type)]));

describe('the seven filing types', () => {
  it('have the names that people know', () => {
    expect(column((type) => FILING_TYPES[type].label)).toEqual({
      first: '首次备案',
      'new-website': '新增网站',
      'new-access': '接入备案',
      change: '变更备案',
      'end-access': '取消接入',
      'cancel-website': '注销网站',
      'cancel-organizer': '注销主体',
    });
  });

  it('start from a check of the inputs, or from a record', () => {
    expect(FILING_TYPE_NAMES.filter((type) => FILING_TYPES[type].startsFrom === 'record')).toEqual([
      'change',
      'end-access',
      'cancel-website',
      'cancel-organizer',
    ]);
  });

  it('say whom the SMS verification asks, and whom our own code', () => {
    expect(column((type) => [FILING_TYPES[type].sms, FILING_TYPES[type].ownCode])).toEqual({
      first: ['principal-and-site-owner', 'none'],
      'new-website': ['principal-and-site-owner', 'none'],
      'new-access': ['site-owner', 'none'],
      change: ['of-the-difference', 'none'],
      'end-access': ['none', 'site-owner'],
      'cancel-website': ['site-owner', 'site-owner'],
      'cancel-organizer': ['principal', 'principal'],
    });
  });

  it('need materials, a liveness check and the initial review, but for endings', () => {
    expect(column((type) => [FILING_TYPES[type].materials, FILING_TYPES[type].initialReview])).toEqual({
      first: ['all', 'always'],
      'new-website': ['all', 'always'],
      'new-access': ['all', 'always'],
      change: ['of-the-difference', 'always'],
      'end-access': ['none', 'as-configured'],
      'cancel-website': ['none', 'as-configured'],
      'cancel-organizer': ['none', 'as-configured'],
    });
  });

  it('say what the approval does to the record', () => {
    expect(column((type) => FILING_TYPES[type].approval)).toEqual({
      first: 'begins-record',
      'new-website': 'adds-websites',
      'new-access': 'adds-accesses',
      change: 'writes-difference',
      'end-access': 'ends-accesses',
      'cancel-website': 'ends-websites',
      'cancel-organizer': 'ends-record',
    });
  });

  it('follow from what is filed', () => {
    expect([
      typeFor('unfiled', 'unfiled'),
      typeFor('filed', 'unfiled'),
      typeFor('filed', 'filed-elsewhere'),
      typeFor('filed', 'filed-here'),
      typeFor('unfiled', 'filed-elsewhere'),
    ]).toEqual(['first', 'new-website', 'new-access', 'change', undefined]);
  });

  it('know for each part of a record whether it may be another one', () => {
    const inChange = RECORD_PARTS.map((part) => `${part} ${FILING_TYPES.change.fields[part]}`);
    expect(inChange).toEqual([
      'province fixed',
      'certificate proven',
      'organizer.name proven',
      'organizer.certificateAddress editable',
      'organizer.legalRepresentative proven',
      'organizer.address editable',
      'organizer.investor editable',
      'organizer.remark editable',
      'principal.person proven',
      'principal.contacts editable',
      'website.domain fewer',
      'website.cloudService editable',
      'website.name editable',
      'website.homeUrl editable',
      'website.contents editable',
      'website.preApprovals proven',
      'siteOwner.person proven',
      'siteOwner.contacts editable',
    ]);
    expect(new Set(Object.values(FILING_TYPES['cancel-organizer'].fields))).toEqual(new Set(['fixed']));
  });
});

describe('the part of a record that a path is in', () => {
  it.each([
    ['eligibility.region', 'province'],
    ['eligibility.certificateNumber', 'certificate'],
    ['organizer.name', 'organizer.name'],
    ['organizer.address.detail', 'organizer.address'],
    ['principal.name', 'principal.person'],
    ['principal.idValidTo', 'principal.person'],
    ['principal.mobile', 'principal.contacts'],
    ['websites.3.domain', 'website.domain'],
    ['websites.0.cloudService.resourceId', 'website.cloudService'],
    ['websites.0.details.name', 'website.name'],
    ['websites.0.details.serviceContents', 'website.contents'],
    ['websites.0.details.preApprovals', 'website.preApprovals'],
    ['websites.1.siteOwner.email', 'siteOwner.contacts'],
    ['websites.1.siteOwner.isLegalRepresentative', 'siteOwner.person'],
    ['eligibility.domain', undefined],
    ['organizer.unknown', undefined],
    ['websites', undefined],
  ])('%s: %s', (path, part) => {
    expect(partOf(path)).toBe(part);
  });
});
