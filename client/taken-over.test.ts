import { describe, expect, it } from 'vitest';
import { draftOf } from './form-draft.ts';
import { PERSON_FIELDS, WEBSITE_FIELDS } from './form-fields.ts';
import { confirmedKeys, isTakenOver, takenBefore } from './taken-over.ts';

const draft = draftOf(PERSON_FIELDS, { name: '陈星远', idNumber: '440305198506129974', mobile: '13822201234' });

describe('a value that a form took over from a certificate', () => {
  it('is not confirmed until the person says so', () => {
    const taken = new Map([['name', '陈星远']]);

    expect(confirmedKeys(PERSON_FIELDS, draft, taken)).toEqual(['idNumber']);
    expect(confirmedKeys(PERSON_FIELDS, draft, new Map())).toEqual(['name', 'idNumber']);
  });

  it('is confirmed by changing it, but not by writing the same in another way', () => {
    const taken = new Map([['name', '陈星元']]);

    expect(isTakenOver('name', draft, taken)).toBe(false);
    expect(isTakenOver('name', { ...draft, name: ' 陈 星元' }, taken)).toBe(true);
  });

  it('was taken over when it was saved and not confirmed', () => {
    expect([...takenBefore(PERSON_FIELDS, draft, ['idNumber'])]).toEqual([['name', '陈星远']]);
  });

  it('does not occur in a form without values of certificates', () => {
    expect(confirmedKeys(WEBSITE_FIELDS, draftOf(WEBSITE_FIELDS), new Map())).toBeUndefined();
  });
});
