import { isGoingOn } from '../../shared/domain/liveness/hand-over.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import type { Call } from '../calls/api-client.ts';
import { createFollowing } from '../kit/following.ts';
import type { Show } from '../kit/shown.ts';
import type { ChosenFile, DocumentName, Documents } from './documents.ts';
import type { DocumentHandOverView } from './on-other-phone.ts';

/** The documents that a device has handed over to phones, its own or somebody else's. */
export interface DocumentHandOvers {
  /** The newest hand-over of a document. */
  of(name: DocumentName): DocumentHandOverView | undefined;
  /** The token of the newest one; undefined unless it was made here and may still be used. */
  tokenOf(name: DocumentName): string | undefined;
  /**
   * Looks how far the phones of a filing are, and again while one of them may go on: what they send is shown here by
   * itself. @param filingId undefined before a filing @param arrived is told of each document that is shown from now on
   * @throws ApiError
   */
  look(filingId: string | undefined, arrived?: (name: DocumentName) => void): Promise<void>;
  /** Begins to look, once, whoever asks first. */
  watch(filingId: string | undefined): void;
  /** Hands documents over; the link before ends. @returns the token of the link. @throws ApiError */
  send(name: DocumentName, kinds: readonly DocumentKind[], isForOther: boolean): Promise<string>;
  /** Takes the newest one back. @throws ApiError */
  cancel(name: DocumentName): Promise<void>;
  /** Looks no longer, until `look` is called for the filing. */
  pause(filingId: string | undefined): void;
  /** Somebody else uses this device now. */
  forget(): void;
}

const keyOf = (filingId: string | undefined): string => filingId ?? '';

interface State {
  /** By filing; before a filing under the blank id. The API tells the oldest first. */
  readonly known: Readonly<Record<string, readonly DocumentHandOverView[]>>;
  /** By hand-over. */
  readonly tokens: Readonly<Record<string, string>>;
}

/** @param documents where pictures from phones are shown. */
export function createDocumentHandOvers<File extends ChosenFile>({
  call,
  show,
  documents,
}: {
  readonly call: Call;
  readonly show: Show;
  readonly documents: Documents<File>;
}): DocumentHandOvers {
  const state = show<State>({ known: {}, tokens: {} });
  const followings = new Map<string, ReturnType<typeof createFollowing>>();
  const watched = new Set<string>();
  /** Documents from phones that this device has taken over. */
  const seen = new Set<string>();

  const of = ({ filingId, kind, subject }: DocumentName) =>
    (state.now.known[keyOf(filingId)] ?? [])
      .filter((handOver) => handOver.subject === subject && handOver.kinds.includes(kind))
      .slice(-1)[0];

  const arrivals = new Map<string, (name: DocumentName) => void>();

  function followingOf(filingId: string | undefined) {
    const key = keyOf(filingId);
    const known = followings.get(key);
    if (known) return known;
    const made = createFollowing(
      async () => {
        const isFirst = state.now.known[key] === undefined;
        const { handOvers } = await call('showUploadHandOvers', { query: { filingId } });
        state.change({ known: { ...state.now.known, [key]: handOvers } });
        for (const handOver of handOvers) takeOver(filingId, handOver, isFirst);
      },
      () => state.now.known[key]?.some((handOver) => isGoingOn(handOver.state)) ?? false,
    );
    followings.set(key, made);
    return made;
  }

  async function look(filingId: string | undefined, arrived?: (name: DocumentName) => void): Promise<void> {
    if (arrived) arrivals.set(keyOf(filingId), arrived);
    await followingOf(filingId).look();
  }

  /** Shows what has arrived. What was there at the first look is shown already, or was replaced since. */
  function takeOver(
    filingId: string | undefined,
    { subject, documents: sent }: DocumentHandOverView,
    isFirst: boolean,
  ): void {
    for (const { documentId, kind, state } of sent) {
      if (state === 'waiting' || seen.has(documentId)) continue;
      seen.add(documentId);
      const name = { filingId, kind: kind as DocumentKind, subject: subject as DocumentSubject };
      if (isFirst && documents.of(name).state !== 'missing') continue;
      void documents.adopt(name, documentId).then(
        () => arrivals.get(keyOf(filingId))?.(name),
        () => seen.delete(documentId),
      );
    }
  }

  return {
    of,
    tokenOf(name) {
      const newest = of(name);
      return newest && isGoingOn(newest.state) ? state.now.tokens[newest.handOverId] : undefined;
    },
    look,
    watch(filingId) {
      const key = keyOf(filingId);
      if (watched.has(key)) return;
      watched.add(key);
      void look(filingId).catch(() => watched.delete(key));
    },
    async send({ filingId, subject }, kinds, isForOther) {
      const body = { kinds: [...kinds], subject, isForOther, ...(filingId !== undefined && { filingId }) };
      const { handOverId, token } = await call('handOverUpload', { body });
      state.change({ tokens: { ...state.now.tokens, [handOverId]: token } });
      await look(filingId);
      return token;
    },
    async cancel(name) {
      const { handOverId } = of(name) ?? {};
      if (handOverId === undefined) return;
      await call('cancelUploadHandOver', { params: { handOverId } });
      await look(name.filingId);
    },
    pause: (filingId) => followingOf(filingId).pause(),
    forget() {
      for (const following of followings.values()) following.pause();
      state.change({ known: {}, tokens: {} });
      for (const all of [followings, watched, seen, arrivals]) all.clear();
    },
  };
}
