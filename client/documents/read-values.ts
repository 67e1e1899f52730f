import type { DocumentKind, ReadableKind } from '../../shared/domain/media/document.ts';
import type { OfferedField } from '../../shared/domain/media/evidence.ts';
import type { Size } from './card-outline.ts';
import type { OfferedFields } from './documents.ts';

/** What is shown of a certificate that was read, in the order in which it is printed. */
const CERTIFICATE_LABELS: Readonly<Record<ReadableKind, Readonly<Record<string, string>>>> = {
  'business-licence': {
    creditCode: '统一社会信用代码',
    name: '名称',
    type: '类型',
    legalRepresentative: '法定代表人',
    address: '住所',
    validFrom: '成立日期',
    validTo: '营业期限至',
  },
  'id-front': { name: '姓名', address: '住址', idNumber: '公民身份号码' },
  'id-back': { authority: '签发机关', validFrom: '有效期限起', validTo: '有效期限止' },
};

/** A part of a picture, as shares of its width and height. */
export interface Piece {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where values stand on a card. Source: the layout of the resident ID card (GA 490), with room for a slant. */
const ON_CARD: Partial<Readonly<Record<DocumentKind, Readonly<Record<string, Piece>>>>> = {
  'id-front': {
    name: { x: 0.04, y: 0.06, width: 0.5, height: 0.19 },
    address: { x: 0.04, y: 0.42, width: 0.62, height: 0.36 },
    idNumber: { x: 0.04, y: 0.76, width: 0.94, height: 0.2 },
  },
  'id-back': {
    authority: { x: 0.2, y: 0.69, width: 0.78, height: 0.17 },
    validFrom: { x: 0.2, y: 0.81, width: 0.78, height: 0.17 },
    validTo: { x: 0.2, y: 0.81, width: 0.78, height: 0.17 },
  },
};

/** Where values usually stand on a licence that lies on its longer side. Source: the licence of 2019 (SAMR). */
const ON_LICENCE: Readonly<Record<string, Piece>> = {
  creditCode: { x: 0.03, y: 0.18, width: 0.5, height: 0.2 },
  name: { x: 0.03, y: 0.42, width: 0.52, height: 0.2 },
  type: { x: 0.03, y: 0.5, width: 0.52, height: 0.2 },
  legalRepresentative: { x: 0.03, y: 0.57, width: 0.52, height: 0.2 },
  validFrom: { x: 0.5, y: 0.5, width: 0.48, height: 0.22 },
  validTo: { x: 0.5, y: 0.5, width: 0.48, height: 0.22 },
  address: { x: 0.5, y: 0.56, width: 0.48, height: 0.26 },
};

/** What surrounds a card that was cropped at its outline, as a share of its longer side. */
const MARGIN = 0.06;
const RATIO = 85.6 / 53.98;
const CROPPED_RATIO = (RATIO * (1 + 2 * MARGIN)) / (1 + 2 * MARGIN * RATIO);
/** How much of a picture that nobody cropped a card takes, about its middle. */
const USUAL_SHARE = 0.8;
/** A value may be printed more than once; its lines are not further apart than so many heights of one. */
const LINES_APART = 6;

/**
 * The piece of a picture that a value was read from, with what surrounds it: where a machine has found its print; else where
 * the layout has it, on a card that was cropped at its outline; else larger, where it usually is.
 *
 * @param picture in pixels.
 */
export function pieceOf(kind: DocumentKind, field: string, picture: Size, places: OfferedField['places'] = []): Piece {
  if (places.length > 0) return around(places, picture);
  const isLicence = kind === 'business-licence';
  const place = isLicence ? ON_LICENCE[field] : ON_CARD[kind]?.[field];
  const ratio = picture.width / picture.height;
  if (!place || (isLicence && ratio < 1)) return { x: 0, y: 0.1, width: 1, height: 0.6 };
  if (isLicence) return place;
  if (Math.abs(ratio - CROPPED_RATIO) < 0.03) return inCropped(place);
  const share = { width: USUAL_SHARE, height: Math.min(0.9, (USUAL_SHARE * ratio) / RATIO) };
  const [width, height] = [place.width * share.width, 1.8 * place.height * share.height];
  const middle = (1 - share.height) / 2 + (place.y + place.height / 2) * share.height;
  return within({ x: (1 - share.width) / 2 + place.x * share.width, y: middle - height / 2, width, height });
}

function inCropped(place: Piece): Piece {
  const [across, down] = [1 + 2 * MARGIN, 1 + 2 * MARGIN * RATIO];
  return {
    x: (MARGIN + place.x) / across,
    y: (MARGIN * RATIO + place.y) / down,
    width: place.width / across,
    height: place.height / down,
  };
}

/** The lines of a value, and as much around them as half a line. */
function around(places: NonNullable<OfferedField['places']>, picture: Size): Piece {
  const boxes = places.map((corners) => {
    const [across, down] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    return { left: Math.min(...across), right: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) };
  });
  const [first] = boxes as [(typeof boxes)[0]];
  const line = first.bottom - first.top;
  const near = boxes.filter(
    ({ top, bottom }) => bottom > first.top - LINES_APART * line && top < first.bottom + LINES_APART * line,
  );
  const left = Math.min(...near.map((box) => box.left)) - line;
  const top = Math.min(...near.map((box) => box.top)) - line / 2;
  const right = Math.max(...near.map((box) => box.right)) + line;
  const bottom = Math.max(...near.map((box) => box.bottom)) + line / 2;
  return within({
    x: left / picture.width,
    y: top / picture.height,
    width: (right - left) / picture.width,
    height: (bottom - top) / picture.height,
  });
}

function within({ x, y, width, height }: Piece): Piece {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  return { x: left, y: top, width: Math.min(1, x + width) - left, height: Math.min(1, y + height) - top };
}

/** Shows only a piece: the picture is as much larger than its frame as the piece is smaller than the picture. */
export function pieceStyles({ x, y, width, height }: Piece, picture: Size) {
  const share = (100 * height * picture.height) / (width * picture.width);
  return {
    frame: `padding-top: ${share}%`,
    picture: `width: ${100 / width}%; left: ${(-100 * x) / width}%; top: ${(-100 * y) / height}%`,
  };
}

/** What is asked of a value that was read with doubt. */
export const DOUBT_WORDS = {
  ask: '照片上是这样吗？',
  yes: '对，没错',
  no: '不对，改一下',
  whole: '看整张照片',
} as const;

/** A value that was read, for the person to look at. */
export interface ReadValue {
  readonly field: string;
  readonly label: string;
  readonly text: string;
  readonly isDoubtful: boolean;
}

/** The values that were read from a certificate, in the order in which they are printed. */
export function valuesInOrder(kind: DocumentKind, read: OfferedFields): readonly ReadValue[] {
  const labels = (CERTIFICATE_LABELS as Partial<Record<DocumentKind, Readonly<Record<string, string>>>>)[kind] ?? {};
  return Object.entries(labels).flatMap(([field, label]) => {
    const value = read[field];
    if (!value) return [];
    const text = value.text === 'long-term' ? '长期' : value.text;
    return [{ field, label, text, isDoubtful: value.isDoubtful }];
  });
}

/** The same, doubtful ones first, because eyes should go there. */
export function valuesRead(kind: DocumentKind, read: OfferedFields): readonly ReadValue[] {
  const values = valuesInOrder(kind, read);
  return [...values.filter(({ isDoubtful }) => isDoubtful), ...values.filter(({ isDoubtful }) => !isDoubtful)];
}
