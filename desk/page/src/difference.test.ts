import { describe, expect, it } from 'vitest';
import { differenceOf } from './difference.ts';

const marked = (text: string, other: string) =>
  differenceOf(text, other)
    .map((piece) => (piece.differs ? `[${piece.text}]` : piece.text))
    .join('');

describe('what differs between two values', () => {
  it.each([
    ['nothing', '深圳市', '深圳市', '深圳市'],
    ['the middle', '深圳市南山区1203室', '深圳市福田区1203室', '深圳市[南山]区1203室'],
    ['the end', '0755-****2210', '0755-****8861', '0755-****[2210]'],
    ['all of it', '张三', '李四', '[张三]'],
    ['what only one of them has', '样例科技', '样例', '样例[科技]'],
    ['nothing of the shorter one', '样例', '样例科技', '样例'],
    ['a repeated character', '楼楼', '楼', '楼[楼]'],
    ['a character outside the basic plane', '𠮷野', '吉野', '[𠮷]野'],
  ])('is marked: %s', (_, text, other, expected) => {
    expect(marked(text, other)).toBe(expected);
  });
});
