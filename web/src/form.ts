import {
  computed,
  type InjectionKey,
  inject,
  nextTick,
  onUnmounted,
  provide,
  reactive,
  ref,
  shallowReactive,
} from 'vue';
import { draftIn } from '../../client/filing/open-filing.ts';
import { type Draft, draftOf, type FieldValue, gapsIn } from '../../client/form/form-draft.ts';
import { type FormField, fieldsFor } from '../../client/form/form-fields.ts';
import { type Message, messagesFor, whyShut } from '../../client/form/form-messages.ts';
import { type FormPath, formAt } from '../../client/form/form-path.ts';
import type { ReadSource } from '../../client/form/form-reading.ts';
import type { Choice, TypingState } from '../../client/form/form-typing.ts';
import { valuesOf } from '../../shared/domain/filing/form-draft.ts';
import type { DocumentSubject } from '../../shared/domain/media/document.ts';
import { aimAt } from './aim.ts';
import { filing } from './filing.ts';
import { useProposals } from './form-proposals.ts';
import { useReading } from './form-reading.ts';
import { useTyping } from './form-saving.ts';
import { overviews } from './overview.ts';
import { isAsked } from './question.ts';

export interface Form {
  readonly path: FormPath;
  readonly fields: readonly FormField[];
  readonly draft: Draft;
  readonly saveState: TypingState;
  /** Number of fields that are not saved yet. */
  readonly unsaved: number;
  /** Whether another device has changed a value of it. */
  readonly changedElsewhere: boolean;
  /** Why saving failed. */
  readonly error: string | undefined;
  /** The messages about a field: from the rules, the request and the reviewer. */
  messagesOf(key: string): readonly Message[];
  /** The value read from the certificate, if any. */
  readOf(field: FormField): string | undefined;
  /** Where a field is read from; undefined for one that is not. */
  sourceOf(field: FormField): ReadSource | undefined;
  /** Whether the value was taken over from a reading that is not sure, and the person has not confirmed it. */
  needsLook(field: FormField): boolean;
  /** Whether the typed value differs from the reading and was not confirmed. */
  differs(field: FormField): boolean;
  /** The person has compared the value with the certificate. */
  confirm(field: FormField): void;
  /** Whether the value is what the page has proposed. */
  isProposed(key: string): boolean;
  /** Why the field may not change now; undefined: it may. */
  whyShut(key: string): string | undefined;
  /** The values of a field that two devices have changed; undefined when there is one. */
  choicesOf(key: string): readonly Choice[] | undefined;
  /** The person has seen all values of a field and chosen this one. */
  settle(key: string, value: FieldValue): Promise<boolean>;
  /** The person leaves a field. */
  left(): Promise<void>;
  /** Saves unsaved values now. @returns whether everything is saved. */
  flush(): Promise<boolean>;
  /** Whether it can be submitted as it is: nothing is missing, and no field has two values. */
  isComplete(): boolean;
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
 * A form of the open filing for the fields below the calling component. It starts where the person left it, on whatever
 * device; blank fields are filled from certificates. It saves itself field by field.
 */
export function provideForm(path: FormPath, allFields: readonly FormField[], subject: DocumentSubject): Form {
  const open = filing.value;
  if (!open) throw new Error('a form needs an open filing');
  const { filingId, organizerKind, region, websites } = open.view;
  const form = formAt(path, websites);
  const fields = fieldsFor(allFields, organizerKind, region);
  const saved = draftIn(open, form);
  const draft = reactive(draftOf(fields, valuesOf(saved) as Partial<Record<string, FieldValue>>)) as Draft;
  const taken = reactive(
    new Map(
      fields.flatMap(({ key, readFrom }) => {
        const typed = saved.fields[key];
        return readFrom && typed?.isTaken ? [[key, String(typed.value)] as const] : [];
      }),
    ),
  );
  const isProposed = useProposals(path, new Set(Object.keys(saved.fields)), draft);
  const { typing, flush, settle } = useTyping(filingId, form, fields, draft, taken);
  const reading = useReading({ filingId, path, organizerKind, fields, draft, taken, subject });
  const gapsShown = ref(false);
  const view = computed(() => filing.value?.view ?? open.view);
  const sources = computed(() => ({
    ...overviews.known(view.value),
    gaps: gapsShown.value ? gapsIn(fields, draft) : [],
    problems: typing.problems,
    judged: typing.findings,
  }));

  const provided: Form = reactive({
    path,
    fields,
    draft,
    saveState: computed(() => typing.state),
    unsaved: computed(() => typing.unsaved),
    changedElsewhere: computed(() => typing.changedElsewhere),
    error: computed(() => typing.error),
    messagesOf: (key: string) => messagesFor(path, key, sources.value),
    ...reading,
    isProposed,
    whyShut: (key: string) => whyShut(view.value, `${path}.${key}`, open.contents),
    choicesOf: (key: string) => typing.conflicts[key],
    settle,
    async left() {
      // The watcher of the draft sees a cleaned value a moment later.
      await nextTick();
      if (typing.unsaved > 0) await flush();
    },
    flush,
    isComplete: () =>
      gapsIn(fields, draft).every(({ key }) => !isAsked(`${path}.${key}`)) &&
      Object.keys(typing.conflicts).length === 0,
    showGaps: () => {
      gapsShown.value = true;
    },
  });
  provide(FORM, provided);
  openForms.add(provided);
  onUnmounted(() => openForms.delete(provided));
  return provided;
}

/** The forms of the page. */
const openForms = shallowReactive(new Set<Form>());

/** Lets the fields below the calling component be those of a form elsewhere on the page. */
export const provideOpenForm = (form: Form): void => provide(FORM, form);

export interface OpenField {
  readonly form: Form;
  readonly field: FormField;
}

/** The fields of the page into which a value of a certificate is read: an individual's name is in two forms. */
export const fieldsReadFrom = ({ name: { filingId, kind, subject }, field }: ReadSource): readonly OpenField[] =>
  [...openForms].flatMap((form) =>
    form.fields
      .filter((formField) => {
        const from = form.sourceOf(formField);
        if (from?.field !== field) return false;
        const { name } = from;
        return name.filingId === filingId && name.kind === kind && name.subject === subject;
      })
      .map((formField) => ({ form, field: formField })),
  );

/** Call before going on to the next step: saves its forms, and shows what is missing. @returns whether they are complete. */
export async function saveAll(forms: readonly (Form | undefined)[]): Promise<boolean> {
  const saved = await Promise.all(forms.map((form) => form?.flush() ?? true));
  forms.forEach((form) => {
    form?.showGaps();
  });
  if (saved.every(Boolean) && forms.every((form) => form?.isComplete() ?? true)) return true;
  await nextTick();
  const wrong = document.querySelector<HTMLElement>('.field[data-field]:has(.message:is(.block, .require), .conflict)');
  if (wrong?.dataset.field) aimAt(wrong.dataset.field);
  return false;
}
