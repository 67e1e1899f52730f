import { draftIn, type OpenFiling } from '../../client/filing/open-filing.ts';
import type { Draft } from '../../client/form/form-draft.ts';
import type { FormField } from '../../client/form/form-fields.ts';
import { createFormTyping, type FormTyping, type KeptTyping } from '../../client/form/form-typing.ts';
import type { DraftForm } from '../../shared/domain/filing/form-draft.ts';
import { newKey } from './api.ts';
import { filing } from './filing.ts';
import { onReconnect } from './network.ts';
import { show } from './shown.ts';

/** Delay in milliseconds between the last key and saving. A field that is left is saved at once. */
const SAVE_AFTER_MS = 800;
/** Pause in milliseconds before the network is tried again. */
const TRY_EVERY_MS = 10_000;

const PREFIX = 'draft.';

/** Forgets what was typed and never saved. */
export function forgetDrafts(): void {
  for (const key of wx.getStorageInfoSync().keys) if (key.startsWith(PREFIX)) wx.removeStorageSync(key);
}

/** What is typed and not saved yet: it survives the end of the program. */
const keptIn = (key: string) => ({
  read: () => (wx.getStorageSync(key) || undefined) as KeptTyping | undefined,
  write: (kept: KeptTyping | undefined) => (kept ? wx.setStorageSync(key, kept) : wx.removeStorageSync(key)),
});

/** A form that saves itself while it is typed. */
export interface Saving extends Omit<FormTyping, 'touched' | 'refresh'> {
  /** Something was typed: it is saved in a moment. */
  touched(): void;
  /** What other devices have saved meanwhile comes into the form. */
  comeBack(): void;
  /** The form is gone; what is not saved is saved now. */
  close(): void;
}

/** Saves a form of the open filing field by field, and follows what other devices save. */
export function startSaving(
  open: OpenFiling,
  form: DraftForm,
  fields: readonly FormField[],
  draft: Draft,
  taken: Map<string, string>,
): Saving {
  const { filingId } = open.view;
  const typing = createFormTyping(fields, draft, taken, draftIn(open, form), {
    save: (body, seenVersion) => filing.saveDraft(filingId, form, body, seenVersion),
    reload: () => filing.reloadDraft(filingId, form),
    kept: keptIn(`${PREFIX}${filingId}.${form}`),
    show,
    newPage: newKey,
  });
  const hasUnsaved = () => typing.typing.unsaved > 0;
  let timer = 0;
  let isClosed = false;

  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    const isSaved = await typing.flush();
    if (typing.typing.state === 'waiting' && !isClosed) timer = setTimeout(() => void flush(), TRY_EVERY_MS);
    return isSaved;
  }
  const comeBack = (): void => {
    if (hasUnsaved()) void flush();
    // A save that is on its way since before says nothing of what others have saved since.
    void typing.judge();
  };
  const stop = onReconnect(() => {
    if (typing.typing.state === 'waiting') void flush();
  });
  comeBack();

  return {
    ...typing,
    flush,
    comeBack,
    touched(): void {
      clearTimeout(timer);
      typing.touched();
      if (hasUnsaved()) timer = setTimeout(() => void flush(), SAVE_AFTER_MS);
    },
    close(): void {
      isClosed = true;
      clearTimeout(timer);
      stop();
      if (hasUnsaved()) void flush();
    },
  };
}
