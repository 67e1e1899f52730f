import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings.ts';
import {
  CERTIFICATE_LABELS,
  FILING_TYPE_LABELS,
  MAX_WEBSITES,
  resourceKey,
  resourcesOf,
  siteOwnerOf,
} from './filing.ts';

describe('the site owner', () => {
  it('of an enterprise’s website is the one it names', () => {
    const contents = contentsOf(ENTERPRISE, 'w1');
    const siteOwner = { ...ENTERPRISE.principal, name: '何书云' };
    const [website] = contents.websites.map((one) => ({ ...one, siteOwner }));

    expect(website && siteOwnerOf(contents, website)).toBe(siteOwner);
  });

  it('of a person’s website is the person', () => {
    const contents = contentsOf(INDIVIDUAL, 'w1');
    const [website] = contents.websites;

    expect(contents.principal).toBeDefined();
    expect(website && siteOwnerOf(contents, website)).toBe(contents.principal);
  });
});

describe('a cloud resource', () => {
  it('is told from others by its product, its region and its id', () => {
    const kind = 'resource';

    expect(resourceKey({ kind, product: 'clb', region: 'ap-shanghai', resourceId: 'lb-gz000001' })).toBe(
      'clb ap-shanghai lb-gz000001',
    );
  });

  it('is one of those of the websites that do not use an authorization code', () => {
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
  it('is called by its type, and what is shown for it by its kind', () => {
    expect(FILING_TYPE_LABELS).toEqual({
      first: '首次备案',
      'new-website': '新增网站',
      'new-access': '接入备案',
      change: '变更备案',
      cancellation: '注销备案',
    });
    expect(CERTIFICATE_LABELS).toEqual({ 'business-licence': '营业执照', 'id-card': '居民身份证' });
  });

  it('of an enterprise has at most ten websites, of a person one', () => {
    expect(MAX_WEBSITES).toEqual({ enterprise: 10, individual: 1 });
  });
});
