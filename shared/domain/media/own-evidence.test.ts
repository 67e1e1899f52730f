import { describe, expect, it } from 'vitest';
import type { ReadableKind, ReadFields } from './document.ts';
import { isSure } from './evidence.ts';
import { withOwnEvidence } from './own-evidence.ts';
import { type Evidence, outweighs } from './weights.ts';

const TODAY = '2026-11-25';

type Given = Readonly<Record<string, string | readonly [text: string, ...evidence: Evidence[]]>>;

/** Values as an adapter reads them; `stated` among their evidence where the vendor is confident. */
const read = (given: Given): ReadFields =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const [text, ...evidence] = typeof value === 'string' ? [value] : value;
      return [name, { text, confidence: 0.9, evidence }];
    }),
  );

/** The names of the values that are sure. */
function sureOf(kind: ReadableKind, given: Given, seen: { isUnclear?: boolean; twice?: readonly string[] } = {}) {
  const fields = withOwnEvidence(kind, read(given), { isUnclear: false, twice: [], today: TODAY, ...seen });
  return Object.keys(fields).filter((name) => isSure(fields[name] ?? {}));
}

const CARD = {
  name: '周建明',
  idNumber: '440305198806159974',
  sex: '男',
  nation: '汉',
  birthDate: '1988-06-15',
  address: '广东省深圳市南山区科苑南路168号',
};
const ALL_STATED = Object.fromEntries(
  Object.entries(CARD).map(([name, text]) => [
    name,
    [text, ...(name === 'name' ? [] : (['stated'] as const))] as const,
  ]),
);

describe('the portrait side', () => {
  it('has a sure number, birth date and sex by the check character, at whatever confidence', () => {
    expect(sureOf('id-front', CARD)).toEqual(['idNumber', 'sex', 'birthDate']);
  });

  it('has a sure sex of a woman, too', () => {
    const { idNumber, sex, birthDate } = { idNumber: '440106199704189988', sex: '女', birthDate: '1997-04-18' };

    expect(sureOf('id-front', { idNumber, sex, birthDate })).toEqual(['idNumber', 'sex', 'birthDate']);
    expect(sureOf('id-front', { idNumber, sex: '男', birthDate })).toEqual(['idNumber', 'birthDate']);
  });

  it('has a sure address only where the vendor is confident and it begins with a place', () => {
    expect(sureOf('id-front', ALL_STATED)).toEqual(['idNumber', 'sex', 'birthDate', 'address']);
    expect(sureOf('id-front', { ...ALL_STATED, address: ['东省深圳市南山区科苑南路168号', 'stated'] })).not.toContain(
      'address',
    );
    expect(sureOf('id-front', { ...ALL_STATED, address: CARD.address }, { twice: ['address'] })).not.toContain(
      'address',
    );
  });

  it('never has a name that is sure by itself', () => {
    expect(sureOf('id-front', ALL_STATED, { twice: Object.keys(CARD) })).not.toContain('name');
  });

  it.each([
    ['idNumber', { idNumber: '440305198806159973' }],
    ['birthDate', { birthDate: '1988-06-16' }],
    ['sex', { sex: '女' }],
  ])('has no sure %s that contradicts the rest', (name, changes) => {
    expect(sureOf('id-front', { ...CARD, ...changes })).not.toContain(name);
  });

  it('keeps a checked number sure in an unclear picture, and not where its place is hidden and nothing else has it', () => {
    expect(sureOf('id-front', ALL_STATED, { isUnclear: true })).toEqual(['idNumber', 'sex', 'birthDate']);
    expect(sureOf('id-front', { ...CARD, idNumber: [CARD.idNumber, 'hidden'] })).toContain('idNumber');
    expect(sureOf('id-front', { idNumber: [CARD.idNumber, 'hidden'] })).toEqual([]);
  });

  it('has no sure value that is hidden and that only its vendor is confident of', () => {
    const hidden = { ...ALL_STATED, address: [CARD.address, 'stated', 'hidden'] as const };

    expect(sureOf('id-front', hidden)).not.toContain('address');
  });
});

describe('the other side', () => {
  it.each([
    ['five years', '2019-03-11', '2024-03-11', ['validFrom', 'validTo']],
    ['twenty years', '2019-03-11', '2039-03-11', ['validFrom', 'validTo']],
    ['fifteen years', '2019-03-11', '2034-03-11', []],
    ['another day', '2019-03-11', '2039-03-12', []],
    // The word is no digits, and says nothing of the beginning.
    ['no end', '2019-03-11', 'long-term', ['validTo']],
  ])('has both days sure where the law knows the term: %s', (_, validFrom, validTo, sure) => {
    expect(sureOf('id-back', { validFrom, validTo })).toEqual(sure);
  });

  it('has the beginning of an open term sure where two actions read it, or the vendor is confident', () => {
    const open = { validFrom: '2019-03-11', validTo: 'long-term' };

    expect(sureOf('id-back', open, { twice: ['validFrom'] })).toContain('validFrom');
    expect(sureOf('id-back', { ...open, validFrom: ['2019-03-11', 'stated'] })).toContain('validFrom');
  });

  it('has no sure day that does not exist, or that is yet to come', () => {
    const twice = ['validFrom'];

    expect(
      sureOf('id-back', { validFrom: ['2010-02-30', 'impossible', 'stated'], validTo: 'long-term' }, { twice }),
    ).toEqual(['validTo']);
    expect(sureOf('id-back', { validFrom: ['2027-02-01', 'stated'], validTo: '2037-02-01' }, { twice })).toEqual([
      'validTo',
    ]);
  });
});

describe('a licence, whose action states no confidence', () => {
  const LICENCE = {
    creditCode: '91440300MAYH3K7264',
    name: '深圳市云帆样例科技有限公司',
    legalRepresentative: '周建明',
    address: '广东省深圳市南山区科苑南路168号',
    establishedOn: '2019-05-20',
  };

  it('has a sure code by its check character, and days that two actions read', () => {
    expect(sureOf('business-licence', LICENCE)).toEqual(['creditCode']);
    expect(sureOf('business-licence', LICENCE, { twice: Object.keys(LICENCE) })).toEqual([
      'creditCode',
      'establishedOn',
    ]);
  });

  it.each([
    ['2019-05-20', '2039-05-19', ['validFrom', 'validTo']],
    ['2019-05-20', '2049-05-20', ['validFrom', 'validTo']],
    ['2019-05-20', '2039-05-18', []],
    ['2019-05-20', '2019-05-20', []],
    ['2019-05-20', 'long-term', ['validTo']],
  ])('has both ends sure where they lie full years apart: %s to %s', (validFrom, validTo, sure) => {
    expect(sureOf('business-licence', { validFrom, validTo })).toEqual(sure);
  });

  it('has an address in the division of its code as evidence', () => {
    const evidence = (address: string) =>
      withOwnEvidence('business-licence', read({ ...LICENCE, address }), { isUnclear: false, twice: [], today: TODAY })
        .address?.evidence;

    expect(evidence('广东省深圳市南山区科苑南路168号')).toEqual(['division', 'place']);
    expect(evidence('广东省广州市天河区体育东路206号')).toEqual(['place']);
    expect(evidence('科苑南路168号')).toEqual(['no-place']);
  });
});

describe('what a value has for and against it', () => {
  const seen = { isUnclear: false, twice: [] as readonly string[], today: TODAY };
  /** The evidence of each value, in its order. */
  const evidenceOf = (kind: ReadableKind, fields: ReadFields, more: Partial<typeof seen> = {}) =>
    Object.fromEntries(
      Object.entries(withOwnEvidence(kind, fields, { ...seen, ...more })).map(([name, { evidence }]) => [
        name,
        evidence,
      ]),
    );

  it('is all that its card says, and nothing else', () => {
    expect(evidenceOf('id-front', read(CARD))).toEqual({
      name: [],
      idNumber: ['check-digit', 'birth-date-beside'],
      sex: ['fits-number'],
      nation: [],
      birthDate: ['fits-number', 'possible'],
      address: ['division', 'place'],
    });
    expect(evidenceOf('id-front', read({ ...CARD, birthDate: '1988-06-16', sex: '女' }))).toMatchObject({
      idNumber: ['check-digit'],
      sex: [],
      birthDate: ['possible'],
    });
  });

  it('begins with what its vendor says, where it says something', () => {
    const silent = { idNumber: { text: CARD.idNumber }, birthDate: { text: '1988-06-15' }, sex: { text: '男' } };

    expect(evidenceOf('id-front', silent)).toEqual({
      idNumber: ['check-digit', 'birth-date-beside'],
      birthDate: ['fits-number', 'possible'],
      sex: ['fits-number'],
    });
    expect(evidenceOf('id-front', read({ nation: ['汉', 'hidden'] }))).toEqual({ nation: ['hidden'] });
    // The number is not sure, so that it says nothing of the rest.
    expect(evidenceOf('id-front', read({ idNumber: [CARD.idNumber, 'hidden'], sex: '男' }))).toEqual({
      idNumber: ['hidden', 'check-digit'],
      sex: [],
    });
    expect(evidenceOf('id-front', read({ idNumber: CARD.idNumber, sex: '男' }), { isUnclear: true })).toEqual({
      idNumber: ['check-digit', 'unclear'],
      sex: ['unclear'],
    });
  });

  it('is nothing by a number that is not there or does not hold', () => {
    expect(evidenceOf('id-front', read({ address: CARD.address }))).toEqual({ address: ['place'] });
    expect(evidenceOf('business-licence', read({ address: CARD.address }))).toEqual({ address: ['place'] });
    expect(evidenceOf('business-licence', read({ creditCode: '91440300MAYH3K7265', address: CARD.address }))).toEqual({
      creditCode: [],
      address: ['place'],
    });
  });

  it.each([
    ['its district', '南山区科苑南路168号', ['division', 'no-place']],
    ['its city', '深圳市福田区样例路1号', ['division', 'place']],
    ['another city', '广州市天河区样例路1号', ['place']],
  ])('is the division of the number, by the name of %s', (_, address, expected) => {
    expect(evidenceOf('id-front', read({ idNumber: CARD.idNumber, address })).address).toEqual(expected);
  });

  it.each([
    ['安徽省宣城市邮溪县人民路938号', ['place', 'no-place']],
    ['安徽省宣城市郎溪县人民路938号', ['place']],
    ['北京市海定区建设街597号', ['place', 'no-place']],
    ['北京市海淀区建设街597号', ['place']],
    // Without a county, in a city that has none, and where a district of a road is named.
    ['安徽省宣城市人民路938号', ['place']],
    ['广东省东莞市南城区样例路1号', ['place']],
    ['安徽省人民路938号', ['place']],
    ['安徽省宣城市人民路第一二三四五六七八号小区', ['place']],
  ])('is against an address in a county that its city does not have: %s', (address, expected) => {
    expect(evidenceOf('id-front', read({ address })).address).toEqual(expected);
  });

  it('is a place of addresses and of offices, which only an address must have', () => {
    const fields = read({ name: '广东省样例有限公司', authority: '广东省公安厅', scope: '广东省内的服务' });

    expect(evidenceOf('business-licence', fields)).toEqual({ name: [], authority: ['place'], scope: [] });
    expect(evidenceOf('id-back', read({ authority: '南山分局' }))).toEqual({ authority: [] });
  });

  it.each([
    ['idNumber', '1', 'digits-twice'],
    ['creditCode', '1', 'digits-twice'],
    ['birthDate', '1', 'digits-twice'],
    ['validFrom', '1', 'digits-twice'],
    ['validTo', '1', 'digits-twice'],
    ['establishedOn', '1', 'digits-twice'],
    ['type', '有限责任公司', 'text-twice'],
    ['name', '周建明', undefined],
    ['legalRepresentative', '周建明', undefined],
  ])('is that a second action has read it: %s', (name, text, expected) => {
    const evidence = expected === undefined ? [] : [expected];

    expect(evidenceOf('business-licence', read({ [name]: text }), { twice: [name] })).toEqual({ [name]: evidence });
  });

  it.each<[name: string, text: string, said: readonly Evidence[], expected: readonly Evidence[]]>([
    ['establishedOn', TODAY, [], ['possible']],
    ['establishedOn', '2026-11-26', [], ['refuted']],
    ['establishedOn', '2019-02-30', ['impossible'], ['impossible']],
    ['type', '2019-05-20号', [], []],
    ['type', '第2019-05-20', [], []],
  ])('is whether a day has come: %s %s', (name, text, said, expected) => {
    expect(evidenceOf('business-licence', read({ [name]: [text, ...said] }))).toEqual({ [name]: expected });
  });

  it('is nothing of a term of which one end is missing', () => {
    expect(evidenceOf('id-back', read({ validTo: '2039-03-11' }))).toEqual({ validTo: ['possible'] });
    expect(evidenceOf('id-back', read({ validFrom: '2019-03-11' }))).toEqual({ validFrom: ['possible'] });
  });
});

describe('evidence', () => {
  it.each<[readonly Evidence[], boolean]>([
    [[], false],
    [['stated'], false],
    [['stated', 'stated', 'stated'], false],
    [['stated', 'place'], true],
    [['stated', 'place', 'division', 'unclear'], false],
    [['check-digit'], true],
    [['check-digit', 'unclear'], false],
    [['check-digit', 'birth-date-beside', 'unclear'], true],
    [['check-digit', 'refuted'], false],
  ])('%j together is enough: %s', (evidence, isEnough) => {
    expect(outweighs(evidence)).toBe(isEnough);
  });
});
