import type { DocumentName } from '../../client/documents/documents.ts';
import { createDocumentHandOvers } from '../../client/documents/hand-overs.ts';
import { askedOfPhone, DOCUMENT_HAND_OVER_STATES, isPersonal } from '../../client/documents/on-other-phone.ts';
import { minuteOf } from '../../client/kit/time.ts';
import { hasEndedBadly } from '../../client/liveness/own-check.ts';
import { sentenceOf } from '../../contracts/client/api-error.ts';
import { isGoingOn } from '../../shared/domain/liveness/hand-over.ts';
import { type DocumentKind, type DocumentSubject, limitsOf } from '../../shared/domain/media/document.ts';
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
const wordsOf = (kinds: readonly string[]): string =>
  kinds.map((kind) => limitsOf(kind as DocumentKind).label).join('和');

/** What a tile shows of a hand-over; both sides of a card stand in the tile of the first one. */
export function offerOf(name: DocumentName, isSettled: boolean) {
  const newest = phones.of(name);
  const isWaiting = newest !== undefined && isGoingOn(newest.state);
  const kinds = isWaiting ? newest.kinds : askedOfPhone(documents, name);
  if (kinds[0] !== name.kind || (isSettled && !isWaiting)) return null;
  const id = idOf(name);
  return {
    id,
    what: wordsOf(kinds),
    isWaiting,
    state: newest && !isSettled ? newest.state : '',
    stateText: newest && !isSettled ? DOCUMENT_HAND_OVER_STATES[newest.state] : '',
    isBad: newest !== undefined && hasEndedBadly(newest.state),
    until: isWaiting ? minuteOf(newest.expiresAt) : '',
    mayShare: phones.tokenOf(name) !== undefined,
    action: isPersonal(name.kind) ? '发给证件本人拍' : '发给别人拍',
    error: trouble.now.of === id ? trouble.now.text : '',
  };
}

async function attempt(name: DocumentName, work: () => Promise<unknown>): Promise<void> {
  trouble.change({ of: '', text: '' });
  await work().catch((caught) => trouble.change({ of: idOf(name), text: sentenceOf(caught) }));
}

export const handOver = (name: DocumentName): Promise<void> =>
  attempt(name, () => phones.send(name, askedOfPhone(documents, name), isPersonal(name.kind)));

export const takeBack = (name: DocumentName): Promise<void> => attempt(name, () => phones.cancel(name));

/** The card that leads to the pictures that are asked for; undefined where the button is not one of a tile. */
export function documentCard({ query: { filingId } }: OpenPage<object>, id: string) {
  const [mark, kind, subject] = id.split(' ');
  if (mark !== MARK) return undefined;
  const name = { filingId, kind: kind as DocumentKind, subject: subject as DocumentSubject };
  const token = phones.tokenOf(name);
  if (token === undefined) return FIRST_PAGE_CARD;
  const title = `请拍${wordsOf(phones.of(name)?.kinds ?? [])}，用于网站备案`;
  return { title, path: `/pages/photograph/index?token=${token}` };
}
