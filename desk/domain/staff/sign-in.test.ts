import { describe, expect, it } from 'vitest';
import { hasSecondFactor, roleMap, rolesIn, secondFactorRule } from './sign-in.ts';

describe('a second factor', () => {
  const rule = secondFactorRule('amr=mfa,amr=hwk,acr=urn:company:loa=2');

  it('is there when the provider says one of the words that the operator has named', () => {
    expect(hasSecondFactor({ acr: undefined, amr: ['pwd', 'mfa'] }, rule)).toBe(true);
    expect(hasSecondFactor({ acr: 'urn:company:loa=2', amr: [] }, rule)).toBe(true);
  });

  it('is not there when it says nothing, or another word', () => {
    expect(hasSecondFactor({ acr: undefined, amr: [] }, rule)).toBe(false);
    expect(hasSecondFactor({ acr: 'urn:company:loa=1', amr: ['pwd', 'otp'] }, rule)).toBe(false);
    expect(hasSecondFactor({ acr: 'mfa', amr: ['urn:company:loa=2'] }, rule)).toBe(false);
  });
});

describe('the roles of a claim', () => {
  it('are those of the same names, unless the operator has named others', () => {
    expect(rolesIn(['lead', 'reviewer', 'cook'], roleMap(undefined))).toEqual(['reviewer', 'lead']);
    expect(rolesIn(['icp-leads', 'lead'], roleMap('lead=icp-leads,lead=heads,auditor=icp=qa'))).toEqual(['lead']);
    expect(rolesIn('icp=qa', roleMap('auditor=icp=qa'))).toEqual(['auditor']);
  });

  it('are none for what is no list of names', () => {
    for (const claim of [undefined, null, 7, { lead: true }, '', []])
      expect(rolesIn(claim, roleMap(undefined))).toEqual([]);
  });
});
