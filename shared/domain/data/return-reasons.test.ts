import { describe, expect, it } from 'vitest';
import { SOURCES } from '../rules/sources.ts';
import { RETURN_REASONS } from './return-reasons.ts';

describe('the documented reasons for a return', () => {
  it('are numbered from RJ-01 to RJ-34', () => {
    const numbers = Array.from({ length: 34 }, (_, index) => `RJ-${String(index + 1).padStart(2, '0')}`);

    expect(RETURN_REASONS.map(({ id }) => id)).toEqual(numbers);
  });

  it('are Chinese sentences about what is wrong and what to do', () => {
    const texts = RETURN_REASONS.flatMap(({ reason, suggestion }) => [reason, suggestion]);

    expect(texts.filter((text) => !/^[\p{Script=Han}\d].{3,60}。$/u.test(text))).toEqual([]);
    expect(RETURN_REASONS.filter(({ group }) => !/^\p{Script=Han}{2,4}$/u.test(group))).toEqual([]);
  });

  it('flag a field of the filing', () => {
    const field = /^(eligibility|organizer|principal|websites\.\*|documents|filingType)(\.[a-zA-Z-]+){0,2}$/;

    expect(RETURN_REASONS.filter((reason) => !field.test(reason.field))).toEqual([]);
  });

  it('say whether a machine finds them, and name sources', () => {
    expect(new Set(RETURN_REASONS.map(({ preCheck }) => preCheck))).toEqual(new Set(['yes', 'partly', 'no']));
    expect(
      RETURN_REASONS.filter(({ source }) => source.length === 0 || source.some((key) => !(key in SOURCES))),
    ).toEqual([]);
  });

  it('have ids of rules, unless they can’t be found before submission', () => {
    const without = RETURN_REASONS.filter(({ rules }) => rules.length === 0).map(({ id }) => id);

    expect(without).toEqual(['RJ-09', 'RJ-24', 'RJ-33']);
    expect(
      RETURN_REASONS.flatMap(({ rules }) => rules).filter((id) => !/^[A-Z]{2}(-[A-Z]{2})?-\d\d$/.test(id)),
    ).toEqual([]);
  });
});
