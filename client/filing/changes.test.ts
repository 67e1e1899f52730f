import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { contentsOf } from '../../tests/support/filings.ts';
import type { FilingView } from '../calls/messages.ts';
import { changeRows, ownersToCheck } from './changes.ts';

const filed = contentsOf(ENTERPRISE, 'w1');
const { organizer, principal, websites } = filed;
const before = { organizer, principal, websites };
const nameOf = (_: string, code: string | number) => `名称${code}`;
const rows = (change: Partial<FilingContents>) => changeRows({ ...filed, before, ...change }, nameOf);
const view = (filingType: FilingView['filingType'], count: number) =>
  ({ filingType, flagged: [], websites: Array.from({ length: count }, () => ({})) }) as unknown as FilingView;
const pathsToCheck = (...open: Parameters<typeof ownersToCheck>) => ownersToCheck(...open).map(({ path }) => path);

describe('what a change makes different', () => {
  it('is old beside new, in the words of the forms', () => {
    expect(
      rows({
        organizer: { ...ENTERPRISE.organizer, name: '新名称有限公司', investor: '上级单位' },
        principal: { ...ENTERPRISE.principal, idValidTo: 'long-term' },
      }),
    ).toEqual([
      { path: 'organizer.name', label: '主办者名称', before: ENTERPRISE.organizer.name, after: '新名称有限公司' },
      { path: 'organizer.investor', label: '投资人或主管单位', before: '无', after: '上级单位' },
      {
        path: 'principal.idValidTo',
        label: '主体负责人：证件有效期止',
        before: ENTERPRISE.principal.idValidTo,
        after: '长期',
      },
    ]);
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

describe('the owners who are checked', () => {
  it('are those of all websites, but in a change those concerned', () => {
    const renamed = { ...filed, before, organizer: { ...ENTERPRISE.organizer, name: '新名称有限公司' } };

    expect(pathsToCheck(view('first', 2), filed)).toEqual(['websites.0.liveness', 'websites.1.liveness']);
    expect(pathsToCheck(view('change', 1), { ...filed, before })).toEqual([]);
    expect(pathsToCheck(view('change', 1), renamed)).toEqual(['websites.0.liveness']);
  });
});
