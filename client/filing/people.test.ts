import { describe, expect, it } from 'vitest';
import { enterprise } from '../../shared/domain/rules/cases.ts';
import { scriptedApi } from '../../tests/support/scripted-api.ts';
import { copiedWords, copyOf } from './copy-site.ts';
import type { OpenFiling } from './open-filing.ts';
import {
  isEnteredElsewhere,
  otherwiseElsewhere,
  ownersToPick,
  peopleIn,
  picturesElsewhere,
  proposedOwner,
  savePerson,
  unowned,
} from './people.ts';

/** 陈星远 is the principal; 何书云 owns the first website and the third, 陈星远 the second. */
const { contents } = enterprise;
const [first] = contents.websites;
const { principal } = contents;
const he = first?.siteOwner;
const three = {
  ...contents,
  websites: [first, { ...first, id: 'w2', siteOwner: principal }, { ...first, id: 'w3', domain: 'third.cn' }],
} as typeof contents;
/** A fourth website, pasted with the name of its owner. */
const pasted = (name: string) =>
  ({
    view: {
      state: 'draft',
      websites: ['w1', 'w2', 'w3', 'w4'].map((websiteId) => ({ websiteId, domain: 'fourth.cn' })),
    },
    contents: { ...three, websites: [...three.websites, { id: 'w4', domain: 'fourth.cn' }] },
    drafts: name ? { 'site-owner.w4': { version: 1, others: {}, fields: { name: { value: name } } } } : {},
  }) as unknown as OpenFiling;
const has =
  (...ids: readonly string[]) =>
  (id: string) =>
    ids.includes(id);

describe('the people of a filing', () => {
  it('stand there once, with everything that they are', () => {
    expect(peopleIn(three).map(({ person, roles }) => [person.name, roles])).toEqual([
      ['陈星远', ['principal', 1]],
      ['何书云', [0, 2]],
    ]);
  });

  it.each([
    ['websites.0.siteOwner', principal?.idNumber, true],
    ['websites.0.siteOwner', he?.idNumber, true],
    ['websites.1.siteOwner', '440106199704189988', false],
    ['websites.0.siteOwner', '', false],
  ])('stand elsewhere than in %s by their number %s: %s', (path, number, isThere) => {
    expect(isEnteredElsewhere(three, path, number)).toBe(isThere);
  });

  it('may each own a website, but for whoever does', () => {
    const labels = (number: unknown) => ownersToPick(pasted(''), 3, number).map(({ label }) => label);

    expect(labels(he?.idNumber)).toEqual(['与主体负责人相同，由陈星远管']);
    expect(labels('')).toEqual(['与主体负责人相同，由陈星远管', '由何书云管']);
  });

  it.each([
    ['whoever was named', '何书云', '由何书云管', '何书云', ''],
    ['the principal where nobody was', '', '与主体负责人相同，由陈星远管', '陈星远', ''],
    [
      'nobody where the name is of somebody new',
      '梁晓晴',
      '与主体负责人相同，由陈星远管',
      undefined,
      '梁晓晴还没有填过，在下面点开网站，先拍证件。',
    ],
  ])('own a pasted website: %s', (_, name, label, person, note) => {
    const open = pasted(name);

    expect(ownersToPick(open, 3, '')[0]?.label).toBe(label);
    expect(proposedOwner(open, 3, { name, idNumber: '' })?.name).toBe(person);
    expect(unowned(open)).toEqual([{ websiteId: 'w4', domain: 'fourth.cn', place: 3, note }]);
  });

  it('are not proposed to whoever types another name or number, nor after the draft', () => {
    const open = pasted('何书云');

    expect(proposedOwner(open, 3, { name: '何' })).toBeUndefined();
    expect(proposedOwner(open, 3, { name: '何书云', idNumber: '4' })).toBeUndefined();
    expect(
      proposedOwner({ ...open, view: { ...open.view, state: 'returned' } } as OpenFiling, 3, { name: '何书云' }),
    ).toBeUndefined();
  });

  it('are photographed where a picture is, or else for the first of their websites', () => {
    const elsewhere = (place: number, number: unknown, ...ids: string[]) =>
      picturesElsewhere(three, place, number, has(...ids));

    expect(elsewhere(1, principal?.idNumber)).toBe('与主体负责人是同一个人，证件用“主体信息”里上传的，不用再传。');
    expect(elsewhere(0, he?.idNumber)).toBeUndefined();
    expect(elsewhere(2, he?.idNumber)).toBe('也是 xinghe-sample.com 的网站负责人，证件用那里上传的，不用再传。');
    expect(elsewhere(2, he?.idNumber, 'w3')).toBeUndefined();
    expect(elsewhere(0, he?.idNumber, 'w3')).toBe('也是 third.cn 的网站负责人，证件用那里上传的，不用再传。');
    expect(elsewhere(2, '')).toBeUndefined();
  });

  it('are proposed to be the same everywhere when a number was changed in one place', () => {
    const changed = {
      ...three,
      websites: three.websites.map((site) =>
        site.id === 'w3' && he ? { ...site, siteOwner: { ...he, mobile: '13722200001' } } : site,
      ),
    };

    expect(otherwiseElsewhere(three, 2)).toBeUndefined();
    expect(otherwiseElsewhere(changed, 2)).toMatchObject({
      text: `何书云的手机号码在xinghe-sample.com是${he?.mobile}，在这里是13722200001。`,
      action: '都改成这里的',
      others: [0],
      person: { mobile: '13722200001' },
    });
    expect(otherwiseElsewhere(changed, 'principal')).toBeUndefined();
  });

  it('are never proposed to be blank where a number stands', () => {
    const blank = {
      ...three,
      websites: three.websites.map((site) =>
        site.id === 'w3' && he ? { ...site, siteOwner: { ...he, officePhone: '', mobile: '13722200001' } } : site,
      ),
    };

    expect(otherwiseElsewhere(blank, 2)).toBeUndefined();
    expect(otherwiseElsewhere(blank, 0)).toMatchObject({ others: [2] });
  });

  it('are proposed to have the certificate with the later term, from both sides; an expired one never wins', () => {
    const renewed = {
      ...three,
      websites: three.websites.map((site) =>
        site.id === 'w3' && he
          ? { ...site, siteOwner: { ...he, idValidFrom: '2019-05-10', idValidTo: '2039-05-10' } }
          : site,
      ),
    };
    const first = (site: (typeof three.websites)[number], idValidTo: string) =>
      site.id === 'w1' && he ? { ...site, siteOwner: { ...he, idValidFrom: '2019-05-10', idValidTo } } : site;
    const both = { ...renewed, websites: renewed.websites.map((site) => first(site, '2026-05-10')) };

    expect(otherwiseElsewhere(both, 0)).toMatchObject({
      text: '何书云的证件有效期截止日在third.cn是2039-05-10，在这里是2026-05-10。',
      action: '都改成2039-05-10的',
      others: [0],
      person: { idValidTo: '2039-05-10' },
    });
    expect(otherwiseElsewhere(both, 2)).toMatchObject({
      text: '何书云的证件有效期截止日在xinghe-sample.com是2026-05-10，在这里是2039-05-10。',
      action: '都改成这里的',
      others: [0],
      person: { idValidTo: '2039-05-10' },
    });
    // No card is valid for 27 years: the term was mistyped.
    const mistyped = { ...renewed, websites: renewed.websites.map((site) => first(site, '2046-05-10')) };
    expect(otherwiseElsewhere(mistyped, 0)).toMatchObject({ action: '都改成2039-05-10的', others: [0] });
    const longTerm = { ...renewed, websites: renewed.websites.map((site) => first(site, 'long-term')) };
    expect(otherwiseElsewhere(longTerm, 2)).toMatchObject({
      action: '都改成长期的',
      person: { idValidTo: 'long-term' },
    });
  });

  it('are saved wherever they are chosen, with what was compared with their certificate', async () => {
    const compared = { ...three, confirmed: ['principal.idNumber', 'websites.w1.siteOwner.name'] };
    const view = { filingId: 'f', websites: [{ websiteId: 'w1' }, { websiteId: 'w2' }, { websiteId: 'w3' }] };
    const { call, asked } = scriptedApi({
      'PUT /v1/filings/f/principal': [{}],
      'PUT /v1/filings/f/websites/w2/site-owner': [{}],
    });

    if (he) await savePerson(call, { view, contents: compared } as unknown as OpenFiling, he, ['principal', 1]);

    expect(asked.map(({ body }) => JSON.parse(String(body)))).toEqual([
      { ...he, confirmed: ['name'] },
      { ...he, confirmed: ['name'] },
    ]);
  });
});

describe('a website that is copied', () => {
  const source = { name: '星河样例', homeUrl: 'www.a.cn', languages: ['zh-CN'], serviceContents: [8], remark: '介绍' };

  it('gets everything but what is its own, for which something is proposed', () => {
    const copy = copyOf(source, 'yunfan-docs.cn', { ...contents, websites: [] });

    expect(copy).toEqual({
      homeUrl: 'www.yunfan-docs.cn',
      languages: ['zh-CN'],
      serviceContents: [8],
      remark: '介绍',
      name: '星河样例科技',
    });
    expect(copiedWords('a.cn', copy)).toBe(
      '已从 a.cn 照抄服务内容、网站语言、网站备注，网站名称、首页网址由系统填写，都可以改。',
    );
  });

  it.each([
    ['xn--9kq66nt6b52j.xn--fiqs8s', '深圳市云帆样例科技有限公司', '云帆商城'],
    ['yunfan-docs.cn', '深圳市云帆样例科技有限公司', '云帆样例科技'],
    ['yunfan-docs.cn', '广东省广州市远山样例贸易有限责任公司', '远山样例贸易'],
    ['yunfan-docs.cn', '', undefined],
  ])('%s of %s is proposed as %s', (domain, name, proposed) => {
    const { organizer } = contents;
    expect(copyOf(source, domain, { websites: [], organizer: organizer && { ...organizer, name } }).name).toBe(
      proposed,
    );
  });

  it('gets no name that another website has', () => {
    expect(copyOf({ ...source, name: '星河样例科技' }, 'b.cn', contents)).not.toHaveProperty('name');
  });
});
