import { describe, expect, it } from 'vitest';
import { verdictOf } from './eligibility-answer.ts';

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
