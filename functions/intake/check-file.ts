import { fileTypeFromBuffer } from 'file-type';
import { type DocumentKind, limitsOf } from '../../shared/domain/document.ts';
import { checkPhoto } from './check-photo.ts';
import { checkVideo } from './check-video.ts';
import { type CheckedFile, refuse } from './checked-file.ts';

/**
 * Looks at what a file is, not at what it is called: its magic bytes must be those of the declared type, and the declared type one
 * that this kind of document takes.
 */
export async function checkFile(kind: DocumentKind, declaredType: string, bytes: Buffer): Promise<CheckedFile> {
  const limits = limitsOf(kind);
  if (bytes.length > limits.maxBytes) {
    const maxMegabytes = limits.maxBytes / 1024 / 1024;
    return refuse(`文件不能超过 ${maxMegabytes} MB，请压缩后重新上传。`, { maxMegabytes });
  }
  const detected = await fileTypeFromBuffer(bytes);
  // Every MP4 brand counts as MP4; phones write many.
  const type = detected?.mime;
  if (type !== declaredType || !limits.contentTypes.includes(declaredType)) {
    return refuse(`这个文件不是${limits.label}需要的类型，请上传拍摄的原图或原视频。`);
  }
  return declaredType.startsWith('image/') ? checkPhoto(bytes, limits) : checkVideo(bytes, declaredType, limits);
}
