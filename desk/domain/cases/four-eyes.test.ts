import { describe, expect, it } from 'vitest';
import { holdOf, type Leaving, needsSecondView, secondViewReasons } from './four-eyes.ts';

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
    ['a record that goes to another account', { ...ordinary, filingType: 'recovery' }, ['account-lost']],
    ['the end of a website', { ...ordinary, filingType: 'cancel-website' }, []],
    [
      'content that others approve',
      { ...ordinary, websites: [{}, { details: { preApprovals: [{ kind: 'news' }] } }] },
      ['pre-approval'],
    ],
  ])('is needed or not: %s', (_, contents, expected) => {
    expect(secondViewReasons(contents)).toEqual(expected);
  });

  it('is for accepting alone, but after three returns for one reason', () => {
    expect(needsSecondView('returned', ['returned-thrice'])).toBe(true);
    expect(needsSecondView('accepted', ['pre-approval'])).toBe(true);
    expect(needsSecondView('returned', ['pre-approval'])).toBe(false);
    expect(needsSecondView('accepted', [])).toBe(false);
  });
});

describe('a decision that is about to leave', () => {
  const accepted = {
    kind: 'accepted',
    decidedBy: 'lin',
    secondBy: undefined,
    asksSecondView: false,
    reasons: [],
    isListed: false,
    tied: [],
  } as const satisfies Leaving;
  const seen = { ...accepted, secondBy: 'he', reasons: ['pre-approval'] } as const;

  it.each<[string, Leaving, 'tied' | 'second-view' | undefined]>([
    ['goes when nothing stands against it', accepted, undefined],
    ['goes when a second person has agreed', seen, undefined],
    ['waits for one when what it accepts has been black-listed since', { ...accepted, isListed: true }, 'second-view'],
    ['waits again when the second did not know of the list', { ...seen, isListed: true }, 'second-view'],
    ['goes when they knew', { ...seen, reasons: ['black-listed'], isListed: true }, undefined],
    ['goes as a return, whatever is listed', { ...accepted, kind: 'returned', isListed: true }, undefined],
    ['waits for a second view that was asked for', { ...accepted, asksSecondView: true }, 'second-view'],
    ['waits also when somebody else has asked', { ...accepted, kind: 'returned', reasons: ['asked'] }, 'second-view'],
    ['waits when its reasons take two and nobody has seen it', { ...seen, secondBy: undefined }, 'second-view'],
    ['waits for another when the second may not have agreed', { ...seen, tied: ['he'] }, 'second-view'],
    ['is somebody else’s when whoever decided may not have', { ...seen, tied: ['lin'] }, 'tied'],
  ])('%s', (_, leaving, hold) => {
    expect(holdOf(leaving)).toBe(hold);
  });
});
