import { ref } from 'vue';
import type { Action } from '../../ui/action.ts';

/** Copies a text for the person, and remembers that it has. */
export function useCopy(run: Action['run']) {
  const isCopied = ref(false);
  const copy = (text: string) =>
    run(async () => {
      await navigator.clipboard.writeText(text);
      isCopied.value = true;
    });
  return { isCopied, copy };
}
