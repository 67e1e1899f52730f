import { describe, expect, it } from 'vitest';
import { draftOf } from './form-draft.ts';
import { PERSON_FIELDS } from './form-fields.ts';
import { isTakenOver } from './taken-over.ts';

const draft = draftOf(PERSON_FIELDS, { name: '陈星远', idNumber: '440305198506129974', mobile: '13822201234' });

describe('a value that a form took over from a certificate', () => {
  it('is looked at by changing it, but not by writing the same in another way', () => {
    const taken = { name: '陈星元' };

    expect(isTakenOver('name', draft, taken)).toBe(false);
    expect(isTakenOver('name', { ...draft, name: ' 陈 星元' }, taken)).toBe(true);
    expect(isTakenOver('idNumber', draft, taken)).toBe(false);
  });
});
