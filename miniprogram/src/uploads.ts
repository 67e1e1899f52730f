import type { Material } from '../../client/calls/messages.ts';
import type { DocumentName } from '../../client/documents/documents.ts';
import { documentField } from '../../client/filing/repair.ts';
import { messagesAt } from '../../client/form/form-messages.ts';
import { type DocumentKind, type DocumentSubject, limitsOf } from '../../shared/domain/media/document.ts';
import { documents, filingNow } from './filing.ts';
import { overviews } from './overview.ts';
import type { OpenPage, PageEvent } from './page.ts';
import { handOver, offerOf, takeBack } from './phones.ts';
import { fitting, takenPicture } from './pictures.ts';
import { tileFrom } from './tile.ts';

/** What a tile shows of a document. @param filingId undefined before a filing is opened */
export function tileOf(filingId: string | undefined, kind: DocumentKind, subject: DocumentSubject, hint = '') {
  const name = { filingId, kind, subject };
  const open = filingNow(filingId);
  const path = documentField(open?.view.websites ?? [], kind, subject);
  const known = open && messagesAt(path, overviews.known(open.view));
  const isAimed = overviews.state.aimed === path;
  const tile = tileFrom(kind, subject, documents.of(name), hint, path, known);
  return { ...tile, isAimed, path, handOver: offerOf(name, tile.isWorking) };
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

type Name = ReturnType<typeof nameIn>;

/** What was said to be missing is forgotten once it is there. */
export function pictureArrived(name: DocumentName): void {
  const { view } = filingNow(name.filingId) ?? {};
  if (view && documents.of(name).state === 'ready')
    void overviews.saved(view.filingId, [documentField(view.websites, name.kind, name.subject)]);
}

/** Brings a picture. */
const bring = (work: (name: Name) => Promise<unknown>) => async (page: OpenPage<object>, event: PageEvent) => {
  const name = nameIn(page, event);
  await work(name);
  pictureArrived(name);
};

/** Handlers of a page with tiles. */
export const uploadHandlers = {
  choosePicture: bring(async (name) => {
    const path = await takenPicture(name.kind);
    if (path !== undefined) await documents.upload(name, await fitting(path, limitsOf(name.kind).maxBytes));
  }),
  reusePicture: bring((name) => documents.reuse(name)),
  leavePicture: (page: OpenPage<object>, event: PageEvent) => page.run(() => documents.leave(nameIn(page, event))),
  retryUpload: bring((name) => documents.retry(name)),
  refreshPicture: (page: OpenPage<object>, event: PageEvent) => documents.refresh(nameIn(page, event)),
  handOverPicture: (page: OpenPage<object>, event: PageEvent) => handOver(nameIn(page, event)),
  takeBackPicture: (page: OpenPage<object>, event: PageEvent) => takeBack(nameIn(page, event)),
};
