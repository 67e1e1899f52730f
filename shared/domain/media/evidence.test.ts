import { describe, expect, it } from 'vitest';
import { compareReading, compareTexts, offered } from './evidence.ts';

const read = (text: string, confidence = 0.98) => ({ text, confidence });

describe('two texts', () => {
  it.each([
    ['深圳市星河（集团）有限公司', '深圳市星河(集团)有限公司'],
    ['ＡＢＣ 科技', 'abc科技'],
    ['张䶮', '张\ue863'],
    ['周建明', '周建明'],
  ])('%s and %s are the same', (first, second) => {
    expect(compareTexts(first, second)).toEqual({ outcome: 'same', isVariant: false });
  });

  it.each([
    ['深圳市雲帆科技有限公司', '深圳市云帆科技有限公司'],
    ['陳星遠', '陈星远'],
    ['臺州市路橋區', '台州市路桥区'],
    ['啟明', '启明'],
    ['峯', '峰'],
  ])('%s and %s are the same in variant characters', (first, second) => {
    expect(compareTexts(first, second)).toEqual({ outcome: 'same', isVariant: true });
  });

  it.each([
    ['陈星远', '陈星元'],
    ['王喆', '王哲'],
    ['李堃', '李坤'],
    ['乾元科技', '干元科技'],
    ['王㛃', '王婕'],
  ])('%s and %s differ', (first, second) => {
    expect(compareTexts(first, second)).toEqual({ outcome: 'differs', isVariant: false });
  });

  it.each([
    [undefined, '陈星远'],
    ['陈星远', undefined],
    ['陈星远', ''],
    ['　 ', '陈星远'],
    ['陈星远', ' '],
  ])('%s and %s can not be compared', (first, second) => {
    expect(compareTexts(first, second)).toEqual({ outcome: 'cannot-tell', isVariant: false });
  });
});

describe('[V4] a typed value and a reading', () => {
  it.each([
    ['陈星远', read('陈星远', 0.3), 'same'],
    ['陈星远', read('陈星元', 0.98), 'differs'],
    ['陈星远', read('陈星元', 0.97), 'cannot-tell'],
    // Read as a similar character, or omitted.
    ['王㛃', read('王洁'), 'cannot-tell'],
    ['王㛃', read('王'), 'cannot-tell'],
    ['张\ue863', read('张龙'), 'cannot-tell'],
    ['王㛃', read('黄洁'), 'differs'],
    ['王㛃', read('王小洁'), 'differs'],
    ['王洁', read('王㛃'), 'differs'],
    [undefined, read('陈星远'), 'cannot-tell'],
    ['陈星远', undefined, 'cannot-tell'],
  ] as const)('%s and %o: %s', (typed, seen, outcome) => {
    expect(compareReading(typed, seen).outcome).toBe(outcome);
  });
});

describe('values offered by a form', () => {
  it('have their origin and place, and are doubtful if the reading is uncertain', () => {
    const origin = 'tencent.ocr.IDCardOCR';

    const values = offered({ name: { ...read('陈星远', 0.98), origin, places: [] }, address: read('样例路1号', 0.97) });

    expect(values).toEqual({
      name: { text: '陈星远', confidence: 0.98, origin, places: [], isDoubtful: false },
      address: { text: '样例路1号', confidence: 0.97, isDoubtful: true },
    });
  });
});
