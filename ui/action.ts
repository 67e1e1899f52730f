import { type Ref, ref } from 'vue';
import { sentenceOf } from '../contracts/client/api-error.ts';

/** Work that a person starts and waits for, one at a time. */
export interface Action {
  readonly isBusy: Ref<boolean>;
  /** Why it failed, as a sentence. */
  readonly error: Ref<string | undefined>;
  /** Does the work. @returns the error that it threw; undefined when it succeeded. */
  run(work: () => Promise<unknown>): Promise<unknown>;
}

export function useAction(): Action {
  const isBusy = ref(false);
  const error = ref<string>();
  async function run(work: () => Promise<unknown>): Promise<unknown> {
    isBusy.value = true;
    error.value = undefined;
    try {
      await work();
      return undefined;
    } catch (caught) {
      error.value = sentenceOf(caught);
      return caught;
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, error, run };
}
