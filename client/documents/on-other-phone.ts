import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { CONSENT_TEXT_VERSION } from '../account/consent.ts';
import type { Reply } from '../calls/messages.ts';
import type { HandOverPass } from '../liveness/own-check.ts';
import {
  type ChosenFile,
  createDocuments,
  type DocumentName,
  type Documents,
  type DocumentsHost,
} from './documents.ts';

export type DocumentHandOverView = Reply<'showUploadHandOvers'>['handOvers'][number];
export type AskedDocuments = Reply<'openUploadHandOver'>;

/** States of documents that another phone photographs, as whoever files reads them. */
export const DOCUMENT_HAND_OVER_STATES: Readonly<Record<DocumentHandOverView['state'], string>> = {
  sent: '等手机打开',
  opened: '手机已打开',
  running: '手机正在上传',
  passed: '拍好了',
  failed: '三张照片都不能用，链接已失效',
  declined: '对方不愿意拍，链接已失效',
  expired: '链接已过期',
  cancelled: '已收回',
};

/** The link for the other phone. The token is in the fragment, which browsers send to nobody. */
export const documentLink = (page: string, token: string): string => `${page.split('#')[0]}#/photograph/${token}`;

/** What the other phone shows. */
export const PHONE_TEXTS = {
  title: '用这部手机拍证件',
  about: '拍什么',
  sees: '照片直接传到对方的备案里，这部手机看不到备案内容，也不保存照片。',
  other: '照片只用于办理这次 ICP 备案，发链接给你的人看得到照片和识别出的内容。',
  name: '你的姓名',
  agree: '证件是我本人的，单独同意为办理备案处理我的证件信息',
  object: '不是我的证件，或不同意',
  objectHint: '选它，链接马上失效，发链接的人会看到你没有拍。',
  done: '拍好了，可以关掉这个页面了。备案的那边会自动显示。',
  declined: '已告诉发来的人你没有拍，可以关掉这个页面了。',
  over: '这次拍照已经结束。还要拍，就让备案的人重新发一个。',
} as const;

const PAUSE_MS = 2000;

/** What the person on the other phone agreed to. */
export interface AgreedBy {
  readonly name: string;
}

/**
 * Documents on a phone that they were handed over to. They have no values and no filing there.
 *
 * @param agreedBy who has agreed by now, where the phone is somebody else's.
 */
export function createHandedOverDocuments<File extends ChosenFile>(
  host: DocumentsHost<File> & { readonly sleep: (milliseconds: number) => Promise<void> },
  pass: HandOverPass,
  agreedBy: () => AgreedBy | undefined,
): Documents<File> {
  const { call, sleep } = host;
  return createDocuments(host, {
    grant: ({ kind }, { type, size }) => {
      const name = agreedBy()?.name;
      const consent = name === undefined ? undefined : { name, textVersion: CONSENT_TEXT_VERSION };
      return call('grantHandedOver', {
        body: { ...pass, kind, contentType: type, bytes: size, ...(consent && { consent }) },
      });
    },
    async show(documentId) {
      const { state, findings } = await call('showHandedOver', { body: { ...pass, documentId } });
      if (state !== 'ready' && state !== 'refused') await sleep(PAUSE_MS);
      return { state, findings };
    },
  });
}

/** The name of a document on such a phone. */
export const handedOverName = (kind: DocumentKind): DocumentName => ({
  filingId: undefined,
  kind,
  subject: 'principal',
});

/** Whether a document shows one person: they are asked to photograph it themselves, and agree on their phone. */
export const isPersonal = (kind: DocumentKind): boolean => kind !== 'business-licence' && kind !== 'commitment-letter';

/** What a phone is asked for: in a filing the other side of a card as well, unless it is there. */
export const askedOfPhone = <File extends ChosenFile>(
  documents: Documents<File>,
  name: DocumentName,
): readonly DocumentKind[] =>
  (name.filingId === undefined ? [name.kind] : handedOverWith(name.kind)).filter(
    (kind) => kind === name.kind || documents.of({ ...name, kind }).state !== 'ready',
  );

/** The sides of one card are photographed by one link. */
const handedOverWith = (kind: DocumentKind): readonly DocumentKind[] => {
  if (kind === 'id-front' || kind === 'id-back') return ['id-front', 'id-back'];
  if (kind === 'card-front' || kind === 'card-back') return ['card-front', 'card-back'];
  return [kind];
};
