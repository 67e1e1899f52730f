import { describe, expect, it } from 'vitest';
import { type HandOver, handOverState, isGoingOn, mayBegin, triesLeftOf } from './hand-over.ts';
import type { LivenessState } from './liveness.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 27, 2, minute));
const handOver: HandOver = {
  id: 'h1',
  filingId: 'f1',
  websiteId: 'w1',
  applicantId: 'a1',
  createdAt: at(0),
  expiresAt: at(30),
  checkIds: [],
};
const opened = { ...handOver, openedAt: at(1) };
const checks = (...states: LivenessState[]) => states.map((state) => ({ state, createdAt: at(2), expiresAt: at(12) }));

describe('a hand-over', () => {
  it.each([
    ['sent, until somebody opens it', handOver, checks(), 5, 'sent'],
    ['opened, once a device has it', opened, checks(), 5, 'opened'],
    ['running, while a challenge is open', opened, checks('failed', 'open'), 5, 'running'],
    ['running, while a check is verified', opened, checks('verifying'), 15, 'running'],
    ['opened again, when a challenge ended unanswered', opened, checks('open'), 12, 'opened'],
    ['opened again, when an instance died while it verified', opened, checks('verifying'), 22, 'opened'],
    ['passed, whatever came later', { ...opened, cancelledAt: at(9) }, checks('failed', 'passed'), 40, 'passed'],
    ['failed, after three tries', opened, checks('failed', 'failed', 'failed'), 5, 'failed'],
    ['open after two', opened, checks('failed', 'failed', 'unanswered'), 5, 'opened'],
    ['declined by the site owner', { ...opened, declinedAt: at(3) }, checks(), 40, 'declined'],
    ['cancelled by whoever files', { ...opened, cancelledAt: at(3) }, checks('open'), 5, 'cancelled'],
    ['expired after half an hour', opened, checks('failed'), 30, 'expired'],
  ] as const)('is %s', (_what, of, ofIt, minute, state) => {
    expect(handOverState(of, ofIt, at(minute))).toBe(state);
  });

  it('goes on until it has an outcome', () => {
    const states = ['sent', 'opened', 'running', 'passed', 'failed', 'declined', 'expired', 'cancelled'] as const;

    expect(states.filter(isGoingOn)).toEqual(['sent', 'opened', 'running']);
  });

  it('lets checks begin for half an hour, and no more than twenty', () => {
    const with20 = { ...opened, checkIds: Array.from({ length: 20 }, (_, one) => `c${one}`) };

    expect([mayBegin(opened, at(29)), mayBegin(opened, at(30))]).toEqual([true, false]);
    expect([mayBegin({ ...with20, checkIds: with20.checkIds.slice(1) }, at(2)), mayBegin(with20, at(2))]).toEqual([
      true,
      false,
    ]);
  });

  it('has three tries, of which only failed ones count', () => {
    expect(triesLeftOf(checks('failed', 'unanswered', 'open', 'passed'))).toBe(2);
    expect(triesLeftOf(checks('failed', 'failed', 'failed', 'failed'))).toBe(0);
  });
});
