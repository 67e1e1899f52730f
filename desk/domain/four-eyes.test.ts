import { describe, expect, it } from 'vitest';
import { needsSecondView, secondViewReasons } from './four-eyes.ts';

const ordinary = {
  filingType: 'first',
  findings: [{ severity: 'confirm' }, { severity: 'warn' }],
  websites: [{ details: { preApprovals: [] } }, {}],
};

describe('a second view', () => {
  it.each([
    ['an ordinary case', ordinary, []],
    ['what the machine would block', { ...ordinary, findings: [{ severity: 'block' }] }, ['block-overridden']],
    ['the end of an organizer', { ...ordinary, filingType: 'cancel-organizer' }, ['organizer-ends']],
    ['the end of a website', { ...ordinary, filingType: 'cancel-website' }, []],
    [
      'content that others approve',
      { ...ordinary, websites: [{}, { details: { preApprovals: [{ kind: 'news' }] } }] },
      ['pre-approval'],
    ],
  ])('is needed or not: %s', (_, contents, expected) => {
    expect(secondViewReasons(contents)).toEqual(expected);
  });

  it('is for accepting alone', () => {
    expect(needsSecondView('accepted', ['pre-approval'])).toBe(true);
    expect(needsSecondView('returned', ['pre-approval'])).toBe(false);
    expect(needsSecondView('accepted', [])).toBe(false);
  });
});
