import { isPersonal } from '../../shared/domain/liveness/hand-over.ts';
import { type DocumentKind, limitsOf } from '../../shared/domain/media/document.ts';
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

/** The link for the other phone. The token is in the fragment, which browsers send to nobody. */
export const documentLink = (page: string, token: string): string => `${page.split('#')[0]}#/photograph/${token}`;

/** What a phone says beside the pictures that it takes. */
export const PHONE_TEXTS = {
  first: '先写下你的姓名。',
  name: '你的姓名',
  agree: '按下面的按钮，就是确认：证件是我本人的，单独同意为办理备案处理我的证件信息。',
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

/** What the button says that gives a picture to somebody else's phone. */
export const askOther = (kind: DocumentKind): string => (isPersonal(kind) ? '发给证件本人拍' : '发给别人拍');

/** The title of a link or card that asks for pictures. */
export const askTitle = (kinds: readonly DocumentKind[]): string => `请拍${namesOf(kinds)}，用于网站备案`;

/** The names of documents in a sentence. */
export const namesOf = (kinds: readonly DocumentKind[]): string => kinds.map((kind) => limitsOf(kind).label).join('和');

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
