import { onMounted, type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import { sentenceOf } from '../contracts/client/api-error.ts';

/** Work that a person starts and waits for, one at a time. */
export interface Action {
  readonly isBusy: Ref<boolean>;
  /** Why it failed, as a sentence. */
  readonly error: Ref<string | undefined>;
  /** Does the work. @returns the error that it threw; undefined when it succeeded. */
  run(work: () => Promise<unknown>): Promise<unknown>;
}

/** @param done is called after work that succeeded. */
export function useAction(done?: () => unknown): Action {
  const isBusy = ref(false);
  const error = ref<string>();
  async function run(work: () => Promise<unknown>): Promise<unknown> {
    isBusy.value = true;
    error.value = undefined;
    try {
      await work();
      await done?.();
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

/** What a component shows of a service, and how asking for it goes. */
export interface Loaded<Value> extends Action {
  /** Undefined until it is there. */
  readonly value: ShallowRef<Value | undefined>;
  /** Asks again, as an action. @returns the error that it threw. */
  load(): Promise<unknown>;
  /** Asks again, as a part of other work. @throws what asking threw. */
  reload(): Promise<void>;
}

/** Asks when the calling component is shown. */
export function useLoaded<Value>(ask: () => Promise<Value>): Loaded<Value> {
  const value = shallowRef<Value>();
  const action = useAction();
  const reload = async (): Promise<void> => {
    value.value = await ask();
  };
  const load = () => action.run(reload);
  onMounted(load);
  return { ...action, value, load, reload };
}
