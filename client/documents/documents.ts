import { ApiError, sentenceOf } from '../../contracts/client/api-error.ts';
import { stops } from '../../contracts/kit/finding.ts';
import {
  type DocumentKind,
  type DocumentSubject,
  HEIC_ADVICE,
  isHeic,
  isSettled,
  limitsOf,
} from '../../shared/domain/media/document.ts';
import type { OfferedField } from '../../shared/domain/media/evidence.ts';
import { partsIn } from '../../shared/domain/media/picture-parts.ts';
import type { Call } from '../calls/api-client.ts';
import type { DocumentView, Finding, Reply, View } from '../calls/messages.ts';
import type { Destination } from '../calls/transfer.ts';
import { DOCUMENT_STATES } from '../kit/labels.ts';
import type { Show, Shown } from '../kit/shown.ts';

export type OfferedFields = Readonly<Record<string, OfferedField>>;

/** One document of the open filing, from the chosen file to the values that were read. */
export interface UploadedDocument {
  /** `preparing`: made smaller on this device · `unsent`: the upload of the chosen file failed and can be retried. */
  readonly state: 'missing' | 'preparing' | 'sending' | 'unsent' | DocumentView['state'];
  readonly documentId: string | undefined;
  readonly findings: readonly Finding[];
  /** URL of the picture: the chosen file on this device, or the checked one in the store, for five minutes. */
  readonly picture: string | undefined;
  /** The values read from a certificate, in clear. */
  readonly read: OfferedFields;
  /** Share of the file that was uploaded, 0 to 1. */
  readonly sent: number;
  /** Why the upload failed. */
  readonly error: string | undefined;
  /** Whether it waits for the network, and goes on by itself (`resume`). */
  readonly waits: boolean;
  /** Whether the record was filed with a picture that can take its place (`reuse`). */
  readonly isFiled: boolean;
}

const MISSING: UploadedDocument = {
  state: 'missing',
  documentId: undefined,
  findings: [],
  picture: undefined,
  read: {},
  sent: 0,
  error: undefined,
  waits: false,
  isFiled: false,
};

/** A chosen file, whatever it is on this device. */
export interface ChosenFile {
  /** Media type, e.g. `image/jpeg`. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/** The calls for documents: those of whoever files, or those of a phone that a document was handed over to. */
export interface DocumentActs {
  grant(name: DocumentName, file: ChosenFile): Promise<Pick<Reply<'grantUpload'>, 'documentId' | 'put' | 'post'>>;
  /** How a document stands, after waiting a little for news of one that is not settled. */
  show(documentId: string): Promise<Pick<DocumentView, 'state' | 'findings' | 'view' | 'picture'>>;
}

/** What a front end does for documents. */
export interface DocumentsHost<File extends ChosenFile> {
  readonly call: Call;
  /** Fetches the contents of a view. */
  readonly readView: <T>(view: NonNullable<View>) => Promise<T>;
  /** Makes a file smaller before it is sent, where the front end can; otherwise returns it. */
  readonly prepare?: (kind: DocumentKind, file: File) => Promise<File>;
  /** Uploads a file. @param tell is called with the uploaded share, 0 to 1. @throws ApiError */
  readonly send: (to: Destination, file: File, tell: (share: number) => void) => Promise<void>;
  readonly show: Show;
  /** URL of a chosen picture on this device. */
  readonly pictureOf: (file: File) => string;
  /** The URL is no longer needed. */
  readonly releasePicture: (url: string) => void;
}

/** Names a document: a filing has one of each kind about each subject, as has an account without a filing. */
export interface DocumentName {
  /** Undefined for a certificate before a filing is opened. */
  readonly filingId: string | undefined;
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
}

/** The documents of filings: uploaded from this device and followed, or loaded. */
export interface Documents<File extends ChosenFile> {
  /** The newest document of this name, as it is shown. */
  of(name: DocumentName): UploadedDocument;
  /** Loads documents that were uploaded before, here or on another device. @throws ApiError */
  load(filingId: string): Promise<void>;
  /** Uploads a file and follows it until it is ready or refused. Errors are kept in the document. */
  upload(name: DocumentName, file: File): Promise<void>;
  /** Retries an upload that failed. */
  retry(name: DocumentName): Promise<void>;
  /** Uploads a picture that was refused under another name: it shows another paper. Errors are kept in that document. */
  sendAs(name: DocumentName, as: DocumentName): Promise<void>;
  /** Goes on with every upload that waits for the network, or with those of one filing. */
  resume(filingId?: string): Promise<void>;
  /** How many files are only on this device: on their way, or waiting for the network. */
  unsent(): { readonly sending: number; readonly waiting: number };
  /** Follows a document that was uploaded before, e.g. before this page was loaded. @throws ApiError */
  adopt(name: DocumentName, documentId: string): Promise<void>;
  /** Uses the picture again with which the record was filed, and follows it. Errors are kept in the document. */
  reuse(name: DocumentName): Promise<void>;
  /** Leaves to the reviewer what a machine misses in the picture. @throws ApiError */
  leave(name: DocumentName): Promise<void>;
  /** Deletes a certificate that belongs to no filing. @throws ApiError */
  remove(name: DocumentName): Promise<void>;
  /** Shows a document no longer, e.g. a certificate that a filing has taken over. */
  forget(name: DocumentName): void;
  /** Loads a document again, e.g. when the link to its picture has expired. @throws ApiError */
  refresh(name: DocumentName): Promise<void>;
}

/** Why a file must not be uploaded; undefined when it may. */
export function objectionTo(kind: DocumentKind, { type, size }: ChosenFile): string | undefined {
  const { label, contentTypes, maxBytes } = limitsOf(kind);
  const isPhoto = contentTypes[0]?.startsWith('image/');
  if (isPhoto && isHeic(type)) return HEIC_ADVICE;
  if (!contentTypes.includes(type))
    return `${label}只支持 ${isPhoto ? 'JPG 或 PNG 图片' : 'MP4、MOV 或 WebM 视频'}，请重新选择。`;
  if (size === 0) return '文件是空的，请重新选择。';
  const maxMegabytes = Math.floor(maxBytes / 1024 / 1024);
  return size > maxBytes ? `文件超过 ${maxMegabytes}MB，请${isPhoto ? '压缩后' : '缩短时长后'}重新选择。` : undefined;
}

const ownActs = (call: Call): DocumentActs => ({
  grant: (name, { type, size }) => call('grantUpload', { body: { ...name, contentType: type, bytes: size } }),
  show: (documentId) => call('showDocument', { params: { documentId }, query: { wait: 15 } }),
});

/** A file that somebody chose here. `sentAs`: the document of which the store has it. */
interface Chosen<File> {
  readonly name: DocumentName;
  readonly file: File;
  readonly sentAs?: string;
}

/** The service answers a person three at once: one is left for what is being uploaded. */
const MOST_AT_ONCE = 2;

const NEVER_SENT = '这张照片没有传完，或正在另一台设备上传。再选一次，或稍后刷新看看。';

export function createDocuments<File extends ChosenFile>(
  host: DocumentsHost<File>,
  acts: DocumentActs = ownActs(host.call),
): Documents<File> {
  const { call, readView, send, show, pictureOf, releasePicture } = host;
  const documents = new Map<string, Shown<UploadedDocument>>();
  /** The chosen files, until they have arrived. */
  const files = new Map<string, Chosen<File>>();
  const overview = show({ sending: 0, waiting: 0 });

  const keyOf = ({ filingId = '', kind, subject }: DocumentName) => `${filingId} ${kind} ${subject}`;

  function shownOf(name: DocumentName): Shown<UploadedDocument> {
    const key = keyOf(name);
    const known = documents.get(key) ?? show(MISSING);
    documents.set(key, known);
    return known;
  }

  /** Counts the files that are only here. */
  function count(): void {
    const waiting = [...files.values()].filter(({ name }) => shownOf(name).now.waits).length;
    const sending = [...files.values()].filter(({ name, sentAs }) => sentAs === undefined && !shownOf(name).now.waits);
    overview.change({ waiting, sending: sending.filter(({ name }) => shownOf(name).now.state === 'sending').length });
  }

  async function follow(document: Shown<UploadedDocument>, documentId: string): Promise<void> {
    document.change({ documentId });
    for (;;) {
      const shown = await acts.show(documentId);
      // Another file was uploaded meanwhile.
      if (document.now.documentId !== documentId) return;
      const read = shown.view ? (await readView<{ fields: OfferedFields }>(shown.view)).fields : {};
      const picture = shown.picture?.url ?? (shown.state === 'refused' ? undefined : document.now.picture);
      document.change({ state: shown.state, findings: shown.findings, picture, read });
      if (isSettled(shown)) return;
    }
  }

  async function prepared(document: Shown<UploadedDocument>, name: DocumentName, chosen: File): Promise<File> {
    if (!host.prepare) return chosen;
    document.change({ state: 'preparing', findings: [], error: undefined, sent: 0 });
    // Whatever keeps it from becoming smaller, the service may take it as it is.
    return host.prepare(name.kind, chosen).catch(() => chosen);
  }

  async function upload(name: DocumentName, chosen: File): Promise<void> {
    const document = shownOf(name);
    const before = document.now.state;
    const file = await prepared(document, name, chosen);
    const error = objectionTo(name.kind, file);
    if (error) {
      document.change({ error, state: before });
      return;
    }
    await sendChosen({ name, file });
  }

  /** Uploads a file, unless the store has it, and follows it. A newer file of the same name takes its place. */
  async function sendChosen(chosen: Chosen<File>): Promise<void> {
    const { name, file, sentAs } = chosen;
    const key = keyOf(name);
    const document = shownOf(name);
    const picture = file.type.startsWith('image/') ? pictureOf(file) : undefined;
    files.set(key, chosen);
    if (sentAs === undefined) document.change({ state: 'sending', findings: [], sent: 0, picture });
    document.change({ error: undefined, waits: false });
    count();
    try {
      const documentId = sentAs ?? (await sendNow(name, file, document));
      if (files.get(key)?.file === file) files.set(key, { ...chosen, sentAs: documentId });
      count();
      await follow(document, documentId);
      // A refused one may show another paper.
      if (files.get(key)?.file === file && document.now.state !== 'refused') files.delete(key);
      if (picture) releasePicture(picture);
    } catch (caught) {
      const waits = caught instanceof ApiError && caught.code === 'network.lost';
      document.change({ state: 'unsent', error: sentenceOf(caught), waits });
    } finally {
      count();
    }
  }

  async function sendNow(name: DocumentName, file: File, document: Shown<UploadedDocument>): Promise<string> {
    const { documentId, put, post } = await acts.grant(name, file);
    document.change({ documentId });
    await send({ put, post }, file, (sent) => document.change({ sent }));
    return documentId;
  }

  async function loadOne(name: DocumentName, documentId: string): Promise<void> {
    const document = shownOf(name);
    if (document.now.documentId === documentId && document.now.state === 'ready') return;
    const { state } = await acts.show(documentId);
    // Its page was closed or loaded again before the file had arrived. What is being sent from here is followed already.
    if (state === 'waiting') {
      if (!files.has(keyOf(name))) document.change({ ...MISSING, isFiled: document.now.isFiled, error: NEVER_SENT });
      return;
    }
    await follow(document, documentId);
  }

  function forget(name: DocumentName): void {
    files.delete(keyOf(name));
    shownOf(name).change(MISSING);
    count();
  }

  return {
    of: (name) => shownOf(name).now,

    async load(filingId) {
      const { materials } = await call('listMaterials', { params: { filingId } });
      const isReady = ({ state }: { readonly state: string }) => Number(state === 'ready');
      // What is looked at for long comes last.
      const rest = [...materials].sort((first, second) => isReady(second) - isReady(first));
      const loadRest = async () => {
        for (let next = rest.shift(); next; next = rest.shift()) {
          const { kind, subject, documentId, isFiled } = next;
          const name = { filingId, kind: kind as DocumentKind, subject: subject as DocumentSubject };
          shownOf(name).change({ isFiled });
          if (documentId !== undefined) await loadOne(name, documentId);
        }
      };
      await Promise.all(Array.from({ length: MOST_AT_ONCE }, loadRest));
    },

    upload,

    async reuse(name) {
      const { filingId, kind, subject } = name;
      if (filingId === undefined) return;
      const document = shownOf(name);
      document.change({ state: 'checking', findings: [], error: undefined });
      try {
        const { documentId } = await call('reusePicture', { body: { filingId, kind, subject } });
        await follow(document, documentId);
      } catch (caught) {
        document.change({ state: 'missing', documentId: undefined, error: sentenceOf(caught) });
      }
    },

    adopt: (name, documentId) => loadOne(name, documentId),

    async leave(name) {
      const document = shownOf(name);
      const { documentId = '' } = document.now;
      document.change({ findings: (await call('leaveToReviewer', { params: { documentId } })).findings });
    },

    async remove(name) {
      const { documentId } = shownOf(name).now;
      if (documentId !== undefined) await call('removeDocument', { params: { documentId } });
      forget(name);
    },

    forget,

    async retry(name) {
      const chosen = files.get(keyOf(name));
      if (chosen) await sendChosen(chosen);
    },

    async sendAs(name, as) {
      const chosen = files.get(keyOf(name));
      if (chosen) await sendChosen({ name: as, file: chosen.file });
    },

    async resume(filingId) {
      const waiting = [...files.values()].filter(
        ({ name }) => (filingId === undefined || name.filingId === filingId) && shownOf(name).now.waits,
      );
      await Promise.all(waiting.map(sendChosen));
    },

    unsent: () => overview.now,

    async refresh(name) {
      const document = shownOf(name);
      if (document.now.documentId !== undefined) await follow(document, document.now.documentId);
    },
  };
}

/** The way out where a machine misses something that is there. */
export const LEAVE_WORDS = '其实都有，交给审核员看';

/** How a document fares, as every front end shows it. One that stops the filing is not good, though it is there. */
export function standingOf({ state, findings }: Pick<UploadedDocument, 'state' | 'findings'>) {
  const isStopped = state === 'ready' && stops(findings);
  const { parts, isForReviewer } = partsIn(state === 'ready' ? findings : []);
  const missing = parts.filter((part) => part.state === 'missing').length;
  const objection = missing > 0 ? `还差 ${missing} 处` : '还不能用';
  return {
    stateText: isStopped ? objection : isForReviewer ? '由审核员看' : DOCUMENT_STATES[state],
    isWorking: ['preparing', 'sending', 'waiting', 'received', 'checking', 'reading'].includes(state),
    isGood: state === 'ready' && !isStopped && !isForReviewer,
    isUsable: state === 'ready' && !isStopped,
    isWrong: state === 'refused' || state === 'unsent' || isStopped,
    mayLeave: missing > 0,
  };
}
