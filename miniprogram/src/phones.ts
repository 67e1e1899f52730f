import { type DocumentName, standingOf } from '../../client/documents/documents.ts';
import { createDocumentHandOvers } from '../../client/documents/hand-overs.ts';
import { askedOfPhone, askOther, askTitle, namesOf } from '../../client/documents/on-other-phone.ts';
import { askerView } from '../../client/hand-overs/receiver.ts';
import { sentenceOf } from '../../contracts/client/api-error.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import { call } from './api.ts';
import { documents } from './filing.ts';
import type { OpenPage } from './page.ts';
import { FIRST_PAGE_CARD } from './route.ts';
import { show } from './shown.ts';

/** The documents that this phone has handed over to others. */
export const phones = createDocumentHandOvers({ call, show, documents });

/** Why the last hand-over of a tile failed. `of`: the id of its offer. */
const trouble = show({ of: '', text: '' });

const MARK = 'document';
const idOf = ({ kind, subject }: DocumentName): string => `${MARK} ${kind} ${subject}`;

/** One that is there is asked for by itself. */
const askedWith = (name: DocumentName): readonly DocumentKind[] =>
  standingOf(documents.of(name)).isUsable ? [name.kind] : askedOfPhone(documents, name);

/** What a tile shows of a hand-over, also once its picture is there; both sides of a card stand in the tile of the first one. */
export function offerOf(name: DocumentName, isWorking: boolean) {
  const newest = phones.of(name);
  const shown = askerView(newest);
  const { isWaiting } = shown;
  const kinds = newest && isWaiting ? newest.kinds : askedWith(name);
  const isSettled = isWorking || standingOf(documents.of(name)).isUsable;
  if (kinds[0] !== name.kind || (isWorking && !isWaiting)) return null;
  const id = idOf(name);
  return {
    id,
    what: namesOf(kinds as readonly DocumentKind[]),
    ...shown,
    ...(isSettled && { state: '', stateText: '' }),
    mayShare: phones.tokenOf(name) !== undefined,
    action: askOther(name.kind),
    error: trouble.now.of === id ? trouble.now.text : '',
  };
}

async function attempt(name: DocumentName, work: () => Promise<unknown>): Promise<void> {
  trouble.change({ of: '', text: '' });
  await work().catch((caught) => trouble.change({ of: idOf(name), text: sentenceOf(caught) }));
}

export const handOver = (name: DocumentName): Promise<void> =>
  attempt(name, () => phones.send(name, askedWith(name), true));

export const takeBack = (name: DocumentName): Promise<void> => attempt(name, () => phones.cancel(name));

/** The card that leads to the pictures that are asked for; undefined where the button is not one of a tile. */
export function documentCard({ query: { filingId } }: OpenPage<object>, id: string) {
  const [mark, kind, subject] = id.split(' ');
  if (mark !== MARK) return undefined;
  const name = { filingId, kind: kind as DocumentKind, subject: subject as DocumentSubject };
  const token = phones.tokenOf(name);
  if (token === undefined) return FIRST_PAGE_CARD;
  const kinds = (phones.of(name)?.kinds ?? []) as readonly DocumentKind[];
  return { title: askTitle(kinds), path: `/pages/photograph/index?token=${token}` };
}
