import { describe, expect, it } from 'vitest';
import type { PlaceOfCheck } from '../documents/first-certificate.ts';
import { checkTitle, verdictOf } from './eligibility-answer.ts';
import { BLANK_INPUT, type TypedInput } from './eligibility-check.ts';

const findings = [{ ruleId: 'FT-01', severity: 'block', field: 'region', message: '请更换。', params: {} }] as const;

describe('the verdict of a check', () => {
  it('is a refusal when the filing is not possible as it was typed, signed in or not', () => {
    expect(verdictOf({ eligible: false, findings: [...findings] })).toBe('refused');
    expect(verdictOf({ signIn: true, eligible: false, findings: [...findings] })).toBe('refused');
  });

  it('asks for a sign-in when nothing speaks against what was typed', () => {
    expect(verdictOf({ signIn: true, findings: [] })).toBe('sign-in');
  });

  it('asks for the certificate when somebody is signed in who has not uploaded it', () => {
    expect(verdictOf({ certificate: 'missing', findings: [] })).toBe('certificate');
    expect(verdictOf({ certificate: 'missing', eligible: false, findings: [...findings] })).toBe('refused');
  });

  it('is that the filing is possible when there is a type', () => {
    const expiresAt = '2026-11-25T00:00:00.000Z';

    expect(verdictOf({ eligible: true, filingType: 'first', ticket: 't', expiresAt, findings: [] })).toBe('eligible');
  });
});

describe('the title of the page', () => {
  const title = (
    how: { readonly byHand: boolean; readonly isRecorded: boolean },
    input: Partial<TypedInput> = {},
    place: PlaceOfCheck = 'read',
  ) => checkTitle({ kind: 'incomplete' }, { ...BLANK_INPUT, ...input }, { place, ...how });

  it('says what is left to be answered, also for another website of what is filed', () => {
    expect(title({ byHand: false, isRecorded: false })).toBe('企业备案，还差域名和云服务');
    expect(title({ byHand: true, isRecorded: false })).toBe('验证备案类型');
    expect(title({ byHand: true, isRecorded: true })).toBe('哪个网站，放在哪台服务器？');
  });

  it('names only what is blank, and the number when the picture did not tell it', () => {
    const fromPicture = { byHand: false, isRecorded: false };
    const server = { resourceId: 'ins-gz000001' };

    expect(title(fromPicture, server)).toBe('企业备案，还差域名');
    expect(title(fromPicture, server, 'unread')).toBe('企业备案，还差证件号码和域名');
    expect(title(fromPicture, {}, 'unread')).toBe('企业备案，还差证件号码、域名和云服务');
    expect(title(fromPicture, { ...server, domain: 'yunfan-keji.cn' })).toBe('企业备案');
  });
});
