import { describe, expect, it } from 'vitest';
import { PROVINCES } from '../../contracts/data/provinces.ts';
import { faultsOfNumbers, markOf, numberFaultWords, plainFilingNumber } from './filing-numbers.ts';

const websites = [{ id: 'a' }, { id: 'b' }];
const faults = (organizer: string, a: string, b: string, province = '440000') =>
  faultsOfNumbers({ organizer, websites: { a, b } }, { province, websites }).map(
    ({ path, fault }) => `${path} ${fault}`,
  );
const OWN = '粤ICP备2026000001号';

describe('filing numbers', () => {
  it('are of the organizer in its province, and of each website after it', () => {
    expect(faults(OWN, `${OWN}-1`, `${OWN}-2`)).toEqual([]);
    expect(faults('粤ICP备12345678号', '粤ICP备12345678号-1', '粤ICP备12345678号-12')).toEqual([]);
  });

  it.each([
    ['粤ICP备1号', '粤ICP备1号-1', '粤ICP备1号-2', ['organizer form']],
    ['京ICP备2026000009号', '京ICP备2026000009号-1', '京ICP备2026000009号-2', ['organizer province']],
    [OWN, '粤ICP备2026000002号-1', '', ['websites.a organizer', 'websites.b organizer']],
    [OWN, `${OWN}-1A`, OWN, ['websites.a suffix', 'websites.b suffix']],
    [OWN, `${OWN}-0`, `${OWN}-01`, ['websites.a suffix', 'websites.b suffix']],
    [OWN, `${OWN}-1`, `${OWN}-1`, ['websites.b twice']],
  ])('%s, %s, %s are refused: %j', (organizer, a, b, expected) => {
    expect(faults(organizer, a, b)).toEqual(expected);
  });

  it('are compared half-width, in upper case and without spaces', () => {
    expect(plainFilingNumber(' 粤icp备 ２０２６０００００１号－１')).toBe(`${OWN}-1`);
  });

  it('begin as those of the province do, in all of them', () => {
    expect(PROVINCES.map(({ code }) => markOf(code))).toEqual(PROVINCES.map(({ mark }) => mark));
    expect(numberFaultWords('province', '440000')).toBe('这份备案的备案号应以“粤ICP备”开头，请核对省份。');
    expect(faults('桂ICP备2026000001号', '桂ICP备2026000001号-1', '桂ICP备2026000001号-2', '')).toEqual([]);
  });
});
