import { describe, expect, it } from 'vitest';
import { normalDomain, normalInput } from './eligibility-input.ts';
import type { EligibilityInput } from './filing.ts';

const input: EligibilityInput = {
  region: '440000',
  organizerKind: 'enterprise',
  certificateType: 'business-licence',
  certificateNumber: ' 91440300mayh3k7264 ',
  domain: 'Yunfan-KEJI。cn.',
  cloudService: { kind: 'authorization-code', code: 'AAAA-BBBB-CCCC-DDDD' },
};

describe('the inputs of an eligibility check', () => {
  it('are kept in the form in which records are searched', () => {
    expect(normalInput(input)).toEqual({
      ...input,
      certificateNumber: '91440300MAYH3K7264',
      domain: 'yunfan-keji.cn',
    });
  });

  it('of a person have an ID number with a capital X', () => {
    const { certificateNumber } = normalInput({
      ...input,
      organizerKind: 'individual',
      certificateNumber: '１１０１０５１９４９１２３１００２x',
    });

    expect(certificateNumber).toBe('11010519491231002X');
  });

  it('have a domain in ASCII, and what is no domain as it was typed', () => {
    expect([normalDomain('例子.中国'), normalDomain('http://a.cn/')]).toEqual([
      'xn--fsqu00a.xn--fiqs8s',
      'http://a.cn/',
    ]);
  });
});
