import type { FaceBox } from '../../shared/domain/liveness/portrait-measures.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';

/** A box in pixels of its picture. */
export type CardBox = FaceBox;

/** Width to height of what is photographed flat. Sources: ISO/IEC 7810 ID-1; ICAO 9303 TD3; sheets of ISO 216. */
const RATIOS: Partial<Readonly<Record<DocumentKind, number>>> = {
  'business-licence': 297 / 210,
  'id-front': 85.6 / 53.98,
  'id-back': 85.6 / 53.98,
  'card-front': 85.6 / 53.98,
  'card-back': 85.6 / 53.98,
  passport: 125 / 88,
  'commitment-letter': 210 / 297,
};

/** Whether there is an outline for documents of this kind. */
export const hasOutline = (kind: DocumentKind): boolean => RATIOS[kind] !== undefined;

/** Licences and letters are printed in both directions. */
export const mayBeTurned = (kind: DocumentKind): boolean => kind === 'business-licence' || kind === 'commitment-letter';

/** Share of the picture that the outline takes, so that the edges of the card can be seen around it. */
const MOST = 0.88;
/** What is kept around the outline, as a share of it: a card that lies a little outside is whole all the same. */
const MARGIN = 0.06;

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The outline for a card, in the middle of the picture. @param isTurned the other direction than usual. */
export function askedCard({ width, height }: Size, kind: DocumentKind, isTurned = false): CardBox {
  const usual = RATIOS[kind] ?? 1;
  const ratio = isTurned ? 1 / usual : usual;
  const across = Math.min(MOST * width, MOST * height * ratio);
  const card = { width: across, height: across / ratio };
  return { x: (width - card.width) / 2, y: (height - card.height) / 2, ...card };
}

/** What of a picture is kept: the outline and a margin, whole pixels within the picture. */
export function cropAround({ x, y, width, height }: CardBox, picture: Size): CardBox {
  const margin = MARGIN * Math.max(width, height);
  const left = Math.max(0, Math.floor(x - margin));
  const top = Math.max(0, Math.floor(y - margin));
  return {
    x: left,
    y: top,
    width: Math.min(picture.width, Math.ceil(x + width + margin)) - left,
    height: Math.min(picture.height, Math.ceil(y + height + margin)) - top,
  };
}
