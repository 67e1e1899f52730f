import { CONSENT } from '../../../../client/account/consent.ts';
import type { Reply } from '../../../../client/calls/messages.ts';
import { type Documents, standingOf } from '../../../../client/documents/documents.ts';
import { createHandedOverDocuments, handedOverName, PHONE_TEXTS } from '../../../../client/documents/on-other-phone.ts';
import { askedPapers } from '../../../../client/hand-overs/receiver.ts';
import { createReceiving, type Receiving } from '../../../../client/hand-overs/receiving.ts';
import { asksConsent } from '../../../../shared/domain/liveness/hand-over.ts';
import { type DocumentKind, limitsOf } from '../../../../shared/domain/media/document.ts';
import { call, type PhoneFile, sleep } from '../../api.ts';
import { documentsHost } from '../../documents-host.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { fitting, takenPicture } from '../../pictures.ts';
import { receiverHandlers, receiverLooks, receiverOf } from '../../receiver.ts';
import { passFor } from '../../secrets.ts';
import { show } from '../../shown.ts';
import { tileFrom } from '../../tile.ts';

type View = Reply<'openUploadHandOver'>;
interface Own {
  readonly receiving: Receiving<View>;
  store: Documents<PhoneFile> | undefined;
  name: string;
  /** Whether the text about sensitive data is read. */
  reading: boolean;
}

const mustAgree = (view: View | undefined): boolean =>
  view !== undefined && asksConsent({ ...view, kinds: view.kinds as readonly DocumentKind[] });

async function load(page: OpenPage<Own>): Promise<void> {
  const pass = await passFor('photograph', page.query.token ?? '');
  await page.own.receiving.look();
  const { view } = page.own.receiving.current;
  const agreedBy = () => (mustAgree(view) ? { name: page.own.name.trim() } : undefined);
  const store = page.own.store ?? createHandedOverDocuments({ ...documentsHost, sleep }, pass, agreedBy);
  page.change({ store });
  for (const { kind, documentId, state } of view?.documents ?? [])
    if (state !== 'waiting') void store.adopt(handedOverName(kind as DocumentKind), documentId).catch(() => {});
}

const kindIn = ({ detail }: PageEvent) => detail.kind as DocumentKind;

/** What the service says of the card may be old. */
const look = (page: OpenPage<Own>) => page.run(page.own.receiving.look);

async function take(page: OpenPage<Own>, kind: DocumentKind): Promise<void> {
  const path = await takenPicture(kind);
  if (path === undefined) return;
  await page.own.store?.upload(handedOverName(kind), await fitting(path, limitsOf(kind).maxBytes));
  await look(page);
}

async function retryUpload(page: OpenPage<Own>, event: PageEvent): Promise<void> {
  await page.own.store?.retry(handedOverName(kindIn(event)));
  await look(page);
}

function view(page: OpenPage<Own>) {
  const { receiving, store, name, reading } = page.own;
  const link = receiving.current.view;
  const isFree = !mustAgree(link) || name.trim() !== '';
  const kinds = (link?.kinds ?? []) as readonly DocumentKind[];
  const tiles = store
    ? kinds.map((kind) => ({
        ...tileFrom(kind, 'principal', store.of(handedOverName(kind))),
        mayLeave: false,
        closed: isFree ? '' : PHONE_TEXTS.first,
        isClosed: !isFree || standingOf(store.of(handedOverName(kind))).isUsable,
      }))
    : [];
  const next = tiles.find(({ isUsable }) => !isUsable);
  const isDone = tiles.length > 0 && next === undefined;
  return {
    texts: PHONE_TEXTS,
    consent: CONSENT,
    ...{ name, reading, tiles, isFree },
    mustAgree: mustAgree(link),
    triesLeft: link?.triesLeft ?? 0,
    receiver: receiverOf(link && askedPapers(isDone ? { ...link, state: 'passed' } : link), page),
    next: next ? { ...next, action: `${next.state === 'missing' ? '拍' : '重新拍'}${next.label}` } : null,
  };
}

/** A phone that documents were handed over to: for whom they are, what to photograph, and whether it can be used. */
Component(
  pageOf<Own>({
    hasPapers: true,
    start: ({ token = '' }) => ({
      receiving: createReceiving({
        show,
        open: async () => call('openUploadHandOver', { body: await passFor('photograph', token) }),
        decline: async (reason) => call('declineUpload', { body: { ...(await passFor('photograph', token)), reason } }),
      }),
      ...{ store: undefined, name: '', reading: false },
    }),
    load,
    view,
    ...receiverLooks,
    returned(page) {
      receiverLooks.returned(page);
      void page.own.store?.resume();
    },
    on: {
      ...receiverHandlers,
      choosePicture: (page, event) => take(page, kindIn(event)),
      takeNext: (page, { currentTarget }) => take(page, currentTarget.dataset.id as DocumentKind),
      retryUpload,
      typeName: (page, { detail }) => page.change({ name: detail.value }),
      read: (page) => page.change({ reading: true }),
      closeText: (page) => page.change({ reading: false }),
    },
  }),
);
