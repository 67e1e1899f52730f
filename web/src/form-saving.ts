import { onMounted, onUnmounted, watch, watchEffect } from 'vue';
import { draftIn } from '../../client/filing/open-filing.ts';
import type { Draft } from '../../client/form/form-draft.ts';
import type { FormField } from '../../client/form/form-fields.ts';
import { createFormTyping, type FormTyping, type KeptTyping } from '../../client/form/form-typing.ts';
import type { DraftForm } from '../../shared/domain/filing/form-draft.ts';
import { randomId } from './api.ts';
import { filing, openOne } from './filing.ts';
import { shown } from './shown.ts';
import { tellWaitingFields } from './waiting.ts';

/** Delay in milliseconds between the last key and saving. A field that is left is saved at once. */
const SAVE_AFTER_MS = 800;
/** Pause in milliseconds before the network is tried again. */
const TRY_EVERY_MS = 10_000;

const keptUnder = (filingId: string, form: DraftForm) => `icp-filing.draft.${filingId}.${form}`;

/** Deletes everything that only this tab has, for the next user of a shared computer. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith('icp-filing.draft.')) sessionStorage.removeItem(key);
  }
}

/** What is typed and not saved yet is in the tab's storage: it survives a reload, and ends with the tab. */
const keptIn = (key: string) => ({
  read(): KeptTyping | undefined {
    const text = sessionStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as KeptTyping);
  },
  write(kept: KeptTyping | undefined): void {
    if (kept) sessionStorage.setItem(key, JSON.stringify(kept));
    else sessionStorage.removeItem(key);
  },
});

/** What a change was begun with, for whoever wants to choose again in this tab. */
export function keptChoice(filingId: string) {
  const key = `icp-filing.draft.${filingId}.chosen`;
  return {
    read: (): readonly string[] => JSON.parse(sessionStorage.getItem(key) ?? '[]'),
    write: (fields: readonly string[]): void => sessionStorage.setItem(key, JSON.stringify(fields)),
  };
}

/** Saves the calling component's form while it is typed, and follows what other devices save. */
export function useTyping(
  filingId: string,
  form: DraftForm,
  fields: readonly FormField[],
  draft: Draft,
  taken: Map<string, string>,
): FormTyping {
  const open = filing.value;
  if (!open) throw new Error('a form needs an open filing');
  const typing = createFormTyping(fields, draft, taken, draftIn(open, form), {
    save: (body, seenVersion) => openOne.saveDraft(filingId, form, body, seenVersion),
    reload: () => openOne.reloadDraft(filingId, form),
    kept: keptIn(keptUnder(filingId, form)),
    show: shown,
    newPage: randomId,
  });

  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    [draft, taken],
    () => {
      clearTimeout(timer);
      typing.touched();
      if (typing.typing.unsaved > 0) timer = setTimeout(() => void typing.flush(), SAVE_AFTER_MS);
    },
    { deep: true },
  );

  const waiting = watchEffect(() => {
    tellWaitingFields(`${filingId} ${form}`, typing.typing.state === 'waiting' ? typing.typing.unsaved : 0);
  });
  const tryAgain = () => {
    if (typing.typing.state === 'waiting') void typing.flush();
  };
  const comeBack = () => {
    if (document.visibilityState === 'visible') void typing.judge();
  };
  const retries = setInterval(tryAgain, TRY_EVERY_MS);
  addEventListener('online', tryAgain);
  document.addEventListener('visibilitychange', comeBack);
  onMounted(() => void (typing.typing.unsaved > 0 ? typing.flush() : typing.judge()));
  onUnmounted(() => {
    clearTimeout(timer);
    clearInterval(retries);
    waiting();
    removeEventListener('online', tryAgain);
    document.removeEventListener('visibilitychange', comeBack);
    if (typing.typing.unsaved > 0) void typing.flush();
  });
  return typing;
}
