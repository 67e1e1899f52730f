import { type Ref, ref, shallowRef, watch } from 'vue';
import { sentenceOf } from '../../../contracts/client/api-error.ts';
import { call } from './api.ts';
import type { FlaggedView, ReturnItem } from './operations.ts';

/** So long after the last key press the preview is asked for. */
const PAUSE_MS = 400;

/** What the filer will read, asked for again when it changes. */
export function useFilerPreview(caseId: string, items: Ref<readonly ReturnItem[]>, kind?: 'declined') {
  const flagged = shallowRef<readonly FlaggedView[]>([]);
  const error = ref<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    const asked = items.value;
    if (asked.length === 0) {
      flagged.value = [];
      return;
    }
    try {
      const body = { items: [...asked], ...(kind && { kind }) };
      const reply = await call('previewReturn', { params: { caseId }, body });
      // Somebody typed on meanwhile: their preview is on its way.
      if (asked === items.value) flagged.value = reply.flagged;
      error.value = undefined;
    } catch (caught) {
      error.value = sentenceOf(caught);
    }
  }
  watch(
    items,
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => void load(), PAUSE_MS);
    },
    // Also of what was prepared, or kept, before this page was opened.
    { deep: true, immediate: true },
  );
  return { flagged, error };
}
