import { CONSENT } from '../../../../client/account/consent.ts';
import type { Documents } from '../../../../client/documents/documents.ts';
import {
  type AskedDocuments,
  createHandedOverDocuments,
  handedOverName,
  PHONE_TEXTS,
} from '../../../../client/documents/on-other-phone.ts';
import { minuteOf } from '../../../../client/kit/time.ts';
import { type HandOverPass, hasEndedBadly } from '../../../../client/liveness/own-check.ts';
import { type DocumentKind, limitsOf } from '../../../../shared/domain/media/document.ts';
import { call, type PhoneFile, sleep } from '../../api.ts';
import { documentsHost } from '../../documents-host.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { chosenPicture, fitting } from '../../pictures.ts';
import { passFor } from '../../secrets.ts';
import { tileFrom } from '../../tile.ts';

interface Own {
  /** The token of the card, and the secret of this phone. */
  pass: HandOverPass | undefined;
  asked: AskedDocuments | undefined;
  store: Documents<PhoneFile> | undefined;
  name: string;
  hasAgreed: boolean;
  /** Whether the text about sensitive data is read. */
  reading: boolean;
  hasDeclined: boolean;
}

/** Also after a picture: it may have ended the card. */
async function load(page: OpenPage<Own>): Promise<void> {
  const pass = await passFor('photograph', page.query.token ?? '');
  const asked = await call('openUploadHandOver', { body: pass });
  const agreedBy = () => (asked.isForOther ? { name: page.own.name.trim() } : undefined);
  const store = page.own.store ?? createHandedOverDocuments({ ...documentsHost, sleep }, pass, agreedBy);
  page.change({ pass, asked, store });
  for (const { kind, documentId, state } of asked.documents)
    if (state !== 'waiting') void store.adopt(handedOverName(kind as DocumentKind), documentId).catch(() => {});
}

const kindIn = ({ detail }: PageEvent) => detail.kind as DocumentKind;

/** What the service says of the card may be old. */
const look = (page: OpenPage<Own>) => page.run(() => load(page));

async function choosePicture(page: OpenPage<Own>, event: PageEvent): Promise<void> {
  const kind = kindIn(event);
  const path = await chosenPicture();
  if (path === undefined) return;
  await page.own.store?.upload(handedOverName(kind), await fitting(path, limitsOf(kind).maxBytes));
  await look(page);
}

async function retryUpload(page: OpenPage<Own>, event: PageEvent): Promise<void> {
  await page.own.store?.retry(handedOverName(kindIn(event)));
  await look(page);
}

const decline = (page: OpenPage<Own>) =>
  page.run(async () => {
    if (page.own.pass) await call('declineUpload', { body: page.own.pass });
    page.change({ hasDeclined: true });
  });

function view({ own: { asked, store, name, hasAgreed, reading, hasDeclined } }: OpenPage<Own>) {
  const isFree = !asked?.isForOther || (hasAgreed && name.trim() !== '');
  const kinds = (asked?.kinds ?? []) as readonly DocumentKind[];
  const tiles = store
    ? kinds.map((kind) => ({
        ...tileFrom(kind, 'principal', store.of(handedOverName(kind))),
        isClosed: !isFree || store.of(handedOverName(kind)).state === 'ready',
      }))
    : [];
  return {
    texts: PHONE_TEXTS,
    consent: CONSENT,
    ...{ name, hasAgreed, reading, hasDeclined, tiles },
    asked: asked ?? null,
    until: asked ? minuteOf(asked.expiresAt) : '',
    isDone: tiles.length > 0 && tiles.every(({ state }) => state === 'ready'),
    isOver: asked !== undefined && hasEndedBadly(asked.state),
  };
}

/** A phone that documents were handed over to: for whom they are, what to photograph, and whether it can be used. */
Component(
  pageOf<Own>({
    start: () => ({
      ...{ pass: undefined, asked: undefined, store: undefined },
      ...{ name: '', hasAgreed: false, reading: false, hasDeclined: false },
    }),
    load,
    view,
    returned: ({ own }) => void own.store?.resume(),
    on: {
      choosePicture,
      retryUpload,
      decline,
      typeName: (page, { detail }) => page.change({ name: detail.value }),
      agree: (page, { detail }: PageEvent) => page.change({ hasAgreed: detail.value.length > 0 }),
      read: (page) => page.change({ reading: true }),
      closeText: (page) => page.change({ reading: false }),
    },
  }),
);
