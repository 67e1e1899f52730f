import { computed, type InjectionKey, inject, nextTick, provide, reactive, ref } from 'vue';
import { type Draft, draftOf, type FieldValue, gapsIn } from '../../client/form-draft.ts';
import { type FormField, fieldsFor } from '../../client/form-fields.ts';
import { isOpenField, type Message, messagesFor } from '../../client/form-messages.ts';
import { confirmedIn, type FormPath, savedForm } from '../../client/form-path.ts';
import { takenBefore } from '../../client/taken-over.ts';
import type { DocumentSubject } from '../../shared/domain/media/document.ts';
import { filing } from './filing.ts';
import { useReading } from './form-reading.ts';
import { keptDraft, type SaveState, useSaving } from './form-saving.ts';

export interface Form {
  readonly path: FormPath;
  readonly fields: readonly FormField[];
  readonly draft: Draft;
  readonly saveState: SaveState;
  /** Why saving failed. */
  readonly error: string | undefined;
  /** The messages about a field: from the rules, the request and the reviewer. */
  messagesOf(key: string): readonly Message[];
  /** The value read from the certificate, if any. */
  readOf(field: FormField): string | undefined;
  /** Whether the value was taken over from a reading that is not sure, and the person has not confirmed it. */
  needsLook(field: FormField): boolean;
  /** Whether the typed value differs from the reading and was not confirmed. */
  differs(field: FormField): boolean;
  /** The person has compared the value with the certificate. */
  confirm(field: FormField): void;
  /** Whether the field may change now; in a returned filing only flagged ones may. */
  isOpen(key: string): boolean;
  /** Saves unsaved values now. @returns whether everything is saved. */
  flush(): Promise<boolean>;
  /** Shows what is missing, when the person wants to continue. */
  showGaps(): void;
}

const FORM: InjectionKey<Form> = Symbol('form');

/** The form that surrounds a component. */
export function useForm(): Form {
  const form = inject(FORM);
  if (!form) throw new Error('a field stands outside a form');
  return form;
}

/**
 * A form of the open filing for the fields below the calling component. It starts with the saved values, or those that
 * the tab stored while it was incomplete; blank fields are filled from certificates. It saves itself when nothing is
 * missing.
 */
export function provideForm(path: FormPath, allFields: readonly FormField[], subject: DocumentSubject): Form {
  const open = filing.value;
  if (!open) throw new Error('a form needs an open filing');
  const { filingId, organizerKind } = open.view;
  const fields = fieldsFor(allFields, organizerKind);
  const saved = savedForm(open.contents, path) as Partial<Record<string, FieldValue>> | undefined;
  const kept = keptDraft(filingId, path);
  const draft = reactive(draftOf(allFields, { ...saved, ...kept })) as Draft;
  const isSaved = saved !== undefined && kept === undefined;
  const taken = reactive(takenBefore(fields, draft, confirmedIn(open.contents, path)));
  const { saving, flush } = useSaving({ filingId, path, allFields, fields, draft, taken, isSaved });
  const reading = useReading({ filingId, path, organizerKind, fields, draft, taken, subject });
  const gapsShown = ref(false);
  const view = computed(() => filing.value?.view ?? open.view);
  const sources = computed(() => ({
    flagged: view.value.flagged,
    gaps: gapsShown.value ? gapsIn(fields, draft) : [],
    problems: saving.problems,
    findings: saving.findings,
  }));

  const form: Form = reactive({
    path,
    fields,
    draft,
    saveState: computed(() => saving.state),
    error: computed(() => saving.error),
    messagesOf: (key: string) => messagesFor(path, key, sources.value),
    ...reading,
    isOpen: (key: string) => isOpenField(view.value, `${path}.${key}`, open.contents),
    flush,
    showGaps: () => {
      gapsShown.value = true;
    },
  });
  provide(FORM, form);
  return form;
}

/** Call before leaving a step: saves its forms, and shows what is missing. @returns whether everything is saved. */
export async function saveAll(forms: readonly (Form | undefined)[]): Promise<boolean> {
  const saved = await Promise.all(forms.map((form) => form?.flush() ?? true));
  forms.forEach((form) => {
    form?.showGaps();
  });
  if (saved.every(Boolean)) return true;
  await nextTick();
  document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  return false;
}
