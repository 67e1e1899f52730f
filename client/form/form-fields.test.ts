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
  organizer: fieldsFor(ORGANIZER_FIELDS, kind, '440000').map(({ key }) => key),
  person: fieldsFor(PERSON_FIELDS, kind, '440000').map(({ key }) => key),
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

  it('call the remark of a website optional for an enterprise, and not for an individual, of whom provinces want it', () => {
    const optional = (kind: 'enterprise' | 'individual') =>
      [...fieldsFor(ORGANIZER_FIELDS, kind, '440000'), ...fieldsFor(WEBSITE_FIELDS, kind, '440000')].filter(
        ({ isOptional }) => isOptional,
      );

    expect(optional('enterprise').map(({ label }) => label)).toEqual(['投资人或主管单位', '主体备注', '网站备注']);
    expect(optional('individual').map(({ label }) => label)).toEqual(['主体备注']);
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

describe('hints', () => {
  it('show a person without a company what a person writes', () => {
    const saidTo = (kind: 'enterprise' | 'individual') =>
      fieldsFor(WEBSITE_FIELDS, kind, '440000').map(({ hint, sample = '' }) => `${hint}${sample}`);
    const isOfCompany = (text: string) => /公司|单位|科技/.test(text);

    expect(saidTo('enterprise').filter(isOfCompany)).toHaveLength(3);
    expect(saidTo('individual').filter(isOfCompany)).toEqual([]);
  });

  it('say whose telephone is good for whoever has no landline, and where a mobile number is', () => {
    const hintFor = (kind: 'enterprise' | 'individual', region: string) =>
      fieldsFor(PERSON_FIELDS, kind, region).find(({ key }) => key === 'officePhone')?.hint;

    expect(hintFor('enterprise', '440000')).toContain('没有座机，填前台或物业能转到你的。');
    expect(hintFor('individual', '440000')).toBe(
      '座机的“区号-号码”，家里、学校或工作单位能找到你的。审核人员可能来电，请保持畅通。',
    );
    expect(hintFor('individual', '120000')).toMatch(/天津的个人没有座机，可以填另一个手机号码。$/);
  });

  it('say of the principal what the province of the filing asks', () => {
    const hintIn = (region: string) =>
      fieldsFor(PERSON_FIELDS, 'enterprise', region).find(({ key }) => key === 'isLegalRepresentative')?.hint;

    expect(hintIn('440000')).toBe('与营业执照上的法定代表人是同一个人时选“是”。广东须由法定代表人任主体负责人。');
    expect(hintIn('510000')).toBe(
      '与营业执照上的法定代表人是同一个人时选“是”。四川主体负责人是法定代表人，或持授权书的人。',
    );
  });
});
