import type { CertificateKind, Field, IdBackReading, IdFrontReading, Reading } from 'engines/ocr/reading.ts';
import { CloudApiError } from '../cloud-action.ts';
import { isBlurred, isSoft } from './quality.ts';

/** One side of a 居民身份证, for IDCardOCR and RecognizeValidIDCardOCR. */
export type CardReading = IdFrontReading | IdBackReading;
export type Side = 'FRONT' | 'BACK';

/** Cards of residents, in the order in which RecognizeValidIDCardOCR numbers them. */
export const FAMILIES = ['身份证', '临时身份证', '港澳台居住证', '外国人永久居留证'] as const;
export type Family = (typeof FAMILIES)[number];

/** The front of the others looks like a 居民身份证, except for the number (GB 11643, and the cards' notices). */
export function familyOf(card: CardReading): Family {
  const number = card.kind === 'id-front' ? (card.fields.idNumber?.text ?? '') : '';
  if (card.isResidencePermit) return '港澳台居住证';
  if (number.startsWith('9')) return '外国人永久居留证';
  return card.isTemporary ? '临时身份证' : '身份证';
}

/** Median height of lines of a card that is 500 pixels wide, the minimum that the vendor advises. */
const MIN_TEXT_HEIGHT = 18;

/**
 * The one legible card in a picture.
 *
 * @param side the required one; undefined accepts both.
 * @throws CloudApiError with the reason when the picture does not show such a card.
 */
export function cardIn(reading: Reading, side: Side | undefined): CardReading {
  const refuse = (code: string, message: string) => new CloudApiError(`FailedOperation.${code}`, message);
  const { picture } = reading;
  if (reading.kind === 'unknown' && isSoft(picture)) throw refuse('ImageBlur', 'the picture is blurred');
  if (reading.kind !== 'unknown' && reading.papers > 1)
    throw refuse('MultiCardError', 'the picture shows several papers');
  if (reading.kind !== 'id-front' && reading.kind !== 'id-back') throw refuse('ImageNoIdCard', 'no ID card was found');
  if (side && side !== sideOf(reading)) throw refuse('CardSideError', 'the picture shows the other side');
  if (reading.cards > 1) throw refuse('MultiCardError', 'the picture shows several cards');
  if (picture.textHeight < MIN_TEXT_HEIGHT) throw refuse('IdCardTooSmall', 'the card is too small');
  if (isBlurred(picture)) throw refuse('ImageBlur', 'the picture is blurred');
  if (!isComplete(reading)) {
    if (isSoft(picture)) throw refuse('ImageBlur', 'the picture is blurred');
    throw refuse('IdCardInfoIllegal', 'what is printed on the card is missing or illegal');
  }
  return reading;
}

/** What the engine should expect: it decides between both sides of a card in one picture. */
export const kindOf = (side: Side | undefined): CertificateKind | undefined => side && KINDS[side];

const KINDS = { FRONT: 'id-front', BACK: 'id-back' } as const satisfies Record<Side, CertificateKind>;

export const sideOf = ({ kind }: CardReading): Side => (kind === 'id-front' ? 'FRONT' : 'BACK');

const isComplete = (card: CardReading): boolean =>
  card.kind === 'id-front'
    ? card.codeValid && card.fields.name !== undefined
    : [card.fields.authority, card.fields.validFrom, card.fields.validTo].every(Boolean);

/** Without leading zeros, as printed on cards: `1990/1/1`. */
export const slashed = (day: string): string => day.replace(/-0?/g, '/');

/** `2010.07.21-2030.07.21`, `2010.07.21-长期`. */
export const term = (from: Field | undefined, to: Field | undefined): string => `${dotted(from)}-${dotted(to)}`;

const dotted = (day: Field | undefined): string =>
  day?.text === 'long-term' ? '长期' : (day?.text ?? '').replaceAll('-', '.');
