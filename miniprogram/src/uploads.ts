import { messageOf } from '../../client/form-messages.ts';
import { DOCUMENT_STATES } from '../../client/labels.ts';
import type { Material } from '../../client/messages.ts';
import { documentField, flaggedMessages } from '../../client/repair.ts';
import {
  DOCUMENT_KINDS,
  type DocumentKind,
  type DocumentSubject,
  limitsOf,
} from '../../shared/domain/media/document.ts';
import type { PhoneFile } from './api.ts';
import { documents, filingNow } from './filing.ts';
import type { OpenPage, PageEvent } from './page.ts';

const WORKING: readonly string[] = ['preparing', 'sending', 'waiting', 'received', 'checking', 'reading'];
/** Wide enough for every reading; a larger picture only takes longer. */
const SHRUNK_PIXELS = 2400;
const SHRUNK_QUALITY = 85;

/** What a tile shows of a document. @param filingId undefined before a filing is opened */
export function tileOf(filingId: string | undefined, kind: DocumentKind, subject: DocumentSubject, hint = '') {
  const { state, picture, sent, error, findings } = documents.of({ filingId, kind, subject });
  const open = filingNow(filingId);
  const flagged = open ? flaggedMessages(open.view.flagged, documentField(open.view.websites, kind, subject)) : [];
  return {
    id: `documents-${kind}`,
    kind,
    subject,
    hint,
    label: DOCUMENT_KINDS[kind].label,
    state,
    stateText: DOCUMENT_STATES[state],
    isWrong: state === 'refused' || state === 'unsent',
    isWorking: WORKING.includes(state),
    picture: picture ?? '',
    percent: Math.round(100 * sent),
    error: error ?? '',
    // The reviewer's words first, then what the check of the picture found.
    messages: [...flagged, ...findings.map(messageOf)],
  };
}

export const materialTile = (filingId: string, { kind, subject, reason }: Material) =>
  tileOf(filingId, kind as DocumentKind, subject as DocumentSubject, reason);

interface TileEvent {
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
}
const nameIn = ({ query: { filingId } }: OpenPage<object>, { detail }: PageEvent) => {
  const { kind, subject } = detail as TileEvent;
  return { filingId, kind, subject };
};

/** Handlers of a page with tiles. */
export const uploadHandlers = {
  async choosePicture(page: OpenPage<object>, event: PageEvent) {
    const name = nameIn(page, event);
    const path = await chosenPicture();
    if (path !== undefined) await documents.upload(name, await fitting(path, limitsOf(name.kind).maxBytes));
  },
  retryUpload: (page: OpenPage<object>, event: PageEvent) => documents.retry(nameIn(page, event)),
  refreshPicture: (page: OpenPage<object>, event: PageEvent) => documents.refresh(nameIn(page, event)),
};

const PRIVACY_REFUSED = 104;

/** Lets the person take or choose a picture. @returns its path; undefined when they chose none. */
async function chosenPicture(): Promise<string | undefined> {
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
async function fitting(path: string, maxBytes: number): Promise<PhoneFile> {
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
