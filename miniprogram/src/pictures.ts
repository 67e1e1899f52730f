import { hasOutline } from '../../client/documents/card-outline.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import type { PhoneFile } from './api.ts';

const PRIVACY_REFUSED = 104;
/** Wide enough for every reading; a larger picture only takes longer. */
const SHRUNK_PIXELS = 2400;
const SHRUNK_QUALITY = 85;

/** Who waits for what the camera's page takes. */
let waiting: ((path: string | undefined) => void) | undefined;

/** Tells whoever waits for the camera's page. @param path of the picture; left out when none was taken */
export function settleCamera(path?: string): void {
  waiting?.(path);
  waiting = undefined;
}

/** Lets the person take or choose a picture of a document. @returns its path; undefined when they took none. */
export const takenPicture = (kind: DocumentKind): Promise<string | undefined> =>
  hasOutline(kind)
    ? new Promise((resolve) => {
        settleCamera();
        waiting = resolve;
        wx.navigateTo({ url: `/pages/camera/index?kind=${kind}`, fail: () => settleCamera() });
      })
    : chosenPicture(['camera', 'album']);

/** Lets the person take a picture with the phone's own camera, or choose one. @returns its path; undefined for none. */
export async function chosenPicture(sourceType: ('album' | 'camera')[]): Promise<string | undefined> {
  try {
    const { tempFiles } = await wx.chooseMedia({
      count: 1,
      mediaType: ['image'],
      sourceType,
      // Certificates are read; WeChat's own compression would blur them.
      sizeType: ['original'],
    });
    return tempFiles[0]?.tempFilePath;
  } catch (error) {
    if ((error as { errno?: number }).errno === PRIVACY_REFUSED)
      wx.showModal({
        title: '还不能选择照片',
        content: '选择照片需要先同意隐私保护指引。再点一次上传，同意后就可以选择；不同意也可以在电脑网页上办理。',
        showCancel: false,
        confirmText: '知道了',
      });
    return undefined;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heif',
};

/** The picture as it may be uploaded: one that is too large is shrunk. */
export async function fitting(path: string, maxBytes: number): Promise<PhoneFile> {
  const { type, width } = await wx.getImageInfo({ src: path });
  const size = await sizeOf(path);
  if (size <= maxBytes) return { path, size, type: TYPES[type] ?? 'image/jpeg' };
  const { tempFilePath } = await wx.compressImage({
    src: path,
    quality: SHRUNK_QUALITY,
    compressedWidth: Math.min(width, SHRUNK_PIXELS),
  });
  return { path: tempFilePath, size: await sizeOf(tempFilePath), type: 'image/jpeg' };
}

/** Bytes of a file on this phone. */
export const sizeOf = (filePath: string): Promise<number> =>
  new Promise((resolve, reject) => {
    wx.getFileSystemManager().getFileInfo({ filePath, success: ({ size }) => resolve(size), fail: reject });
  });

/** The address of a drawing: a mini program draws an SVG only as a picture. */
export const svgUrl = (svg: string): string => svg && `data:image/svg+xml,${encodeURIComponent(svg)}`;
