import { describe, expect, it } from 'vitest';
import { enterprise } from '../../shared/domain/rules/cases.ts';
import type { FilingView, Overview, Progress } from '../calls/messages.ts';
import type { OpenFiling } from './open-filing.ts';
import { progressPage } from './progress-page.ts';
import type { StepNow } from './questions.ts';
import { placeOfSite, siteRows } from './site-rows.ts';

const [first] = enterprise.contents.websites;
const open = {
  view: {
    websites: [
      { websiteId: first?.id, domain: 'a.cn' },
      { websiteId: 'w2', domain: 'b.cn' },
    ],
  },
  drafts: {},
  contents: { ...enterprise.contents, websites: [first, { ...first, id: 'w2', details: undefined }] },
} as unknown as OpenFiling;
const now = (id: StepNow['id'], question: string, state: StepNow['state'], note = ''): StepNow => ({
  ...{ id, question, state, note, title: question, field: `${question}.field` },
});

describe('the rows of several websites', () => {
  const steps = [
    now('organizer', 'licence', 'open', '还差营业执照'),
    now('website', 'website-0', 'done'),
    now('website', 'website-1', 'open', '还差网站名称'),
    now('site-owner', 'site-owner-0', 'done'),
    now('site-owner', 'site-owner-contacts-0', 'done'),
    now('site-owner', 'site-owner-1', 'done'),
    now('site-owner', 'site-owner-contacts-1', 'problem', '号码有误'),
  ];

  it('begin with what is missing, and say of each that is done what it is called', () => {
    expect(siteRows(steps, 'website', open).map(({ title, state, note }) => [title, state, note])).toEqual([
      ['b.cn', 'open', '还差网站名称'],
      ['a.cn', 'done', '星河样例科技'],
    ]);
  });

  it('lead to the first question about an owner that is not answered', () => {
    expect(siteRows(steps, 'site-owner', open).map(({ title, note, field }) => [title, note, field])).toEqual([
      ['b.cn', '何书云：号码有误', 'site-owner-contacts-1.field'],
      ['a.cn', '何书云', 'site-owner-0.field'],
    ]);
  });
});

describe('the list of a filing with eight websites', () => {
  const view = {
    ...{ filingType: 'first', organizerKind: 'enterprise', state: 'draft', stateLabel: '草稿', flagged: [] },
    websites: Array.from({ length: 8 }, (_, place) => ({ domain: `yunfan${place}.cn` })),
  } as unknown as FilingView;
  const missing = (field: string) => ({ ruleId: 'PR-02', severity: 'block', field, message: '请填写。', params: {} });
  const overview = {
    ...{ state: 'draft', gaps: [], waiting: [], repairs: [] },
    findings: view.websites.flatMap((_, place) =>
      // The first one is filled in, but for its picture; the last has a wrong name.
      [
        ...(place === 0 ? [] : [missing(`websites.${place}.siteOwner`)]),
        ...(place === 0 || place === 7 ? [] : [missing(`websites.${place}.details`)]),
        missing(`websites.${place}.documents.handheld-photo`),
        ...(place === 7
          ? [{ ...missing('websites.7.details.name'), ruleId: 'FD-40', message: '网站名称须为3个字以上。' }]
          : []),
      ],
    ),
  } as unknown as Overview;
  const page = (field?: string, known = overview) =>
    progressPage({ state: 'draft', stateLabel: '草稿', timeline: [] } as unknown as Progress, view, known, field);

  it('has one row a website with what it lacks, counts every question, and leads to what is wrong first', () => {
    const { heading, steps, action, whole } = page();
    const sites = steps?.filter(({ title }) => title.startsWith('yunfan'));

    expect(page().about).toBe('首次备案　yunfan0.cn 等 8 个网站');
    expect(heading).toBe('还差 29 项就能提交');
    expect(steps).toHaveLength(17);
    expect(sites?.map(({ id, field }) => `${id} ${field}`)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((place) => `progress websites.${place}`),
    );
    expect([sites?.[0], sites?.[1], sites?.[7]].map((row) => [row?.state, row?.note])).toEqual([
      ['open', '还差 1 项：手持证件照'],
      ['open', '还差 4 项：网站名称和内容、网站负责人、网站负责人的联系方式、手持证件照'],
      ['problem', '还差 4 项：网站名称须为3个字以上。'],
    ]);
    expect([action, whole]).toEqual([
      { label: '修改网站名称和内容：yunfan7.cn（8/8）', step: 'website', field: 'websites.7.details.name' },
      '',
    ]);
  });

  it('has for each website a list of its own, which goes on in it and leads back', () => {
    const { heading, steps, action, whole } = page('websites.3');

    expect([heading, whole]).toEqual(['yunfan3.cn 还差 4 项', '回到清单，还差 29 项']);
    expect(steps?.map(({ id, title, field }) => [id, title, field?.startsWith('websites.3.')])).toEqual([
      ['website', '网站名称和内容', true],
      ['site-owner', '网站负责人', true],
      ['site-owner', '网站负责人的联系方式', true],
      ['materials', '手持证件照', true],
    ]);
    expect(action).toEqual({
      ...{ label: '下一项：网站名称和内容', step: 'website', field: 'websites.3.details.name' },
    });
  });

  it('goes on with the others where a website lacks nothing', () => {
    const { heading, action } = page('websites.0', {
      ...overview,
      findings: overview.findings.filter(({ field }) => !field.startsWith('websites.0')),
    });

    expect([heading, action?.label]).toEqual(['yunfan0.cn 填好了', '修改网站名称和内容：yunfan7.cn（8/8）']);
  });

  it('is whole where the address names no website, after a return, and with one website', () => {
    expect(placeOfSite(view, 'websites.8')).toBe(-1);
    expect(placeOfSite(view, 'websites.3.details')).toBe(-1);
    expect(placeOfSite({ ...view, state: 'returned' }, 'websites.3')).toBe(-1);
    expect(placeOfSite({ ...view, websites: view.websites.slice(0, 1) }, 'websites.0')).toBe(-1);
  });
});
