import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import type { FilingContents, Organizer, Person } from '../filing/filing.ts';
import type { Document } from './document.ts';
import { filedPicture, mayBeReused } from './filed-picture.ts';

const TODAY = '2026-11-27';
const CONTENTS = contentsOf(ENTERPRISE, 'a website');

const documentOf = (changes: Partial<Document>): Document => ({
  id: 'd',
  filingId: 'f',
  applicantId: 'a',
  kind: 'business-licence',
  subject: 'organizer',
  state: 'ready',
  contentType: 'image/jpeg',
  incomingKey: 'incoming/x',
  cleanKey: 'clean/certificates/x',
  findings: [],
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...changes,
});
const licence = (changes: Partial<Document> = {}) => documentOf({ id: 'licence', ...changes });
const front = (changes: Partial<Document> = {}) =>
  documentOf({ id: 'front', kind: 'id-front', subject: 'principal', ...changes });
const withOrganizer = (changes: Partial<Organizer>): FilingContents => ({
  ...CONTENTS,
  organizer: { ...ENTERPRISE.organizer, ...changes },
});
const withPrincipal = (changes: Partial<Person>): FilingContents => ({
  ...CONTENTS,
  principal: { ...ENTERPRISE.principal, ...changes },
});
const earlier = (document: Document, contents = CONTENTS) => [{ contents, documents: [document] }];

describe('the picture of a licence', () => {
  const found = (document = licence(), then = CONTENTS, now = CONTENTS) =>
    filedPicture('business-licence', 'organizer', now, earlier(document, then), TODAY)?.id;

  it('is used again for the same organizer', () => {
    expect(found()).toBe('licence');
  });

  it.each([
    ['name', { name: '深圳市云帆旧名科技有限公司' }],
    ['certificateAddress', { certificateAddress: '广东省深圳市福田区旧址路1号' }],
    ['legalRepresentative', { legalRepresentative: '何慧敏' }],
  ])('is not, when it shows another %s than is filed now', (_, then) => {
    expect(found(licence(), withOrganizer(then))).toBeUndefined();
  });

  it('is used again when only what it does not show differs', () => {
    expect(found(licence(), withOrganizer({ remark: '另一个备注', investor: undefined }))).toBe('licence');
  });

  it('is not, when it is of an organizer with another number', () => {
    const eligibility = { ...CONTENTS.eligibility, certificateNumber: '91440300MA00000000' };
    expect(found(licence(), { ...CONTENTS, eligibility })).toBeUndefined();
  });

  it.each([
    ['2026-11-26', undefined],
    ['2026-11-27', 'licence'],
    ['long-term', 'licence'],
  ])('with a term until %s is %s', (text, expected) => {
    expect(found(licence({ fields: { validTo: { text } } }))).toBe(expected);
  });

  it.each([
    ['refused', { state: 'refused' as const }],
    ['deleted', { cleanKey: undefined }],
    ['that is still being read', { state: 'reading' as const }],
  ])('that was %s is not', (_, changes) => {
    expect(found(licence(changes))).toBeUndefined();
  });

  it('comes from the newest filing that has a good one', () => {
    const papers = [
      { contents: withOrganizer({ name: '另一个名称' }), documents: [licence({ id: 'of another name' })] },
      { contents: CONTENTS, documents: [] },
      { contents: CONTENTS, documents: [licence({ id: 'old' }), licence({ id: 'good' })] },
      { contents: CONTENTS, documents: [licence({ id: 'older' })] },
    ];
    expect(filedPicture('business-licence', 'organizer', CONTENTS, papers, TODAY)?.id).toBe('good');
  });
});

describe('the picture of a principal’s card', () => {
  const found = (then = CONTENTS, now = CONTENTS) =>
    filedPicture('id-front', 'principal', now, earlier(front(), then), TODAY)?.id;

  it('is used again for the same person with the same card', () => {
    expect(found()).toBe('front');
  });

  it.each([
    ['another person', { idNumber: '440106199704189988' }],
    ['another name', { name: '何慧敏' }],
    ['a card that was renewed', { idValidFrom: '2009-03-11', idValidTo: '2019-03-11' }],
    ['another kind of card', { certificateType: 'passport' as const }],
  ])('is not, when it shows %s', (_, then) => {
    expect(found(withPrincipal(then))).toBeUndefined();
  });

  it('is used again when only phone and mailbox differ', () => {
    expect(found(withPrincipal({ mobile: '13900000000', email: 'old@example.com' }))).toBe('front');
  });

  it.each([
    ['440000', '2026-11-26', undefined],
    ['440000', '2026-11-27', 'front'],
    ['440000', 'long-term', 'front'],
    ['310000', '2027-02-26', undefined],
    ['310000', '2027-02-27', 'front'],
  ])('in %s, of a card until %s, is %s', (region, idValidTo, expected) => {
    const contents = withPrincipal({ idValidTo });
    const there = { ...contents, eligibility: { ...contents.eligibility, region } };
    expect(found(there, there)).toBe(expected);
  });

  it('is no picture of a passport, and nothing without a principal', () => {
    const papers = earlier(front({ kind: 'passport' }));
    expect(filedPicture('passport', 'principal', CONTENTS, papers, TODAY)).toBeUndefined();
    expect(found(CONTENTS, { ...CONTENTS, principal: undefined })).toBeUndefined();
  });
});

describe('what may be used again', () => {
  it.each([
    ['business-licence', 'organizer', true],
    ['id-front', 'principal', true],
    ['id-back', 'principal', true],
    ['passport', 'principal', true],
    ['card-back', 'principal', true],
    ['commitment-letter', 'organizer', false],
    ['authorization-letter', 'principal', false],
    ['residence-proof', 'principal', false],
    ['handheld-photo', 'website:1', false],
    ['id-front', 'website:1', false],
    ['liveness-photo', 'website:1', false],
  ] as const)('%s of %s: %s', (kind, subject, expected) => {
    expect(mayBeReused(kind, subject)).toBe(expected);
  });
});
