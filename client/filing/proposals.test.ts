import { expect, it } from 'vitest';
import type { FormPath } from '../form/form-path.ts';
import { type KnownBefore, proposalsFor, proposedWords } from './proposals.ts';

const known = (parts: Partial<KnownBefore> = {}): KnownBefore => ({
  view: { organizerKind: 'enterprise', region: '440000', websites: [{ domain: 'yunfan-keji.cn' }] as never },
  organizer: { name: '深圳市云帆样例科技有限公司', legalRepresentative: '周建明' },
  draft: {},
  ownMobile: '',
  provinces: [{ code: '440000', name: '广东省' }],
  divisionsBelow: (code) =>
    ({
      440000: [{ code: '440300', name: '深圳市' }],
      440300: [{ code: '440305', name: '南山区' }],
    })[code] ?? [],
  ...parts,
});
const proposed = (path: FormPath, parts: Partial<KnownBefore>) => proposalsFor(path, known(parts));

it('The address follows from that of the certificate, with and without its province, and from no half of one', () => {
  const address = { province: '440000', city: '440300', district: '440305', detail: '科苑南路168号1203室' };

  expect(proposed('organizer', { draft: { certificateAddress: '广东省深圳市南山区科苑南路168号1203室' } })).toEqual({
    address,
  });
  expect(proposed('organizer', { draft: { certificateAddress: '深圳市南山区科苑南路168号1203室' } })).toEqual({
    address,
  });
  expect(proposed('organizer', { draft: { certificateAddress: '科苑南路168号1203室' } })).toEqual({});
});

it('Whoever signed in with a number has it, and whoever has the name of the representative is proposed to be them', () => {
  expect(proposed('principal', { ownMobile: '13822230017', draft: { name: '周建明' } })).toEqual({
    mobile: '13822230017',
    isLegalRepresentative: true,
  });
  expect(proposed('principal', { draft: { name: '李四' } })).toEqual({});
});

it('A website has its name by the company, its home page by the domain, and the contents of most', () => {
  expect(proposed('websites.0.details', {})).toEqual({
    ...{ name: '云帆样例科技', homeUrl: 'www.yunfan-keji.cn', serviceContents: [8], languages: ['zh-CN'] },
  });
  expect(proposed('websites.0.siteOwner', {})).toEqual({});
});

it('tells in a line what follows from what is known', () => {
  expect(proposedWords(['www.yunfan-keji.cn', '单位门户网站', '中文简体'])).toBe(
    '系统填了 3 项：www.yunfan-keji.cn，单位门户网站，中文简体',
  );
});
