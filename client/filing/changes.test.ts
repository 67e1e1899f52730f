import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import type { FilingView } from '../calls/messages.ts';
import { beginWords, changeChoices, changeRows, formerPrincipal, ownersToCheck } from './changes.ts';

const filed = contentsOf(ENTERPRISE, 'w1');
const { organizer, principal, websites } = filed;
const before = { organizer, principal, websites };
const nameOf = (_: string, code: string | number) => `名称${code}`;
const rows = (change: Partial<FilingContents>, isClear = false) =>
  changeRows({ ...filed, before, ...change }, nameOf, isClear);
const view = (filingType: FilingView['filingType'], count: number) =>
  ({ filingType, flagged: [], websites: Array.from({ length: count }, () => ({})) }) as unknown as FilingView;
const pathsToCheck = (...open: Parameters<typeof ownersToCheck>) => ownersToCheck(...open).map(({ path }) => path);

describe('whose face is checked', () => {
  it('is one person by their number, not by their name, and theirs come one after the other', () => {
    const [site] = websites;
    const { principal: owner } = ENTERPRISE;
    const namesake = { ...owner, idNumber: INDIVIDUAL.idCard.idNumber };
    const sites = [owner, namesake, owner].map((siteOwner, place) => ({ ...site, id: `w${place}`, siteOwner }));

    const found = ownersToCheck(view('first', 3), { ...filed, websites: sites } as FilingContents);

    expect(found.map(({ path, person }) => [path, person])).toEqual([
      ['websites.0.liveness', 0],
      ['websites.2.liveness', 0],
      ['websites.1.liveness', 1],
    ]);
  });

  it('is asked once for all websites of a person where one check serves them, with every domain', () => {
    const { principal: owner } = ENTERPRISE;
    const namesake = { ...owner, idNumber: INDIVIDUAL.idCard.idNumber };
    const sites = [owner, namesake, owner].map((siteOwner, place) => ({ ...websites[0], id: `w${place}`, siteOwner }));
    const shown = sites.map(({ id }) => ({ websiteId: id, domain: `${id}.cn` }));
    const open = { ...view('first', 3), websites: shown } as FilingView;

    const found = ownersToCheck(open, { ...filed, websites: sites } as FilingContents, { isOneLiveness: true });

    expect(found.map(({ domain, path, name }) => [domain, path, name])).toEqual([
      ['w0.cn、w2.cn', 'websites.0.liveness', owner.name],
      ['w1.cn', 'websites.1.liveness', owner.name],
    ]);
  });
});

describe('what a change makes different', () => {
  it('is old beside new, in the words of the forms', () => {
    expect(
      rows({
        organizer: { ...ENTERPRISE.organizer, name: '新名称有限公司', investor: '上级单位' },
        principal: { ...ENTERPRISE.principal, idValidTo: 'long-term' },
      }),
    ).toEqual([
      { path: 'organizer.name', label: '主办者名称', before: ENTERPRISE.organizer.name, after: '新名称有限公司' },
      { path: 'organizer.investor', label: '投资人或主管单位', before: '无', after: '上**' },
      {
        path: 'principal.idValidTo',
        label: '主体负责人：证件有效期截止日',
        before: ENTERPRISE.principal.idValidTo,
        after: '长期',
      },
    ]);
  });

  it('masks what is personal, old and new, until it is shown in clear', () => {
    const [site] = websites;
    const changed = {
      organizer: organizer && { ...organizer, address: { ...organizer.address, detail: '科技园路9号' } },
      principal: { ...ENTERPRISE.principal, name: '周远山', mobile: '13722200001', email: 'new@example.com' },
      websites: site ? [{ ...site, siteOwner: { ...ENTERPRISE.principal, idNumber: INDIVIDUAL.idCard.idNumber } }] : [],
    };
    const textsAfter = (isClear: boolean) => rows(changed, isClear).map(({ after: text }) => text);

    expect(textsAfter(false)).toEqual([
      expect.stringMatching(/^.{3}\*{4}$/),
      '周**',
      '137****0001',
      'new****',
      '440****9988',
    ]);
    expect(textsAfter(true).slice(1)).toEqual(['周远山', '13722200001', 'new@example.com', INDIVIDUAL.idCard.idNumber]);
    expect(JSON.stringify(rows(changed))).not.toContain(ENTERPRISE.principal.mobile);
  });

  it('names the website where there are several, and shows servers, domains and codes in words', () => {
    const [first] = websites;
    const two = first ? [first, { ...first, id: 'w2', domain: 'yunfan-shop.cn', otherDomains: ['yunfan-old.cn'] }] : [];
    const changed = two.map(({ otherDomains: _, ...site }, index) =>
      index === 1
        ? {
            ...site,
            cloudService: { kind: 'authorization-code', code: 'A' } as const,
            details: { ...ENTERPRISE.website, serviceContents: [1, 2] },
          }
        : site,
    );

    const found = rows({ before: { ...before, websites: two }, websites: changed });

    expect(found.map(({ label, after }) => `${label} ${after}`)).toEqual([
      'yunfan-shop.cn：域名 yunfan-shop.cn',
      'yunfan-shop.cn：备案云服务 备案授权码',
      'yunfan-shop.cn：服务内容 名称1、名称2',
    ]);
    expect(found[0]?.before).toBe('yunfan-shop.cn、yunfan-old.cn');
  });
});

describe('a filed principal who is a site owner, too', () => {
  const successor = { ...ENTERPRISE.principal, name: '周远山', idNumber: INDIVIDUAL.idCard.idNumber };
  const [site] = websites;
  const owned = site ? [{ ...site, siteOwner: principal }] : [];
  const asked = (now: typeof principal, was = owned) =>
    formerPrincipal({ ...filed, before: { ...before, websites: was }, websites: was, principal: now });

  it('is asked about before another one is entered, and again after it', () => {
    const text = `${principal?.name}也是 ${site?.domain} 的网站负责人。`;

    expect(asked(principal)).toEqual({
      isReplaced: false,
      text,
      replace: '已离职：填好新的主体负责人，网站负责人也一并换掉',
    });
    expect(asked(successor)).toEqual({ isReplaced: true, text, replace: '一并换成新的负责人' });
  });

  it('is not asked about where somebody else owns the websites', () => {
    expect(asked(principal, site ? [{ ...site, siteOwner: successor }] : [])).toBeUndefined();
  });

  it('can be replaced where their check is asked for, in a draft of an enterprise', () => {
    const fieldIn = (state: FilingView['state'], organizerKind: FilingView['organizerKind']) =>
      ownersToCheck({ ...view('first', 1), state, organizerKind }, filed)[0]?.ownerField;

    expect([fieldIn('draft', 'enterprise'), fieldIn('returned', 'enterprise'), fieldIn('draft', 'individual')]).toEqual(
      ['websites.0.siteOwner.name', '', ''],
    );
  });
});

describe('the owners who are checked', () => {
  it('are those of all websites, but in a change those concerned', () => {
    const renamed = { ...filed, before, organizer: { ...ENTERPRISE.organizer, name: '新名称有限公司' } };

    expect(pathsToCheck(view('first', 2), filed)).toEqual(['websites.0.liveness', 'websites.1.liveness']);
    expect(pathsToCheck(view('change', 1), { ...filed, before })).toEqual([]);
    expect(pathsToCheck(view('change', 1), renamed)).toEqual(['websites.0.liveness']);
  });
});

describe('what a change may be about', () => {
  const letter = { kind: 'commitment-letter', label: '网站备案承诺书', reason: '' };
  const handheld = { kind: 'handheld-photo', label: '手持证件照', reason: '' };

  it('is asked by what it belongs to, each with what it needs', () => {
    const domain = 'yunfan-keji.cn';
    const groups = changeChoices([
      { topic: 'mobile', field: 'principal.mobile', materials: [], liveness: false },
      { topic: 'number', field: 'eligibility.certificateNumber', materials: [letter], liveness: false },
      { topic: 'address', field: 'organizer.address', materials: [letter, letter], liveness: false },
      { topic: 'owner', domain, field: 'websites.0.siteOwner.name', materials: [letter, handheld], liveness: true },
      { topic: 'contents', domain, field: 'websites.0.details.serviceContents', materials: [], liveness: true },
    ]);

    expect(groups.map(({ title, rows }) => [title, ...rows.map((row) => `${row.title} ${row.sentence}`)])).toEqual([
      [
        '主体',
        '主体负责人的手机号码 不用上传材料，也不用视频核身。',
        '统一社会信用代码（换发了执照） 要上传网站备案承诺书；不用视频核身。',
        '通信地址 要上传网站备案承诺书；不用视频核身。',
      ],
      [
        domain,
        '网站负责人 要上传网站备案承诺书、手持证件照；网站负责人要做视频核身。',
        '网站内容 不用上传材料；网站负责人要做视频核身。',
      ],
    ]);
  });

  it('calls an individual nobody’s principal', () => {
    const [group] = changeChoices([
      { topic: 'mobile', field: 'principal.mobile', materials: [], liveness: false },
      { topic: 'card', field: 'principal.idValidTo', materials: [], liveness: true },
    ]);

    expect(group?.rows.map(({ title, sentence }) => `${title} ${sentence}`)).toEqual([
      '手机号码 不用上传材料，也不用视频核身。',
      '证件换了新的（有效期变了） 不用上传材料；你本人要做视频核身。',
    ]);
  });

  it('is begun with a button that counts it', () => {
    expect([beginWords(0, false), beginWords(2, false), beginWords(1, true)]).toEqual([
      '开始变更',
      '只改这 2 样',
      '同意，只改这 1 样',
    ]);
  });
});
