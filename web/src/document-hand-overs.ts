import { shallowReactive } from 'vue';
import type { DocumentHandOverView } from '../../client/document-hand-over.ts';
import type { DocumentName } from '../../client/documents.ts';
import { isGoingOn } from '../../shared/domain/liveness/hand-over.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import { call } from './api.ts';
import { documents } from './documents.ts';

const EVERY_MS = 3000;

/** By filing, what was handed over to phones; before a filing under the blank id. */
const known = shallowReactive(new Map<string, readonly DocumentHandOverView[]>());
const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** Documents from phones that this page has taken over. */
const seen = new Set<string>();

const keyOf = (filingId: string | undefined): string => filingId ?? '';

/** The newest hand-over of a document. */
export const handOverOf = ({ filingId, kind, subject }: DocumentName): DocumentHandOverView | undefined =>
  known.get(keyOf(filingId))?.findLast((one) => one.subject === subject && one.kinds.includes(kind));

/** Looks how far the phones are, and again while one of them may go on: what they send is shown here by itself. */
export async function followPhones(filingId: string | undefined): Promise<void> {
  const key = keyOf(filingId);
  const isFirst = !known.has(key);
  clearTimeout(timers.get(key));
  try {
    const { handOvers } = await call('showUploadHandOvers', { query: { filingId } });
    known.set(key, handOvers);
    for (const handOver of handOvers) takeOver(filingId, handOver, isFirst);
  } finally {
    // Also after a look that failed.
    const goesOn = known.get(key)?.some(({ state }) => isGoingOn(state)) ?? false;
    if (goesOn)
      timers.set(
        key,
        setTimeout(() => void followPhones(filingId).catch(() => {}), EVERY_MS),
      );
  }
}

const watched = new Set<string>();

/** Begins to follow the phones of a filing, once, whichever tile asks first. */
export function watchPhones(filingId: string | undefined): void {
  const key = keyOf(filingId);
  if (watched.has(key)) return;
  watched.add(key);
  void followPhones(filingId).catch(() => watched.delete(key));
}

/** Shows what has arrived. What was there when the page was loaded is shown already, or was replaced since. */
function takeOver(filingId: string | undefined, { subject, documents: sent }: DocumentHandOverView, isFirst: boolean) {
  for (const { documentId, kind, state } of sent) {
    if (state === 'waiting' || seen.has(documentId)) continue;
    seen.add(documentId);
    const name = { filingId, kind: kind as DocumentKind, subject: subject as DocumentSubject };
    if (isFirst && documents.of(name).state !== 'missing') continue;
    void documents.adopt(name, documentId).catch(() => seen.delete(documentId));
  }
}

/** Somebody else uses this browser now. */
export function forgetPhones(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  known.clear();
  watched.clear();
  seen.clear();
}
