import { describe, expect, it } from 'vitest';
import { faultsOfNumbers, numberFaultWords, plainFilingNumber } from './filing-numbers.ts';

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

  it('of who is filed already are those, in whatever form they are', () => {
    const filed = { organizer: '粤B2-20090059', websites: { a: '粤B2-20090059-3' } };
    const typed = (organizer: string, a: string, b: string) =>
      faultsOfNumbers({ organizer, websites: { a, b } }, { province: '440000', websites, filed }).map(
        (faulty) => `${faulty.path} ${numberFaultWords(faulty, { province: '440000', filed })}`,
      );

    expect(typed(filed.organizer, '粤B2-20090059-3', '粤B2-20090059-4')).toEqual([]);
    expect(typed(filed.organizer, '粤B2-20090059-4', '粤B2-20090059-5')).toEqual([
      'websites.a 这个网站的备案号是 粤B2-20090059-3，请核对。',
    ]);
    expect(typed(OWN, `${OWN}-3`, `${OWN}-4`)).toEqual([
      'organizer 这个主办者的主体备案号是 粤B2-20090059，请核对。',
      'websites.a 这个网站的备案号是 粤B2-20090059-3，请核对。',
    ]);
  });

  it('begin as those of the province do', () => {
    expect(numberFaultWords({ path: 'organizer', fault: 'province' }, { province: '440000' })).toBe(
      '这份备案的备案号应以“粤ICP备”开头，请核对省份。',
    );
    expect(faults('桂ICP备2026000001号', '桂ICP备2026000001号-1', '桂ICP备2026000001号-2', '')).toEqual([]);
  });
});
