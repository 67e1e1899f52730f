import { describe, expect, it } from 'vitest';
import type { Amendment } from '../../../contracts/review-desk/amendment.ts';
import { amendedContents, amendmentsOf, withAmendments } from './amended-contents.ts';
import { keptAmendments } from './amendment.ts';
import type { Filing, FilingContents, Website } from './filing.ts';
import type { FilingType } from './filing-types.ts';

const WEBSITE = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';
const AT = new Date('2026-11-26T02:00:00Z');
const SITE: Website = {
  id: WEBSITE,
  domain: 'yunfan.example',
  cloudService: { kind: 'authorization-code', code: 'code' },
  details: {
    name: '云帆样列',
    homeUrl: 'www.yunfan.example',
    serviceContents: [1],
    languages: ['zh-CN'],
    preApprovals: [],
    remark: '公司产品介绍',
  },
};

const filingOf = (filingType: FilingType, before?: FilingContents['before']) =>
  ({
    filingType,
    contents: { eligibility: {}, websites: [SITE], ...(before && { before }) },
  }) as unknown as Filing;

const NAME: Amendment = {
  field: 'websites.0.details.name',
  before: '云帆样列',
  after: '云帆样例',
  reason: '错别字',
};
const kept = (amendments: readonly Amendment[], filing = filingOf('first')) =>
  keptAmendments(filing, { amendments, round: 1, at: AT });

describe('what a reviewer amends', () => {
  it('is kept by its website, with the round and the time', () => {
    expect(kept([NAME])).toEqual([
      {
        website: WEBSITE,
        key: 'name',
        before: '云帆样列',
        after: '云帆样例',
        reason: '错别字',
        round: 1,
        at: '2026-11-26T02:00:00.000Z',
      },
    ]);
  });

  it('stands in the contents, with what was amended before', () => {
    const first = kept([NAME]) ?? [];
    const second = [
      { ...first[0], key: 'remark', before: '公司产品介绍', after: '产品介绍', round: 2 },
    ] as typeof first;

    const contents = amendedContents(amendedContents(filingOf('first').contents, first), second);

    expect(contents.websites[0]?.details).toMatchObject({ name: '云帆样例', remark: '产品介绍' });
    expect(amendmentsOf(contents, 1)).toEqual(first);
    expect(amendmentsOf(contents, 2)).toEqual(second);
    expect(withAmendments({ websites: [SITE] }, first).websites[0]?.details?.name).toBe('云帆样例');
  });

  it.each<[string, Partial<Amendment>]>([
    ['a domain', { field: 'websites.0.domain', before: 'yunfan.example', after: 'yunhang.example' }],
    ['a name of a person', { field: 'principal.name', before: '林小满', after: '林大满' }],
    ['a phone', { field: 'websites.0.siteOwner.mobile', before: '13800001234', after: '13800001235' }],
    ['the organizer', { field: 'organizer.name' }],
    ['a choice', { field: 'websites.0.details.serviceContents' }],
    ['a website that is not there', { field: 'websites.1.details.name' }],
    ['what every object has', { field: 'websites.0.details.constructor' }],
    ['another value than stands there', { before: '云航样列' }],
    ['what stays the same', { after: '云帆样列' }],
    ['nothing in its place', { after: '' }],
    ['spaces around it', { after: ' 云帆样例' }],
    ['a line break in a name', { after: '云帆\n样例' }],
    ['a name of 61 characters', { after: '云'.repeat(61) }],
    [
      'the home of another domain',
      { field: 'websites.0.details.homeUrl', before: 'www.yunfan.example', after: 'yunhang.example' },
    ],
    [
      'a home with a path',
      { field: 'websites.0.details.homeUrl', before: 'www.yunfan.example', after: 'yunfan.example/a' },
    ],
  ])('is never %s', (_, changes) => {
    expect(kept([{ ...NAME, ...changes }])).toBeUndefined();
  });

  it('is a value once, and all of it or nothing', () => {
    expect(kept([NAME, NAME])).toBeUndefined();
    expect(kept([NAME, { ...NAME, field: 'websites.0.domain' }])).toBeUndefined();
  });

  it('is, of a change, what the change makes different; of an ending, nothing', () => {
    const filed = { websites: [{ ...SITE, details: { ...SITE.details, name: '云帆' } as Website['details'] }] };
    const remark = { ...NAME, field: 'websites.0.details.remark', before: '公司产品介绍', after: '产品介绍' };

    expect(kept([NAME], filingOf('change', filed))).toHaveLength(1);
    expect(kept([remark], filingOf('change', filed))).toBeUndefined();
    expect(kept([NAME], filingOf('cancel-website'))).toBeUndefined();
    expect(kept([NAME], filingOf('new-access'))).toHaveLength(1);
  });
});
