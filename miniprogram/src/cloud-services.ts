import type { Reply } from '../../client/messages.ts';
import { sentenceOf } from '../../contracts/client/api-error.ts';
import { call } from './api.ts';
import { show } from './shown.ts';

interface State {
  /** What the person can pick; undefined until it is known. */
  readonly list: Reply<'listCloudServices'> | undefined;
  readonly error: string | undefined;
}

const state = show<State>({ list: undefined, error: undefined });
let isAsking = false;

/** The cloud services that the person can pick; they are asked for when they are first shown. */
export const cloudServices = state.now;

/** Asks for the list unless it is there. @param again asks in any case, e.g. after a cloud account was linked */
export async function loadCloudServices(again = false): Promise<void> {
  if (isAsking || (state.now.list && !again)) return;
  isAsking = true;
  state.change({ error: undefined });
  try {
    state.change({ list: await call('listCloudServices', {}) });
  } catch (caught) {
    state.change({ error: sentenceOf(caught) });
  } finally {
    isAsking = false;
  }
}

/** Forgets the list, for whoever holds this phone next. */
export const forgetCloudServices = (): void => state.change({ list: undefined, error: undefined });
