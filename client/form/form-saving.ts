import type { DraftForm } from '../../shared/domain/filing/form-draft.ts';
import { type createOpenFiling, draftIn, type OpenFiling } from '../filing/open-filing.ts';
import type { Draft, FieldValue } from './form-draft.ts';
import type { FormField } from './form-fields.ts';
import { createFormTyping, type TypingHost } from './form-typing.ts';
import type { TakenOver } from './taken-over.ts';

/** Delay in milliseconds between the last key and saving. A field that is left is saved at once. */
const SAVE_AFTER_MS = 800;
/** Pause in milliseconds before the network is tried again. */
const TRY_EVERY_MS = 10_000;

/** What a front end does so that forms save themselves. */
export interface SavingHost extends Pick<TypingHost, 'show' | 'newPage'> {
  readonly filing: Pick<ReturnType<typeof createOpenFiling>, 'state' | 'saveDraft' | 'reloadDraft'>;
  /** Where a form keeps on this device what is not saved yet. */
  readonly keptIn: (filingId: string, form: DraftForm) => TypingHost['kept'];
  /** Calls `again` whenever the network is back. @returns stops that. */
  readonly onReconnect: (again: () => void) => () => void;
}

/** Saves a form of the open filing field by field, in a moment after each key, and follows what other devices save. */
export function createFormSaving(
  { filing, keptIn, onReconnect, show, newPage }: SavingHost,
  open: OpenFiling,
  form: DraftForm,
  fields: readonly FormField[],
  draft: Draft,
  taken: TakenOver,
) {
  const { filingId } = open.view;
  const { typing, touched, judge, flush, settle } = createFormTyping(fields, draft, taken, draftIn(open, form), {
    save: (body, seenVersion) => filing.saveDraft(filingId, form, body, seenVersion),
    reload: () => filing.reloadDraft(filingId, form),
    kept: keptIn(filingId, form),
    show,
    newPage,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  /** In a mini program `clearTimeout` wants a timer. */
  function stopTimer(): void {
    if (timer !== undefined) clearTimeout(timer);
  }
  function saveLater(delayMs: number): void {
    stopTimer();
    timer = setTimeout(() => void saveAll(), delayMs);
  }
  /** What the network does not carry is tried again. */
  async function tried(work: Promise<boolean>): Promise<boolean> {
    const isSaved = await work;
    if (typing.state === 'waiting' && !isClosed) saveLater(TRY_EVERY_MS);
    return isSaved;
  }
  function saveAll(): Promise<boolean> {
    stopTimer();
    return tried(flush());
  }
  function saveNow(): void {
    if (typing.unsaved > 0) void saveAll();
  }
  function comeBack(): void {
    saveNow();
    // A save that is on its way since before says nothing of what others have saved since.
    void judge();
  }
  const stop = onReconnect(() => {
    if (typing.state === 'waiting') void saveAll();
  });
  comeBack();

  return {
    typing,
    /** Saves unsaved values now. @returns whether everything is saved. */
    flush: saveAll,
    /** The page goes out of sight. */
    saveNow,
    /** The page is in front again: what other devices have saved meanwhile comes into the form. */
    comeBack,
    /** Something was typed: it is saved in a moment. */
    touched(): void {
      stopTimer();
      touched();
      if (typing.unsaved > 0) saveLater(SAVE_AFTER_MS);
    },
    settle: (key: string, value: FieldValue): Promise<boolean> => tried(settle(key, value)),
    /** The form is gone; what is not saved is saved now. */
    close(): void {
      isClosed = true;
      stopTimer();
      stop();
      saveNow();
    },
  };
}
