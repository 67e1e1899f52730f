import { reactive, watch } from 'vue';
import type { Reply } from '../../client/messages.ts';
import { sentenceOf } from '../../contracts/client/api-error.ts';
import { call } from './api.ts';
import { isSignedIn } from './session.ts';

interface State {
  /** What the person can pick; undefined until it is known. */
  list: Reply<'listCloudServices'> | undefined;
  error: string | undefined;
}

const state = reactive<State>({ list: undefined, error: undefined });
let isAsking = false;

/** The cloud services that the person can pick; they are asked for when they are first shown. */
export const cloudServices = state as Readonly<State>;

watch(isSignedIn, () => Object.assign(state, { list: undefined, error: undefined }));

/** Asks for the list unless it is there. @param again asks in any case, e.g. after a cloud account was linked */
export async function loadCloudServices(again = false): Promise<void> {
  if (!isSignedIn.value || isAsking || (state.list && !again)) return;
  isAsking = true;
  state.error = undefined;
  try {
    state.list = await call('listCloudServices', {});
  } catch (caught) {
    state.error = sentenceOf(caught);
  } finally {
    isAsking = false;
  }
}
