import { fileTypeFromBuffer } from 'file-type';
import { stops } from '../../contracts/kit/finding.ts';
import { type DocumentKind, HEIC_ADVICE, isHeic, limitsOf } from '../../shared/domain/media/document.ts';
import { qualityFindings } from '../../shared/domain/media/picture-quality.ts';
import { type AcceptedFile, type CheckedFile, refuse, refuseLength } from './checked-file.ts';

/** Loaded on demand: sharp takes 43 ms of CPU to load, and a video does not need it. */
const photos = async () => ({ ...(await import('./check-photo.ts')), ...(await import('./measure-picture.ts')) });
const videos = () => import('./check-video.ts');

/** Magic bytes stand at the beginning, so no hostile rest of a file can keep the detection busy. */
const HEAD_BYTES = 4100;

/**
 * Checks what a file is, not what it is called: its magic bytes must match the declared type, and this kind of document
 * must allow that type.
 */
export async function checkFile(kind: DocumentKind, declaredType: string, bytes: Buffer): Promise<CheckedFile> {
  const limits = limitsOf(kind);
  if (bytes.length > limits.maxBytes) return refuseLength(limits.maxBytes);
  // The parser of some other format may fail on noise.
  const detected = await fileTypeFromBuffer(bytes.subarray(0, HEAD_BYTES)).catch(() => undefined);
  if (detected && isHeic(detected.mime)) return refuse(HEIC_ADVICE);
  if (detected?.mime !== declaredType || !limits.contentTypes.includes(declaredType)) {
    return refuse(`这个文件不是${limits.label}需要的类型，请上传拍摄的原图或原视频。`);
  }
  if (!declaredType.startsWith('image/')) return (await videos()).checkVideo(bytes, declaredType, limits);
  const { checkPhoto } = await photos();
  const photo = await checkPhoto(bytes, limits);
  return photo.accepted ? withQuality(kind, photo) : photo;
}

/** A photo with findings about its quality; refused when nothing can be recognized in it. */
async function withQuality(kind: DocumentKind, photo: AcceptedFile): Promise<CheckedFile> {
  const { measurePicture } = await photos();
  const measures = await measurePicture(photo.bytes).catch(() => undefined);
  if (!measures) return refuse('图片已损坏或不完整，请重新拍摄后上传。');
  const findings = qualityFindings(kind, measures);
  return stops(findings) ? { accepted: false, findings } : { ...photo, findings };
}
