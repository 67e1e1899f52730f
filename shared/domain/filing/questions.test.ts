import { describe, expect, it } from 'vitest';
import { certificatePrefix, QUESTIONS_PER_DAY } from './questions.ts';

describe('the prefix of a certificate number', () => {
  it.each([
    ['an ID number', '440106199704189988', '44010619970418'],
    ['a credit code', '91440300MAYH3K7264', '91440300MAYH3K'],
    ['an old ID number', '440106970418998', '44010697041'],
    ['too little', '1234', ''],
    ['nothing', '', ''],
  ])('leaves out what somebody would try: %s', (_, number, prefix) => {
    expect(certificatePrefix(number)).toBe(prefix);
  });
});

describe('questions about others', () => {
  it('are so few that trying the 1,000 ID numbers of a region and a birthday takes more than a month', () => {
    const { numbersRead, numbersTyped, numbersWithDomain, numbersWithPrefix } = QUESTIONS_PER_DAY;

    expect([numbersRead, numbersTyped, numbersWithDomain, numbersWithPrefix]).toEqual([10, 3, 30, 30]);
    expect(1000 / numbersWithPrefix).toBeGreaterThan(31);
  });
});
