import { type Ref, ref } from 'vue';
import { sentenceOf } from '../../client/api-error.ts';

/** Something that a person asks for and waits for, once at a time. */
export interface Action {
  readonly isBusy: Ref<boolean>;
  /** Why it did not succeed, as a sentence. */
  readonly error: Ref<string | undefined>;
  /** Does the work. @returns what it threw; undefined when it succeeded. */
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
