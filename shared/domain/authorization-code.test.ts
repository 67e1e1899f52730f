import { describe, expect, it } from 'vitest';
import {
  type AuthorizationCodeState,
  authorizationCodeState,
  isHeldByOther,
  isMeantFor,
  normalAuthorizationCode,
} from './authorization-code.ts';
import type { FilingState } from './filing/machine.ts';

describe('an authorization code', () => {
  it.each(['7KQM-W2RT-9XHD-C4PZ', '7kqm-w2rt-9xhd-c4pz', '7KQMW2RT9XHDC4PZ', '7kqmw2rt-9xhdc4pz'])(
    'is the same code when it is written %s',
    (written) => {
      expect(normalAuthorizationCode(written)).toBe('7KQMW2RT9XHDC4PZ');
    },
  );

  it.each<[FilingState | undefined, AuthorizationCodeState]>([
    [undefined, 'free'],
    ['draft', 'in-use'],
    ['submitted', 'in-use'],
    ['returned', 'in-use'],
    ['queued', 'in-use'],
    ['sms-verification', 'in-use'],
    ['authority-review', 'in-use'],
    ['authority-returned', 'in-use'],
    ['approved', 'used'],
    ['revoked', 'used'],
    ['abandoned', 'free'],
    ['expired', 'free'],
  ])('of a filing that is %s is %s', (filingState, state) => {
    expect(authorizationCodeState(filingState)).toBe(state);
  });

  it.each([
    ['anybody', undefined, 'somebody', true],
    ['anybody', undefined, undefined, true],
    ['one account, that account', 'somebody', 'somebody', true],
    ['one account, another', 'somebody', 'else', false],
    ['one account, somebody who has not signed in', 'somebody', undefined, false],
  ])('that is made for %s: may be used is decided by the account', (_, targetId, applicantId, expected) => {
    expect(isMeantFor({ targetId }, applicantId)).toBe(expected);
  });

  it.each([
    [undefined, 'mine', false],
    ['mine', 'mine', false],
    ['other', 'mine', true],
    ['other', undefined, true],
  ])('that is held by filing %s: another than %s holds it is %s', (filingId, mine, expected) => {
    expect(isHeldByOther({ filingId }, mine)).toBe(expected);
  });
});
