import { onUnmounted, reactive } from 'vue';
import { sentenceOf } from '../../client/api-error.ts';
import { call } from './api.ts';

/** A paper that is shown: its bytes stay in this tab until the case is left. */
export interface ShownPaper {
  readonly url?: string;
  readonly error?: string;
}

/**
 * The papers of a case. Each is fetched when it is first looked at, which the desk records; its link is over after a minute, the
 * picture stays on the page.
 */
export function usePapers(caseId: string) {
  const shown = reactive(new Map<string, ShownPaper>());

  async function show(documentId: string): Promise<void> {
    if (shown.get(documentId)?.error === undefined && shown.has(documentId)) return;
    shown.set(documentId, {});
    try {
      const { url } = await call('openPaper', { params: { caseId, documentId } });
      const response = await fetch(url, { cache: 'no-store' });
      if (!response.ok) throw new Error(`the view answered ${response.status}`);
      shown.set(documentId, { url: URL.createObjectURL(await response.blob()) });
    } catch (caught) {
      shown.set(documentId, { error: sentenceOf(caught) });
    }
  }

  onUnmounted(() => {
    for (const { url } of shown.values()) if (url) URL.revokeObjectURL(url);
  });
  return { shown, show };
}

export type Papers = ReturnType<typeof usePapers>;
