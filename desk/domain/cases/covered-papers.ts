import type { MachineValue, Place } from '../../../contracts/review-desk/evidence.ts';
import type { PackedDocument } from '../../../contracts/review-desk/package.ts';
import type { ReviewPackage } from './package.ts';

/** What of a picture is covered until somebody asks for it with a reason: places, or all of it. */
export type Cover = 'picture' | readonly Place[];

/** Kinds without the number of a person: the back of an ID card, papers of a company, and faces. */
const WITHOUT_NUMBER = [
  'id-back',
  'business-licence',
  'former-licence',
  'name-change-proof',
  'pre-approval',
  'liveness-photo',
  'liveness-frame',
  'liveness-video',
];
/** What of a company has its public number alone; of a person their own. */
const OF_ORGANIZER = ['commitment-letter', 'domain-certificate', 'handheld-photo'];

/** Whether a picture may show the number of a person: every kind does of which nothing else is known. */
const showsNumber = (kind: string, { eligibility }: ReviewPackage): boolean =>
  !WITHOUT_NUMBER.includes(kind) && !(OF_ORGANIZER.includes(kind) && eligibility.organizerKind === 'enterprise');

/** Digits that are asked on the phone, and are masked in values, too. */
const LAST = 4;
/** Added to the place of a number, in digits along it and in its height across. */
const [ALONG, ACROSS] = [0.5, 0.3];
/** In pixels. What is said to be smaller is no line of print. */
const LEAST_SIDE = 3;

/**
 * What is covered of a paper; undefined when it shows no number of a person. Without a place of the number, which no
 * machine found or the package doesn't tell, nobody knows where it stands, and all of the picture is covered.
 */
export function coverOf({ id, kind }: PackedDocument, reviewPackage: ReviewPackage): Cover | undefined {
  const { evidence } = reviewPackage;
  if (!showsNumber(kind, reviewPackage)) return undefined;
  const numbers = evidence?.values.filter(({ document, field }) => document === id && isNumber(field)) ?? [];
  const covers = numbers.flatMap(lastDigits);
  return covers.length > 0 && numbers.every(isPlaced) ? covers : 'picture';
}

/** An individual's certificate is the organizer's, too. */
const isNumber = (field: string): boolean => /(^|\.)(idNumber|certificateNumber)$/.test(field);

const isPlaced = ({ value, places = [] }: MachineValue): boolean =>
  (value?.length ?? 0) > LAST && places.length > 0 && places.every(isPrint);

/** The end of each place of a number, with a margin. */
function lastDigits({ value = '', places = [] }: MachineValue): readonly Place[] {
  const digit = 1 / value.length;
  return places.map((place) => part(place, 1 - (LAST + ALONG) * digit, 1 + ALONG * digit));
}

/** A part of a place along its print, a little higher and lower. */
function part([a, b, c, d]: Place, from: number, to: number): Place {
  const [top, bottom] = [between(d, a, 1 + ACROSS), between(a, d, 1 + ACROSS)];
  const [topEnd, bottomEnd] = [between(c, b, 1 + ACROSS), between(b, c, 1 + ACROSS)];
  return [
    between(top, topEnd, from),
    between(top, topEnd, to),
    between(bottom, bottomEnd, to),
    between(bottom, bottomEnd, from),
  ];
}

type Point = Place[number];

const between = ([x, y]: Point, [toX, toY]: Point, share: number): Point => [
  x + (toX - x) * share,
  y + (toY - y) * share,
];

const isPrint = ([a, b, , d]: Place): boolean => distance(a, b) >= LEAST_SIDE && distance(a, d) >= LEAST_SIDE;

const distance = ([x, y]: Point, [toX, toY]: Point): number => Math.hypot(toX - x, toY - y);
