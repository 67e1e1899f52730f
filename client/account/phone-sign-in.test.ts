import { describe, expect, it } from 'vitest';
import { resendLabel, secondsToResend, triesLeftText } from './phone-sign-in.ts';

describe('the button for another code', () => {
  it.each([
    [0, 60],
    [1, 60],
    [59_001, 1],
    [60_000, 0],
    [90_000, 0],
  ])('%i ms after the last one it waits %i s', (passedMs, seconds) => {
    expect(secondsToResend(1_000, 60, 1_000 + passedMs)).toBe(seconds);
  });

  it('says how long', () => {
    expect([resendLabel(42), resendLabel(0)]).toEqual(['42 秒后可重新获取', '重新获取']);
  });
});

describe('tries that are left', () => {
  it.each([
    [4, '还可以试 4 次。'],
    [0, undefined],
    [undefined, undefined],
  ])('%j: %j', (item, text) => {
    expect(triesLeftText(item)).toBe(text);
  });
});
