import { reactive } from 'vue';
import { sentenceOf } from '../../client/api-error.ts';
import type { DocumentView, Finding } from '../../client/messages.ts';
import {
  type DocumentKind,
  type DocumentSubject,
  HEIC_ADVICE,
  isHeic,
  isSettled,
  limitsOf,
} from '../../shared/domain/media/document.ts';
import type { OfferedField } from '../../shared/domain/media/evidence.ts';
import { call, readView } from './api.ts';
import { sendFile } from './send-file.ts';

type OfferedFields = Readonly<Record<string, OfferedField>>;

/** One document of the open filing, from the chosen file to the values that were read. */
export interface UploadedDocument {
  /** `unsent`: the upload of the chosen file failed and can be retried. */
  state: 'missing' | 'sending' | 'unsent' | DocumentView['state'];
  documentId: string | undefined;
  findings: readonly Finding[];
  /** URL of the picture: the chosen file in this page, or the checked one in the store, for five minutes. */
  picture: string | undefined;
  /** The values read from a certificate, in clear. */
  read: OfferedFields;
  /** Share of the file that was uploaded, 0 to 1. */
  sent: number;
  /** Why the upload failed. */
  error: string | undefined;
}

const documents = reactive(new Map<string, UploadedDocument>());
/** The chosen files, for a retry. */
const files = new Map<UploadedDocument, File>();

const keyOf = (filingId: string, kind: DocumentKind, subject: DocumentSubject) => `${filingId} ${kind} ${subject}`;

/** The newest document of this kind about this subject; reactive. */
export function documentOf(filingId: string, kind: DocumentKind, subject: DocumentSubject): UploadedDocument {
  const key = keyOf(filingId, kind, subject);
  if (!documents.has(key)) {
    documents.set(key, {
      state: 'missing',
      documentId: undefined,
      findings: [],
      picture: undefined,
      read: {},
      sent: 0,
      error: undefined,
    });
  }
  return documents.get(key) as UploadedDocument;
}

/** Loads documents that were uploaded before, here or on another device. */
export async function loadDocuments(filingId: string): Promise<void> {
  const { materials } = await call('listMaterials', { params: { filingId } });
  const known = materials.flatMap(({ kind, subject, documentId }) =>
    documentId === undefined ? [] : [{ kind: kind as DocumentKind, subject: subject as DocumentSubject, documentId }],
  );
  await Promise.all(
    known.map(async ({ kind, subject, documentId }) => {
      const document = documentOf(filingId, kind, subject);
      if (document.documentId === documentId && document.state === 'ready') return;
      await follow(document, documentId);
    }),
  );
}

/** Why a file must not be uploaded; undefined when it may. */
export function objectionTo(kind: DocumentKind, { type, size }: Blob): string | undefined {
  const { label, contentTypes, maxBytes } = limitsOf(kind);
  const isPhoto = contentTypes[0]?.startsWith('image/');
  if (isPhoto && isHeic(type)) return HEIC_ADVICE;
  if (!contentTypes.includes(type))
    return `${label}只支持 ${isPhoto ? 'JPG 或 PNG 图片' : 'MP4、MOV 或 WebM 视频'}，请重新选择。`;
  if (size === 0) return '文件是空的，请重新选择。';
  const maxMegabytes = Math.floor(maxBytes / 1024 / 1024);
  return size > maxBytes ? `文件超过 ${maxMegabytes}MB，请${isPhoto ? '压缩后' : '缩短时长后'}重新选择。` : undefined;
}

/** Uploads a file and follows it until it is ready or refused. Errors are kept in the document. */
export async function upload(
  filingId: string,
  kind: DocumentKind,
  subject: DocumentSubject,
  file: File,
): Promise<void> {
  const document = documentOf(filingId, kind, subject);
  const error = objectionTo(kind, file);
  if (error) {
    Object.assign(document, { error });
    return;
  }
  files.set(document, file);
  const picture = file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined;
  Object.assign(document, { state: 'sending', findings: [], error: undefined, sent: 0, picture });
  try {
    const body = { filingId, kind, subject, contentType: file.type, bytes: file.size };
    const { documentId, put } = await call('grantUpload', { body });
    document.documentId = documentId;
    await sendFile({ put }, file, (share) => {
      document.sent = share;
    });
    await follow(document, documentId);
    files.delete(document);
    if (picture) URL.revokeObjectURL(picture);
  } catch (caught) {
    Object.assign(document, { state: 'unsent', error: sentenceOf(caught) });
  }
}

/** Retries an upload that failed. */
export async function retryUpload(filingId: string, kind: DocumentKind, subject: DocumentSubject): Promise<void> {
  const file = files.get(documentOf(filingId, kind, subject));
  if (file) await upload(filingId, kind, subject, file);
}

/** Loads a document again, e.g. when the link to its picture has expired. */
export async function refreshDocument(document: UploadedDocument): Promise<void> {
  if (document.documentId !== undefined) await follow(document, document.documentId);
}

async function follow(document: UploadedDocument, documentId: string): Promise<void> {
  document.documentId = documentId;
  for (;;) {
    const shown = await call('showDocument', { params: { documentId }, query: { wait: 15 } });
    // Another file was uploaded meanwhile.
    if (document.documentId !== documentId) return;
    const read = shown.view ? (await readView<{ fields: OfferedFields }>(shown.view)).fields : {};
    const picture = shown.picture?.url ?? (shown.state === 'refused' ? undefined : document.picture);
    Object.assign(document, { state: shown.state, findings: shown.findings, picture, read });
    if (isSettled(shown)) return;
  }
}
