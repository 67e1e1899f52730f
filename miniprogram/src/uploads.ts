import type { Material } from '../../client/calls/messages.ts';
import { documentField, flaggedMessages } from '../../client/filing/repair.ts';
import { type DocumentKind, type DocumentSubject, limitsOf } from '../../shared/domain/media/document.ts';
import { documents, filingNow } from './filing.ts';
import type { OpenPage, PageEvent } from './page.ts';
import { handOver, offerOf, takeBack } from './phones.ts';
import { chosenPicture, fitting } from './pictures.ts';
import { tileFrom } from './tile.ts';

/** What a tile shows of a document. @param filingId undefined before a filing is opened */
export function tileOf(filingId: string | undefined, kind: DocumentKind, subject: DocumentSubject, hint = '') {
  const name = { filingId, kind, subject };
  const open = filingNow(filingId);
  const flagged = open ? flaggedMessages(open.view.flagged, documentField(open.view.websites, kind, subject)) : [];
  const tile = tileFrom(kind, subject, documents.of(name), { hint, flagged });
  return { ...tile, handOver: offerOf(name, tile.state === 'ready' || tile.isWorking) };
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
  reusePicture: (page: OpenPage<object>, event: PageEvent) => documents.reuse(nameIn(page, event)),
  retryUpload: (page: OpenPage<object>, event: PageEvent) => documents.retry(nameIn(page, event)),
  refreshPicture: (page: OpenPage<object>, event: PageEvent) => documents.refresh(nameIn(page, event)),
  handOverPicture: (page: OpenPage<object>, event: PageEvent) => handOver(nameIn(page, event)),
  takeBackPicture: (page: OpenPage<object>, event: PageEvent) => takeBack(nameIn(page, event)),
};
