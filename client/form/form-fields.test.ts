import { describe, expect, it } from 'vitest';
import { draftOf, gapsIn } from './form-draft.ts';
import {
  fieldsFor,
  isReadByMachine,
  ORGANIZER_FIELDS,
  PERSON_FIELDS,
  picturesFor,
  WEBSITE_FIELDS,
} from './form-fields.ts';

const keysFor = (kind: 'enterprise' | 'individual') => ({
  organizer: fieldsFor(ORGANIZER_FIELDS, kind).map(({ key }) => key),
  person: fieldsFor(PERSON_FIELDS, kind).map(({ key }) => key),
});

const ALL = [...ORGANIZER_FIELDS, ...PERSON_FIELDS, ...WEBSITE_FIELDS];

describe('every field', () => {
  it('says what to write, and shows a sample where it is typed', () => {
    const typed = ALL.filter(({ control }) => ['text', 'long-text', 'phone', 'email'].includes(control));

    expect(ALL.filter(({ hint }) => hint.length < 8)).toEqual([]);
    expect(typed.filter(({ sample }) => !sample)).toEqual([]);
    expect(typed.length).toBeGreaterThan(10);
  });

  it('fits its own sample', () => {
    expect(ALL.filter(({ sample = '', maxLength = 1000 }) => sample.length > maxLength)).toEqual([]);
  });
});

describe('the forms', () => {
  it('of an enterprise ask for 法人姓名, 证件类型 and 办公室电话 in the guide’s order', () => {
    expect(keysFor('enterprise')).toEqual({
      organizer: ['name', 'certificateAddress', 'legalRepresentative', 'address', 'investor', 'remark'],
      person: [
        'name',
        'certificateType',
        'idNumber',
        'idValidFrom',
        'idValidTo',
        'officePhone',
        'mobile',
        'emergencyPhone',
        'email',
        'isLegalRepresentative',
      ],
    });
  });

  it('of an individual leave out what a person does not have, and keep the ID card', () => {
    const { organizer, person } = keysFor('individual');

    expect(organizer).toEqual(['name', 'certificateAddress', 'address', 'remark']);
    expect(person).not.toContain('certificateType');
    expect(draftOf(PERSON_FIELDS)).toMatchObject({ certificateType: 'id-card' });
  });

  it('begin with the ID card, and count nothing else as filled in', () => {
    const gaps = gapsIn(PERSON_FIELDS, draftOf(PERSON_FIELDS)).map(({ key }) => key);

    expect(gaps).toContain('officePhone');
    expect(gaps).not.toContain('certificateType');
  });

  it('say beside both phones that a reviewer may call', () => {
    const hints = PERSON_FIELDS.filter(({ key }) => key === 'officePhone' || key === 'mobile').map(({ hint }) => hint);

    expect(hints).toHaveLength(2);
    expect(hints.every((hint) => hint?.includes('审核人员可能来电'))).toBe(true);
  });

  it('read the licence, and no other certificate of a person than the ID card', () => {
    const [licence, card] = [
      { kind: 'business-licence', field: 'name' },
      { kind: 'id-front', field: 'name' },
    ] as const;

    expect([undefined, 'id-card', 'passport'].map((type) => isReadByMachine(card, type))).toEqual([true, true, false]);
    expect(isReadByMachine(licence, 'passport')).toBe(true);
  });

  it('ask for the pictures of the certificate that is chosen', () => {
    expect(picturesFor(undefined)).toEqual(['id-front', 'id-back']);
    expect(picturesFor('passport')).toEqual(['passport']);
    expect(picturesFor('hk-macao-residence')).toEqual(['card-front', 'card-back']);
  });
});
