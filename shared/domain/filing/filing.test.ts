import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import { CERTIFICATE_LABELS, MAX_WEBSITES, resourceKey, resourcesOf, siteOwnerOf } from './filing.ts';
import { FILING_TYPES } from './filing-types.ts';

describe('the site owner', () => {
  it('of an enterprise’s website is the one named in the website', () => {
    const contents = contentsOf(ENTERPRISE, 'w1');
    const siteOwner = { ...ENTERPRISE.principal, name: '何书云' };
    const [website] = contents.websites.map((filled) => ({ ...filled, siteOwner }));

    expect(website && siteOwnerOf(contents, website)).toBe(siteOwner);
  });

  it('of an individual’s website is the individual', () => {
    const contents = contentsOf(INDIVIDUAL, 'w1');
    const [website] = contents.websites;

    expect(contents.principal).toBeDefined();
    expect(website && siteOwnerOf(contents, website)).toBe(contents.principal);
  });
});

describe('a cloud resource', () => {
  it('is identified by product, region and id', () => {
    const kind = 'resource';

    expect(resourceKey({ kind, product: 'clb', region: 'ap-shanghai', resourceId: 'lb-gz000001' })).toBe(
      'clb ap-shanghai lb-gz000001',
    );
  });

  it('is found for each website without an authorization code', () => {
    const cloudService = {
      kind: 'resource',
      product: 'cvm',
      region: 'ap-guangzhou',
      resourceId: 'ins-gz000001',
    } as const;
    const code = { kind: 'authorization-code', code: 'AAAA-BBBB-CCCC-DDDD' } as const;

    expect(resourcesOf([{ cloudService: code }, { cloudService }])).toEqual([cloudService]);
  });
});

describe('a filing', () => {
  it('has Chinese labels for its type and its certificate', () => {
    expect([FILING_TYPES.first.label, FILING_TYPES.change.label]).toEqual(['首次备案', '变更备案']);
    expect(CERTIFICATE_LABELS).toEqual({ 'business-licence': '营业执照', 'id-card': '居民身份证' });
  });

  it('of an enterprise has at most ten websites, of an individual one', () => {
    expect(MAX_WEBSITES).toEqual({ enterprise: 10, individual: 1 });
  });
});
