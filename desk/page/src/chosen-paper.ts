import { type ComputedRef, type Ref, ref, watch } from 'vue';
import { paperOf } from './checklist.ts';
import type { OpenCase } from './open-case.ts';
import type { CheckRow } from './operations.ts';

/** The paper beside the checklist: it comes to the row that opens, and to what must be seen before the row can fit. */
export function useChosenPaper(open: OpenCase, row: ComputedRef<CheckRow | undefined>): Ref<string | undefined> {
  const chosen = ref<string>();
  watch(
    // Not the row itself: a judgement, or a name that is shown in clear, makes a new one of the same.
    () => row.value?.row,
    () => {
      const opened = row.value;
      const first = opened && paperOf(opened);
      if (first !== undefined && !(chosen.value !== undefined && opened?.documents.includes(chosen.value)))
        chosen.value = first;
      chosen.value ??= open.view.value?.papers[0]?.documentId;
    },
    { immediate: true },
  );
  watch(open.wanted, (documentId) => {
    chosen.value = documentId ?? chosen.value;
  });
  return chosen;
}
