import { idBack, idFront } from './cards/id-card.ts';
import { businessLicence } from './cards/licence.ts';
import { type PhotoOptions, photograph } from './cards/photo.ts';
import type { BusinessLicence, IdCard } from './people.ts';

// Cards are 1400 pixels wide, licences 2100; the desk around them is extra.
const CARD_SCALE = 1.4;
const LICENCE_SCALE = 1.5;

/**
 * A photo of the portrait side of an ID card, marked 样张.
 *
 * @param options `portrait`: PNG or JPEG of the holder; without it the card shows a grey silhouette.
 * @returns JPEG
 */
export function drawIdFront(
  card: IdCard,
  { portrait, ...photo }: PhotoOptions & { readonly portrait?: Buffer } = {},
): Promise<Buffer> {
  return photograph(idFront(card, portrait), CARD_SCALE, photo);
}

/**
 * A photo of the side of an ID card with issuer and validity, marked 样张.
 *
 * @returns JPEG
 */
export function drawIdBack(card: IdCard, options: PhotoOptions = {}): Promise<Buffer> {
  return photograph(idBack(card), CARD_SCALE, options);
}

/**
 * A photo of a business licence, marked 样张.
 *
 * @returns JPEG
 */
export function drawLicence(licence: BusinessLicence, options: PhotoOptions = {}): Promise<Buffer> {
  return photograph(businessLicence(licence), LICENCE_SCALE, options);
}
