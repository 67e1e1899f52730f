import { describe, expect, it } from 'vitest';
import { normalInput } from './eligibility-input.ts';
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
  it('are normalized to the form in which records are looked up', () => {
    expect(normalInput(input)).toEqual({
      ...input,
      certificateNumber: '91440300MAYH3K7264',
      domain: 'yunfan-keji.cn',
    });
  });

  it('of an individual have an ID number with an upper-case X', () => {
    const { certificateNumber } = normalInput({
      ...input,
      organizerKind: 'individual',
      certificateNumber: '１１０１０５１９４９１２３１００２x',
    });

    expect(certificateNumber).toBe('11010519491231002X');
  });

  it('have the domain alone and in ASCII, and what is no domain without more than it needs to be judged', () => {
    const domains = ['例子.中国', 'https://www.A.cn/', 'a cn'].map(
      (domain) => normalInput({ ...input, domain }).domain,
    );

    expect(domains).toEqual(['xn--fsqu00a.xn--fiqs8s', 'a.cn', 'a cn']);
  });
});
