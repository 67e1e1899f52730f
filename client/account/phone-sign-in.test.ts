import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { refusalIn } from '../../contracts/client/api-error.ts';
import { REFUSALS } from '../../contracts/kit/refusal.ts';
import { codeLine, digitsMissing, resendLabel, secondsToResend } from './phone-sign-in.ts';

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

describe('the sentence beside a code', () => {
  const sent = {
    to: '138****0017',
    atMs: Date.parse('2026-12-01T02:21:00Z'),
    expiresInSeconds: 300,
    resendInSeconds: 60,
  };
  const WRONG = '验证码不正确，请核对后重新输入。还可以试 4 次。';
  const line = (typed: string | undefined, error: string | undefined, passedSeconds: number) => {
    const missing = typed === undefined ? 0 : digitsMissing(typed);
    const { text, isBad } = codeLine(sent, { missing, error }, sent.atMs + passedSeconds * 1000);
    return [text, isBad];
  };

  it('says where it went and until when it is good', () => {
    expect(line(undefined, undefined, 0)).toEqual(['验证码已发送到 138****0017，10:26 前填写有效。', false]);
  });

  it('says how many digits are missing, and nothing besides', () => {
    expect(line('41 86', WRONG, 0)).toEqual(['还差 2 位，请填写收到的 6 位数字。', true]);
    expect(line('', undefined, 0)).toEqual(['还差 6 位，请填写收到的 6 位数字。', true]);
    expect(line('418602', undefined, 0)[1]).toBe(false);
  });

  it('says why it was refused', () => {
    expect(line('418602', WRONG, 0)).toEqual([WRONG, true]);
  });

  it('says that its time is over, and never that it is good', () => {
    expect(line(undefined, undefined, 299)[1]).toBe(false);
    expect(line('', undefined, 300)).toEqual(['过了 10:26，这个验证码已失效，请重新获取。', true]);
    expect(line('418602', WRONG, 300)).toEqual(['过了 10:26，这个验证码已失效，请重新获取。', true]);
    expect(line('418602', REFUSALS['one-time-code.late'], 301)).toEqual([
      '这个验证码超过 5 分钟，已失效，请重新获取。',
      true,
    ]);
  });
});

describe('a code that is not right', () => {
  it('says how often another may be tried', () => {
    const facts = { triesLeft: 4 };
    const message = '验证码不正确，请核对后重新输入。';

    expect(refusalIn({ error: { code: 'one-time-code.wrong', message, facts } }).message).toBe(
      '验证码不正确，请核对后重新输入。还可以试 4 次。',
    );
  });

  it.each([
    ['one-time-code.wrong', '验证码不正确，请核对后重新输入。'],
    ['one-time-code.locked', '这个验证码填错了 5 次，不能再用，请重新获取。'],
    ['one-time-code.late', '这个验证码超过 5 分钟，已失效，请重新获取。'],
    ['one-time-code.over', '这个验证码已经用过，或者后来又发了一条。请填最近收到的一条，或重新获取。'],
  ] as const)('has a sentence and a way on of its own: %s', (refusal, sentence) => {
    expect(REFUSALS[refusal]).toBe(sentence);
  });

  it('says when another may be asked for', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T07:12:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    const facts = { retryAfterSeconds: 480 };
    const message = '发到这里的验证码较多。刚收到的一条，在取它的那一页填写；或稍后再获取。';

    expect(refusalIn({ error: { code: 'one-time-code.too-many', message, facts } }).message).toBe(
      `${message}今天 15:20 后再试。`,
    );
  });
});
