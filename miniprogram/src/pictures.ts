import type { PhoneFile } from './api.ts';

const PRIVACY_REFUSED = 104;
/** Wide enough for every reading; a larger picture only takes longer. */
const SHRUNK_PIXELS = 2400;
const SHRUNK_QUALITY = 85;

/** Lets the person take or choose a picture. @returns its path; undefined when they chose none. */
export async function chosenPicture(): Promise<string | undefined> {
  try {
    const { tempFiles } = await wx.chooseMedia({
      count: 1,
      mediaType: ['image'],
      sourceType: ['camera', 'album'],
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
