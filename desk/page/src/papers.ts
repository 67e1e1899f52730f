import { onMounted, onUnmounted, reactive, ref, shallowRef } from 'vue';
import { sentenceOf } from '../../../contracts/client/api-error.ts';
import { call } from './api.ts';
import { viewAt } from './view.ts';
import type { RevealReason } from './words.ts';

/** A paper that is shown: its bytes stay in this tab until the case is left. */
export interface ShownPaper {
  readonly url?: string;
  readonly error?: string;
}

/** A picture with what is covered otherwise, for its minute. */
export interface UncoveredPaper {
  readonly documentId: string;
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const SHOWN_MS = 60_000;

/**
 * The papers of a case. Each is fetched when it is first looked at; the desk records that, and that it has arrived. Its link is over
 * after a minute, the picture stays on the page. What is uncovered does not: it is gone after its minute, or when the window is left.
 */
export function usePapers(caseId: string) {
  const shown = reactive(new Map<string, ShownPaper>());
  /** Why somebody looks who has not the case in hand. */
  const reason = ref<RevealReason>();
  const uncovered = shallowRef<UncoveredPaper>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function show(documentId: string): Promise<void> {
    if (shown.get(documentId)?.error === undefined && shown.has(documentId)) return;
    shown.set(documentId, {});
    try {
      const query = reason.value ? { reason: reason.value } : {};
      const { url } = await call('openPaper', { params: { caseId, documentId }, query });
      const contents = await (await viewAt(url)).blob();
      const sha256 = await digestOf(contents);
      await call('noteSeen', { params: { caseId, documentId }, body: { sha256 } });
      shown.set(documentId, { url: URL.createObjectURL(contents) });
    } catch (caught) {
      shown.set(documentId, { error: sentenceOf(caught) });
    }
  }

  /** @returns how much the caller has seen in clear today. @throws ApiError */
  async function uncover(documentId: string, given: RevealReason): Promise<number> {
    const { view, revealsToday } = await call('uncoverPaper', {
      params: { caseId, documentId },
      body: { reason: given },
    });
    const url = URL.createObjectURL(await (await viewAt(view.url)).blob());
    cover();
    const until = Math.min(Date.parse(view.expiresAt), Date.now() + SHOWN_MS);
    uncovered.value = { documentId, url, until };
    timer = setTimeout(cover, until - Date.now());
    return revealsToday;
  }

  function cover(): void {
    clearTimeout(timer);
    if (uncovered.value) URL.revokeObjectURL(uncovered.value.url);
    uncovered.value = undefined;
  }

  onMounted(() => addEventListener('blur', cover));
  onUnmounted(() => {
    removeEventListener('blur', cover);
    cover();
    for (const { url } of shown.values()) if (url) URL.revokeObjectURL(url);
  });
  return { shown, uncovered, reason, show, uncover, cover };
}

async function digestOf(contents: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await contents.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export type Papers = ReturnType<typeof usePapers>;
