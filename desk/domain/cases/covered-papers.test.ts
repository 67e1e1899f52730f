import { describe, expect, it } from 'vitest';
import type { MachineValue, Place } from '../../../contracts/review-desk/evidence.ts';
import { contentsOfCase, WEBSITE_ID } from '../../../tests/support/desk/desk-case.ts';
import { coverOf } from './covered-papers.ts';

const FRONT = { id: 'front', kind: 'id-front', label: '身份证人像面', subject: 'principal', contentType: 'image/jpeg' };
/** Eighteen digits, each 30 pixels wide, on a level line. */
const LINE: Place = [
  [300, 800],
  [840, 800],
  [840, 900],
  [300, 900],
];
const read = (change: Partial<MachineValue> = {}): MachineValue => ({
  field: 'principal.idNumber',
  source: 'read',
  agreement: 'same',
  value: '440301199003077310',
  document: 'front',
  places: [LINE],
  ...change,
});
const cover = (values: readonly MachineValue[], paper = FRONT) =>
  coverOf(paper, contentsOfCase({ documents: [paper], evidence: { values, liveness: [] } }));
const rounded = (type: ReturnType<typeof cover>) =>
  type === 'picture' ? type : type?.map((place) => place.map((corner) => corner.map(Math.round)));

describe('what is covered of the front of an ID card', () => {
  it('is the end of its number with half a digit before and after it, a little higher and lower', () => {
    expect(rounded(cover([read()]))).toEqual([
      [
        [705, 770],
        [855, 770],
        [855, 930],
        [705, 930],
      ],
    ]);
  });

  it('follows the print of a card on its head', () => {
    const [a, b, c, d] = LINE;

    expect(rounded(cover([read({ places: [[c, d, a, b]] })]))).toEqual([
      [
        [435, 930],
        [285, 930],
        [285, 770],
        [435, 770],
      ],
    ]);
  });

  it('is every place where the number is printed, also as the number of the organizer', () => {
    const twice = cover([read({ places: [LINE, LINE] }), read({ field: 'eligibility.certificateNumber' })]);

    expect(twice).toHaveLength(3);
  });

  it.each([
    ['nothing was read', []],
    ['no place was told', [read({ places: undefined })]],
    ['the list of places is empty', [read({ places: [] })]],
    ['the place is of another picture', [read({ document: 'back' })]],
    ['the place is of another value', [read({ field: 'principal.name' })]],
    ['the number is not told', [read({ value: undefined })]],
    ['the place has no height', [read({ places: [[LINE[0], LINE[1], LINE[1], LINE[0]]] })]],
    ['one of two readings has no place', [read(), read({ field: 'eligibility.certificateNumber', places: undefined })]],
  ])('is all of the picture when %s', (_, values) => {
    expect(cover(values)).toBe('picture');
  });

  it('is nothing of a paper without such a number', () => {
    expect(cover([], { ...FRONT, kind: 'id-back' })).toBeUndefined();
    expect(cover([], { ...FRONT, kind: 'business-licence' })).toBeUndefined();
  });
});

describe('what is covered of a hand-held photo', () => {
  const PHOTO = { ...FRONT, id: 'held', kind: 'handheld-photo', label: '手持证件照', subject: `website:${WEBSITE_ID}` };
  const held = (organizerKind: 'enterprise' | 'individual', values: readonly MachineValue[]) =>
    rounded(
      coverOf(PHOTO, contentsOfCase({ organizerKind, documents: [FRONT, PHOTO], evidence: { values, liveness: [] } })),
    );
  const number = read({ field: 'eligibility.certificateNumber', document: 'held' });

  it('is the end of the number of the card that its person holds', () => {
    expect(held('individual', [read(), number])).toEqual([
      [
        [705, 770],
        [855, 770],
        [855, 930],
        [705, 930],
      ],
    ]);
  });

  it('is all of it when nobody found the number there', () => {
    expect(held('individual', [read()])).toBe('picture');
  });

  it('is nothing where somebody holds a licence', () => {
    expect(held('enterprise', [read()])).toBeUndefined();
  });
});

describe('what is covered of a commitment letter', () => {
  const LETTER = { ...FRONT, id: 'letter', kind: 'commitment-letter', label: '承诺书', subject: 'organizer' };
  const letter = (organizerKind: 'enterprise' | 'individual', values: readonly MachineValue[]) =>
    rounded(
      coverOf(LETTER, contentsOfCase({ organizerKind, documents: [LETTER], evidence: { values, liveness: [] } })),
    );

  it('of a person is the end of their number where it was found, else all of it', () => {
    const found = read({ field: 'eligibility.certificateNumber', document: 'letter' });

    expect(letter('individual', [found])).toHaveLength(1);
    expect(letter('individual', [])).toBe('picture');
  });

  it('of a company is nothing: its number is public', () => {
    expect(letter('enterprise', [])).toBeUndefined();
  });

  it('is that of the proof of a domain, too', () => {
    const proof = { ...FRONT, kind: 'domain-certificate' };
    const of = (organizerKind: 'enterprise' | 'individual') => coverOf(proof, contentsOfCase({ organizerKind }));

    expect([of('individual'), of('enterprise')]).toEqual(['picture', undefined]);
  });
});

describe('a paper in which nobody looks for numbers', () => {
  const whole = (kind: string, organizerKind: 'enterprise' | 'individual' = 'enterprise') =>
    coverOf({ ...FRONT, kind }, contentsOfCase({ organizerKind, documents: [{ ...FRONT, kind }] }));

  it.each([
    'passport',
    'card-front',
    'card-back',
    'authorization-letter',
    'residence-proof',
    'employment-proof',
    'ending-declaration',
  ])('%s is covered as a whole, for it has the number of a person', (kind) => {
    expect([whole(kind), whole(kind, 'individual')]).toEqual(['picture', 'picture']);
  });

  it('of a kind that the desk does not know is covered as a whole', () => {
    expect(whole('household-register')).toBe('picture');
  });

  it.each(['id-back', 'business-licence', 'former-licence', 'name-change-proof', 'pre-approval'])(
    '%s has none, and is not covered',
    (kind) => {
      expect([whole(kind), whole(kind, 'individual')]).toEqual([undefined, undefined]);
    },
  );

  it.each(['liveness-photo', 'liveness-frame', 'liveness-video'])('%s shows a face alone', (kind) => {
    expect(whole(kind, 'individual')).toBeUndefined();
  });
});
