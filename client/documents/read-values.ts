import type { DocumentKind, ReadableKind } from '../../shared/domain/media/document.ts';
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

/** A piece, and its own width to height in pixels. */
export interface ShownPiece extends Piece {
  readonly ratio: number;
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

/** What surrounds a card that was cropped at its outline, as a share of its longer side. */
const MARGIN = 0.06;
const RATIO = 85.6 / 53.98;

/**
 * The piece of a picture that a value was read from, where the picture was cropped at the outline of a card; undefined
 * where papers of this kind differ.
 */
export function pieceOf(kind: DocumentKind, field: string): ShownPiece | undefined {
  const place = ON_CARD[kind]?.[field];
  if (!place) return undefined;
  const [across, down] = [1 + 2 * MARGIN, 1 + 2 * MARGIN * RATIO];
  return {
    x: (MARGIN + place.x) / across,
    y: (MARGIN * RATIO + place.y) / down,
    width: place.width / across,
    height: place.height / down,
    ratio: (place.width * RATIO) / place.height,
  };
}

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
