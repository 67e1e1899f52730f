import { describe, expect, it } from 'vitest';
import type { FilingContents } from '../filing/filing.ts';
import { change, enterprise, individual } from '../rules/cases.ts';
import { type Witnesses, withAgreements } from './agreement.ts';
import type { ReadFields } from './document.ts';

const ofEnterprise: Witnesses = { contents: enterprise.contents, documents: [] };
const ofIndividual: Witnesses = { contents: individual.contents, documents: [] };

const LICENCE = { kind: 'business-licence', subject: 'organizer' } as const;
const FRONT = { kind: 'id-front', subject: 'principal' } as const;
const BACK = { kind: 'id-back', subject: 'principal' } as const;

/** Values of a vendor that states no confidence. */
const read = (texts: Readonly<Record<string, string>>, confidence?: number): ReadFields =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, confidence === undefined ? { text } : { text, confidence }]),
  );

/** The values that a second source agrees with. */
const sources = (fields: ReadFields) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, { agreesWith }]) => (agreesWith ? [[name, agreesWith]] : [])),
  );

const contentsWith = (changes: Readonly<Record<string, unknown>>, filingCase = enterprise): FilingContents =>
  change(filingCase, Object.fromEntries(Object.entries(changes).map(([path, value]) => [`contents.${path}`, value])))
    .contents;

describe('what is read from a business licence', () => {
  const printed = {
    creditCode: '91440300MAYH3K7264',
    name: '深圳市星河样例科技有限公司',
    legalRepresentative: '陈星远',
  };

  it('agrees with the credit code of the eligibility check, in whatever notation it was typed', () => {
    const contents = contentsWith({ 'eligibility.certificateNumber': '91440300mayh3k7264' });

    expect(sources(withAgreements(LICENCE, read(printed, 0.7), { contents, documents: [] }))).toEqual({
      creditCode: 'eligibility',
    });
  });

  it('does not agree with a number that was filled in from it, and that nobody has looked at', () => {
    const contents = contentsWith({ 'eligibility.numberTakenOver': true });

    expect(sources(withAgreements(LICENCE, read(printed, 0.7), { contents, documents: [] }))).toEqual({});
  });

  it('agrees with the check digit of its code when the vendor states no confidence', () => {
    const contents = contentsWith({ 'eligibility.certificateNumber': '92440300MAYH3K7261' });
    const code = (creditCode: string, confidence?: number) =>
      sources(withAgreements(LICENCE, read({ creditCode }, confidence), { contents, documents: [] }));

    expect(code('91440300MAYH3K7264')).toEqual({ creditCode: 'check-digit' });
    expect(code('91440300MAYH3K7265')).toEqual({});
    // A vendor that states its confidence knows whether it has guessed a character by the check digit.
    expect(code('91440300MAYH3K7264', 0.9)).toEqual({});
  });

  it('agrees with the commercial register where that agrees with the same value in the forms', () => {
    const company = {
      creditCode: true,
      name: true,
      legalRepresentative: true,
      idNumber: true,
      standing: 'in-business',
    } as const;
    const ask = (texts: Readonly<Record<string, string>>, said: typeof company | Record<string, unknown>) =>
      sources(withAgreements(LICENCE, read(texts), { ...ofEnterprise, company: said as typeof company }));
    const { creditCode: _, ...names } = printed;

    expect(ask(names, company)).toEqual({ name: 'company-register', legalRepresentative: 'company-register' });
    expect(ask(names, { ...company, name: false, legalRepresentative: false })).toEqual({});
    expect(ask({ name: '深圳市星河样例技术有限公司', legalRepresentative: '陈星元' }, company)).toEqual({});
  });

  it('agrees with the owner of a domain, not with what a form took over from it', () => {
    const owners = ['深圳市星河样例科技有限公司'];

    expect(sources(withAgreements(LICENCE, read({ name: printed.name }), { ...ofEnterprise, owners }))).toEqual({
      name: 'domain-owner',
    });
    expect(sources(withAgreements(LICENCE, read({ name: printed.name }), ofEnterprise))).toEqual({});
  });

  it('agrees with the person where they have confirmed just this value', () => {
    const fields = read({
      name: printed.name,
      address: '广东省深圳市南山区科苑路88号样例大厦1203室',
      legalRepresentative: '陈星远',
    });
    const confirmed = ['organizer.name', 'organizer.certificateAddress', 'organizer.legalRepresentative'];
    const by = (changes: Readonly<Record<string, unknown>>) =>
      sources(withAgreements(LICENCE, fields, { contents: contentsWith({ confirmed, ...changes }), documents: [] }));

    expect(by({})).toEqual({ name: 'person', address: 'person', legalRepresentative: 'person' });
    expect(by({ confirmed: ['organizer.name'] })).toEqual({ name: 'person' });
    expect(by({ 'organizer.name': '深圳市星河样例技术有限公司' })).toEqual({
      address: 'person',
      legalRepresentative: 'person',
    });
    expect(by({ 'organizer.legalRepresentative': '陈星元' })).toEqual({ name: 'person', address: 'person' });
  });

  it('keeps the agreement that it was stored with', () => {
    const fields = { name: { text: printed.name, agreesWith: 'company-register' } } as const;

    expect(sources(withAgreements(LICENCE, fields, ofEnterprise))).toEqual({ name: 'company-register' });
  });
});

describe('what is read from the portrait side of an ID card', () => {
  const card = {
    name: '林知秋',
    idNumber: individual.contents.eligibility.certificateNumber,
    birthDate: '1992-03-18',
    sex: '女',
  };

  it('agrees with the eligibility check of an individual, with its check digit, and within itself', () => {
    expect(sources(withAgreements(FRONT, read(card), ofIndividual))).toEqual({
      idNumber: 'eligibility',
      birthDate: 'same-certificate',
      sex: 'same-certificate',
    });
    expect(sources(withAgreements(FRONT, read(card), ofEnterprise))).toMatchObject({ idNumber: 'check-digit' });
  });

  it.each([
    ['a wrong check digit', { idNumber: '440106199203189985' }],
    ['another birth date', { birthDate: '1992-03-19' }],
    ['another sex', { sex: '男' }],
  ])('agrees with nothing when it contradicts itself by %s', (_, changes) => {
    expect(sources(withAgreements(FRONT, read({ ...card, ...changes }), ofEnterprise))).toEqual({});
  });

  it('agrees with nothing in itself when the vendor states a confidence, which has weighed that', () => {
    expect(sources(withAgreements(FRONT, read(card, 0.9), ofEnterprise))).toEqual({});
  });

  it('agrees with the owner of an individual’s domain', () => {
    const witnesses = { ...ofIndividual, owners: ['林知秋'] };

    expect(sources(withAgreements(FRONT, read({ name: '林知秋' }), witnesses))).toEqual({ name: 'domain-owner' });
    expect(sources(withAgreements(FRONT, read({ name: '林知秋' }), { ...ofEnterprise, owners: ['林知秋'] }))).toEqual(
      {},
    );
  });

  it('agrees with what a site owner has confirmed in their form', () => {
    const contents = contentsWith({ confirmed: ['websites.w1.siteOwner.name'] });
    const certificate = { kind: 'id-front', subject: 'website:w1' } as const;

    expect(sources(withAgreements(certificate, read({ name: '何书云' }), { contents, documents: [] }))).toEqual({
      name: 'person',
    });
  });
});

describe('what is read from the other side', () => {
  // 31 years old at the beginning of the term.
  const front = { ...FRONT, state: 'ready', fields: read({ idNumber: '440305198506129974' }) } as const;
  const term = read({ validFrom: '2016-05-10', validTo: '2036-05-10' });
  const both = { validFrom: 'other-side', validTo: 'other-side' };

  it('agrees with the portrait side when the law gives somebody born then this term', () => {
    const number = enterprise.contents.principal?.idNumber ?? '';
    const documents = [{ ...front, fields: read({ idNumber: number }) }];

    expect(sources(withAgreements(BACK, term, { ...ofEnterprise, documents }))).toEqual(both);
    const misread = read({ validFrom: '2016-05-10', validTo: '2035-05-10' });
    expect(sources(withAgreements(BACK, misread, { ...ofEnterprise, documents }))).toEqual({});
    const ofOther = [{ ...documents[0], subject: 'website:w1' }] as unknown as typeof documents;
    expect(sources(withAgreements(BACK, term, { ...ofEnterprise, documents: ofOther }))).toEqual({});
  });

  it('agrees with nothing while the portrait side is not there, or its number is not sure', () => {
    const number = enterprise.contents.principal?.idNumber ?? '';
    const without = [
      [],
      [{ ...front, fields: read({ idNumber: number }, 0.9) }],
      [{ ...front, fields: read({ idNumber: number }), state: 'refused' as const }],
    ];

    for (const documents of without)
      expect(sources(withAgreements(BACK, term, { ...ofEnterprise, documents }))).toEqual({});
  });
});
