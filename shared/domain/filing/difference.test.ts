import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import { differences, differencesBetween, websitesToCheck, withDifference } from './difference.ts';
import type { FiledBefore, FilingContents, Organizer, Website } from './filing.ts';

const filed = contentsOf(ENTERPRISE, 'w1');
const before: FiledBefore = { organizer: filed.organizer, principal: filed.principal, websites: filed.websites };
const organizerWith = (change: Partial<Organizer>) => ({ ...ENTERPRISE.organizer, ...change });
const websiteWith = (change: Partial<Website>, filedBefore: FiledBefore = before) =>
  filedBefore.websites.map((site, index) => (index === 0 ? { ...site, ...change } : site));
const changed = (change: Partial<FilingContents>): FilingContents => ({ ...filed, before, ...change });
const paths = (contents: FilingContents) => differences(contents).map(({ path }) => path);

const ANOTHER = { ...ENTERPRISE.principal, name: '何书云', idNumber: '440305199708239982', email: 'he@example.com' };

describe('the difference of a change', () => {
  it('is empty at its beginning, and for a filing that is no change', () => {
    expect([paths(changed({})), paths(filed)]).toEqual([[], []]);
  });

  it('has each value that differs, with what stood there', () => {
    const contents = changed({
      organizer: organizerWith({ name: '新名称有限公司', remark: '备注' }),
      websites: websiteWith({ details: { ...ENTERPRISE.website, serviceContents: [1, 2] } }),
    });

    expect(differences(contents)).toEqual([
      { path: 'organizer.name', before: ENTERPRISE.organizer.name, after: '新名称有限公司' },
      { path: 'organizer.remark', before: undefined, after: '备注' },
      {
        path: 'websites.0.details.serviceContents',
        before: ENTERPRISE.website.serviceContents,
        after: [1, 2],
      },
    ]);
  });

  it('has the certificate number first, where the record’s is known', () => {
    const eligibility = { ...filed.eligibility, certificateNumber: '91440300MAYH3K8A88' };
    const contents = changed({ eligibility, before: { ...before, certificateNumber: ENTERPRISE.licence.creditCode } });

    expect(differences(contents)).toEqual([
      { path: 'eligibility.certificateNumber', before: ENTERPRISE.licence.creditCode, after: '91440300MAYH3K8A88' },
    ]);
    expect([paths(changed({ eligibility })), websitesToCheck(contents)]).toEqual([[], [0]]);
  });

  it('has an address, a server and the domains of a website as one value each', () => {
    const { address } = ENTERPRISE.organizer;
    const several = { ...before, websites: websiteWith({ otherDomains: ['yunfan-old.cn'] }) };
    const contents: FilingContents = {
      ...filed,
      before: several,
      organizer: organizerWith({ address: { ...address, detail: '别处1号' } }),
      websites: websiteWith({ cloudService: { kind: 'authorization-code', code: 'AAAA-BBBB-CCCC-DDDD' } }),
    };

    expect(paths(contents)).toEqual(['organizer.address', 'websites.0.domain', 'websites.0.cloudService']);
  });

  it('has nothing that differs in spaces alone, or is blank where nothing stood', () => {
    const contents = changed({ organizer: organizerWith({ name: ` ${ENTERPRISE.organizer.name}`, investor: '' }) });

    expect(paths(contents)).toEqual([]);
  });
});

describe('what moved between two versions', () => {
  it('has websites that are gone and new ones', () => {
    const [first] = before.websites;
    const other = first ? [{ ...first, id: 'w2', domain: 'yunfan-shop.cn' }] : [];

    expect(differencesBetween(before, { ...before, websites: other })).toEqual([
      { path: 'websites.0', before: undefined, after: ['yunfan-shop.cn'] },
      { path: 'websites', before: ['yunfan-keji.cn'], after: undefined },
    ]);
  });
});

describe('a change on another version of its record', () => {
  it('keeps what it made different, and takes over what moved', () => {
    const now: FiledBefore = {
      organizer: organizerWith({ certificateAddress: '新住所' }),
      principal: { ...ENTERPRISE.principal, email: 'moved@example.com' },
      websites: websiteWith({ details: { ...ENTERPRISE.website, remark: '新的备注' } }),
    };
    const after = changed({
      organizer: organizerWith({ name: '新名称有限公司' }),
      websites: websiteWith({ details: { ...ENTERPRISE.website, name: '新网站名' } }),
    });

    expect(withDifference(now, before, after)).toEqual({
      organizer: organizerWith({ certificateAddress: '新住所', name: '新名称有限公司' }),
      principal: { ...ENTERPRISE.principal, email: 'moved@example.com' },
      websites: websiteWith({ details: { ...ENTERPRISE.website, remark: '新的备注', name: '新网站名' } }),
    });
  });

  it('never mixes two persons', () => {
    const now = { ...before, principal: { ...ENTERPRISE.principal, mobile: '13822209876' } };

    expect(withDifference(now, before, changed({ principal: ANOTHER })).principal).toEqual(ANOTHER);
  });

  it('brings back no website and no domain that is gone', () => {
    const several = { ...before, websites: websiteWith({ otherDomains: ['a.cn', 'b.cn'] }) };
    const now = { ...before, websites: websiteWith({ otherDomains: ['b.cn'] }) };
    const after = { ...several, websites: websiteWith({ otherDomains: ['a.cn'] }) };

    expect(withDifference(now, several, after).websites).toEqual(websiteWith({}));
    expect(withDifference({ ...before, websites: [] }, before, changed({})).websites).toEqual([]);
  });
});

describe('the websites whose site owners are checked', () => {
  const [first] = filed.websites;
  const two = first ? [first, { ...first, id: 'w2', domain: 'yunfan-shop.cn' }] : [];
  const ofTwo = (change: Partial<FilingContents>): FilingContents => ({
    ...filed,
    websites: two,
    before: { ...before, websites: two },
    ...change,
  });
  const second = (change: Partial<Website>) => two.map((site, index) => (index === 1 ? { ...site, ...change } : site));

  it.each<[string, FilingContents, number[]]>([
    ['nothing', ofTwo({}), []],
    ['contact data', ofTwo({ principal: { ...ENTERPRISE.principal, email: 'new@example.com' } }), []],
    ['the name', ofTwo({ organizer: organizerWith({ name: '新名称有限公司' }) }), [0]],
    ['the principal', ofTwo({ principal: ANOTHER }), [0]],
    ['a site owner', ofTwo({ websites: second({ siteOwner: ANOTHER }) }), [1]],
    [
      'the name and the contents of one website',
      ofTwo({
        organizer: organizerWith({ name: '新名称有限公司' }),
        websites: second({ details: { ...ENTERPRISE.website, remark: '新的内容' } }),
      }),
      [1],
    ],
    ['a server', ofTwo({ websites: second({ cloudService: { kind: 'authorization-code', code: 'A' } }) }), []],
  ])('%s differs', (_, contents, places) => {
    expect(websitesToCheck(contents)).toEqual(places);
  });

  it('are those of an individual, too', () => {
    const own = contentsOf(INDIVIDUAL, 'w1');
    const { organizer, principal, websites } = own;
    const renewed = { ...INDIVIDUAL.principal, idValidTo: '2050-01-01' };

    expect(websitesToCheck({ ...own, before: { organizer, principal, websites }, principal: renewed })).toEqual([0]);
  });
});
