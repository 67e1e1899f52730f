import { type CardHint, cardHints, LOOK_ACROSS } from '../../client/documents/card-hints.ts';
import { askedCard, type CardBox, cropAround } from '../../client/documents/card-outline.ts';
import { QUALITIES, sizeToSend } from '../../client/documents/photo-size.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { jpegOf } from './shrink-photo.ts';

/** Small print on a licence needs every pixel that the camera has. */
const SIZE = { width: { ideal: 2560 }, height: { ideal: 1440 } };

/** Opens the camera that looks at the table. @throws DOMException */
export const openCardCamera = (): Promise<MediaStream> => {
  // The interface is missing where the page comes over plain http from another machine.
  if (!navigator.mediaDevices) throw new DOMException('no camera over plain http', 'NotSupportedError');
  return navigator.mediaDevices.getUserMedia({
    video: { facingMode: { ideal: 'environment' }, ...SIZE },
    audio: false,
  });
};

const sizeOf = ({ videoWidth, videoHeight }: HTMLVideoElement) => ({ width: videoWidth, height: videoHeight });

const canvasOf = (width: number, height: number): HTMLCanvasElement =>
  Object.assign(document.createElement('canvas'), { width: Math.round(width), height: Math.round(height) });

/** Hints for what the camera shows now; none before it shows something. */
export function lookAt(video: HTMLVideoElement, kind: DocumentKind, isTurned: boolean): readonly CardHint[] {
  const size = sizeOf(video);
  if (size.width === 0) return [];
  // Never larger than it is: a picture made larger looks blurred.
  const share = Math.min(1, LOOK_ACROSS / askedCard(size, kind, isTurned).width);
  const canvas = canvasOf(size.width * share, size.height * share);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const data = context?.getImageData(0, 0, canvas.width, canvas.height);
  if (!data) return [];
  const picture = { width: data.width, height: data.height, channels: 4 as const, pixels: data.data };
  return cardHints(picture, askedCard(picture, kind, isTurned));
}

/** The outline in the camera's picture. */
export const outlineIn = (video: HTMLVideoElement, kind: DocumentKind, isTurned: boolean): CardBox =>
  askedCard(sizeOf(video), kind, isTurned);

/** The card as the camera shows it now: what is in the outline, as a JPEG of the size that is sent. */
export async function takeCard(video: HTMLVideoElement, kind: DocumentKind, isTurned: boolean): Promise<File> {
  const piece = cropAround(outlineIn(video, kind, isTurned), sizeOf(video));
  const { width, height } = sizeToSend(piece);
  const canvas = canvasOf(width, height);
  const context = canvas.getContext('2d');
  if (context) context.imageSmoothingQuality = 'high';
  context?.drawImage(video, piece.x, piece.y, piece.width, piece.height, 0, 0, canvas.width, canvas.height);
  return new File([await jpegOf(canvas, QUALITIES[0])], '拍摄.jpg', { type: 'image/jpeg' });
}

const SHUTTER = 'icp-filing.auto-shutter';

/** Whether the shutter goes off by itself; this browser remembers that it was turned off. */
export const autoShutter = {
  isOn: (): boolean => localStorage.getItem(SHUTTER) !== 'off',
  set: (isOn: boolean): void => (isOn ? localStorage.removeItem(SHUTTER) : localStorage.setItem(SHUTTER, 'off')),
};

/** The camera's lamp, where it has one. */
export function lampOf(stream: MediaStream) {
  const [track] = stream.getVideoTracks();
  const abilities = track?.getCapabilities?.() as { readonly torch?: boolean } | undefined;
  if (!abilities?.torch) return undefined;
  return (isOn: boolean) => track?.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] });
}
