import { describe, expect, it } from 'vitest';
import type { Reason } from './operations.ts';
import { isAbout, itemsOf, reasonsFor } from './return-draft.ts';

const reason = (reasonId: string, fields: string[], isRetired = false): Reason => ({
  reasonId,
  version: 1,
  kind: 'return',
  topic: '证件',
  fields,
  reason: '不清晰。',
  suggestion: '重新拍摄。',
  isRetired,
  changedAt: '2026-11-01T00:00:00.000Z',
});

describe('the catalogue for a field', () => {
  it('has what is about it first, whichever website it is of, and nothing that is not used any more', () => {
    const all = [
      reason('RJ-12', ['documents']),
      reason('RJ-06', ['websites.*.details.name']),
      reason('RJ-99', ['websites.*.details.name'], true),
    ];

    const { fitting, others } = reasonsFor(all, 'websites.3.details.name');

    expect([fitting, others].map((part) => part.map(({ reasonId }) => reasonId))).toEqual([['RJ-06'], ['RJ-12']]);
  });

  it.each([
    ['remark', 'websites.0.details.remark'],
    ['details.name', 'websites.2.details.name'],
    ['documents.', 'websites.0.documents.handheld-photo'],
    ['documents.id-front', 'principal.documents.id-front'],
    ['liveness', 'websites.0.liveness'],
    ['filing', 'filing'],
  ])('takes a part of a path, as the desk’s own catalogue has it: %s for %s', (part, field) => {
    expect(isAbout(reason('RJ-32', [part]), field)).toBe(true);
  });

  it('takes no part of a step', () => {
    expect(isAbout(reason('RJ-04', ['domain']), 'websites.0.domainOwner')).toBe(false);
    expect(isAbout(reason('RJ-06', ['details.name']), 'organizer.name')).toBe(false);
  });

  it('takes the beginning of a path for all that is below it', () => {
    expect(isAbout(reason('RJ-13', ['principal']), 'principal.idNumber')).toBe(true);
    expect(isAbout(reason('RJ-13', ['principal']), 'organizer.name')).toBe(false);
  });
});

describe('a return', () => {
  it('has the items with a reason, and own words only where somebody wrote some', () => {
    const draft = [
      { field: 'organizer.name', reasonId: 'RJ-21', suggestion: ' 按执照填写。 ' },
      { field: 'principal.mobile', reasonId: 'RJ-15', suggestion: '  ' },
      { field: 'organizer.remark', reasonId: undefined, suggestion: '没有原因。' },
    ];

    expect(itemsOf(draft)).toEqual([
      { field: 'organizer.name', reasonId: 'RJ-21', suggestion: '按执照填写。' },
      { field: 'principal.mobile', reasonId: 'RJ-15' },
    ]);
  });
});
