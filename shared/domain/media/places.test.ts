import { describe, expect, it } from 'vitest';
import { printLine } from '../../../tests/support/pictures/print-lines.ts';
import { placesOf, type SeenLine } from './places.ts';

/** A line whose characters are 10 pixels wide and 20 high. */
const line = (text: string, y: number, x = 0): SeenLine => printLine(text, x, y, 10);
/** Left, right and top of each place. */
const found = (value: string, ...lines: readonly SeenLine[]) =>
  placesOf(value, lines).map(([upperLeft, upperRight]) => [upperLeft[0], upperRight[0], upperLeft[1]]);

const FRONT = [line('姓名林小满', 0), line('住址深圳市样例区云帆路', 100), line('1号2栋301室', 130, 20)];
const NUMBER = line('公民身份号码440301199003077310', 200);

describe('where a value is printed', () => {
  it('is its part of a line', () => {
    expect(found('林小满', ...FRONT)).toEqual([[20, 50, 0]]);
    expect(found('440301199003077310', ...FRONT, NUMBER)).toEqual([[60, 240, 200]]);
  });

  it('is every place that has all of it', () => {
    expect(found('林小满', line('林小满', 0), line('林小满林小满', 50))).toEqual([
      [0, 30, 0],
      [0, 30, 50],
      [30, 60, 50],
    ]);
  });

  it('is several lines of a long value in their order, also when some of it was read otherwise', () => {
    expect(found('深圳市样例区云帆路1号2栋301室', FRONT[2] as SeenLine, FRONT[1] as SeenLine)).toEqual([
      [20, 110, 100],
      [20, 100, 130],
    ]);
    expect(found('深圳市样例区云帆路1号2栋3O1室', ...FRONT)).toEqual([
      [20, 110, 100],
      [20, 70, 130],
    ]);
  });

  it('is unknown when most of it was not found', () => {
    expect(found('广州市别的区别的路1号2栋301室', ...FRONT)).toEqual([]);
    expect(found('林大满', ...FRONT)).toEqual([]);
    expect(found('', ...FRONT)).toEqual([]);
  });

  it('of a number or a code is all of it, or unknown', () => {
    expect(found('440301199003077329', NUMBER)).toEqual([]);
    expect(found('440301199003077310', line('440301199003', 0), line('077310', 30))).toEqual([]);
  });

  it('ignores spaces, marks, width and the case of letters', () => {
    expect(found('44030119900307731X', line('4403 0119 9003 0773 1x', 0))).toEqual([[0, 220, 0]]);
    expect(found('云帆(深圳)公司', line('云帆（深圳）公司', 0))).toEqual([[0, 80, 0]]);
  });

  it.each([
    ['2019-03-11', '2019.03.11-2039.03.11', [0, 100]],
    ['2039-03-11', '2019.03.11-2039.03.11', [110, 210]],
    ['2019-05-20', '成立日期2019年05月20日', [40, 150]],
    ['1990-03-07', '出生1990年3月7日', [20, 110]],
    ['long-term', '2019.03.11-长期', [110, 130]],
  ])('knows %s as it is printed: %s', (value, print, [left, right]) => {
    expect(found(value, line(print, 0))).toEqual([[left, right, 0]]);
  });
});
