import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import { FILING_TYPE_NAMES } from './filing-types.ts';
import { isPrefilled, prefilledDifferences, withPrefilled } from './prefilled.ts';

const contents = contentsOf(ENTERPRISE, 'w1');
const { organizer, principal } = ENTERPRISE;

describe('who is filed', () => {
  it('is taken over and only read by a new website and a new access', () => {
    expect(FILING_TYPE_NAMES.filter(isPrefilled)).toEqual(['new-website', 'new-access']);
  });

  it('differs from the record where both have a value', () => {
    const { officePhone: _, ...withoutPhone } = principal;

    expect(prefilledDifferences(contents, { organizer, principal })).toEqual([]);
    expect(prefilledDifferences(contents, { organizer, principal: withoutPhone })).toEqual([]);
    expect(
      prefilledDifferences(contents, { organizer: { ...organizer, name: '云帆新科技有限公司' }, principal }),
    ).toEqual([{ path: 'organizer.name', before: organizer.name, after: '云帆新科技有限公司' }]);
  });

  it('is as the record says it now; an answer that the record does not have stays', () => {
    const { officePhone: _, ...withoutPhone } = principal;
    const now = { organizer: { ...organizer, name: '云帆新科技有限公司' }, principal: withoutPhone };

    const after = withPrefilled(contents, now);

    expect(after.organizer?.name).toBe('云帆新科技有限公司');
    expect(after.principal?.officePhone).toBe(principal.officePhone);
    expect(after.websites).toEqual(contents.websites);
  });
});
