import { describe, expect, it } from 'vitest';
import {
  type AuthorizationCodeState,
  authorizationCodeState,
  isHeldByOther,
  isMeantFor,
} from './authorization-code.ts';
import type { FilingState } from './filing/machine.ts';

describe('an authorization code', () => {
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
  ])('taken by a filing that is %s is %s', (filingState, state) => {
    expect(authorizationCodeState(filingState)).toBe(state);
  });

  it.each([
    ['everybody', undefined, 'somebody', true],
    ['everybody', undefined, undefined, true],
    ['one account, that account', 'somebody', 'somebody', true],
    ['one account, another', 'somebody', 'else', false],
    ['one account, without a sign-in', 'somebody', undefined, false],
  ])('made for %s can only be used by the right account', (_, targetId, applicantId, expected) => {
    expect(isMeantFor({ targetId }, applicantId)).toBe(expected);
  });

  it.each([
    [undefined, 'mine', false],
    ['mine', 'mine', false],
    ['other', 'mine', true],
    ['other', undefined, true],
  ])('held by filing %s is held by a filing other than %s: %s', (filingId, mine, expected) => {
    expect(isHeldByOther({ filingId }, mine)).toBe(expected);
  });
});
