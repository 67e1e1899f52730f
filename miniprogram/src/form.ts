import { draftIn, type OpenFiling } from '../../client/filing/open-filing.ts';
import { flaggedMessages } from '../../client/filing/repair.ts';
import { cleaned } from '../../client/form/cleaning.ts';
import { type Draft, draftOf, type FieldValue, gapsIn, isBlank } from '../../client/form/form-draft.ts';
import { type FormField, fieldsFor } from '../../client/form/form-fields.ts';
import { isOpenField, messagesFor } from '../../client/form/form-messages.ts';
import { type FormPath, formAt } from '../../client/form/form-path.ts';
import { createFormReading } from '../../client/form/form-reading.ts';
import { choiceWords, saveWords } from '../../client/form/form-words.ts';
import { stops } from '../../contracts/kit/finding.ts';
import { sameText } from '../../contracts/normal-forms/text.ts';
import { valuesOf } from '../../shared/domain/filing/form-draft.ts';
import type { DocumentSubject } from '../../shared/domain/media/document.ts';
import { documents, filingNow } from './filing.ts';
import { startSaving } from './form-saving.ts';
import { idOf } from './route.ts';
import { SETTINGS } from './settings.ts';
import { tellAll } from './shown.ts';
import { nameOf } from './tables.ts';

/** A form of the open filing, which saves itself field by field. */
export interface Form {
  readonly path: FormPath;
  readonly draft: Draft;
  set(key: string, value: FieldValue): void;
  /** The person has compared the value with the certificate. */
  confirm(key: string): void;
  /** Takes the certificate's value. */
  takeRead(key: string): void;
  /** The person leaves a field. */
  leave(key: string): void;
  /** The person has seen all values of a field and chosen one, by its place. */
  settle(key: string, place: number): void;
  /** Saves unsaved values now. @returns whether everything is saved. */
  flush(): Promise<boolean>;
  /** Saves, and tells what is missing. @returns whether the form can be submitted as it is. */
  finish(): Promise<boolean>;
  /** The page goes out of sight. */
  saveNow(): void;
  /** The page is in front again. */
  comeBack(): void;
  close(): void;
  /** What WXML gets. */
  view(): object;
}

/** Fields that the person kept although the certificate differs; remembered while the program runs. */
const confirmed = new Set<string>();

/** The form of a path. Starts where the person left it, on whatever device; certificates fill its blank fields. */
export function openForm(
  open: OpenFiling,
  path: FormPath,
  allFields: readonly FormField[],
  subject: DocumentSubject,
): Form {
  const { filingId, organizerKind, websites } = open.view;
  const form = formAt(path, websites);
  const fields = fieldsFor(allFields, organizerKind);
  const saved = draftIn(open, form);
  const draft = draftOf(fields, valuesOf(saved) as Partial<Record<string, FieldValue>>) as Draft;
  const taken = new Map(
    fields.flatMap(({ key, readFrom }) => {
      const typed = saved.fields[key];
      return readFrom && typed?.isTaken ? [[key, String(typed.value)] as const] : [];
    }),
  );
  const saving = startSaving(open, form, fields, draft, taken);
  const readFrom = (name: Parameters<typeof documents.of>[0]) => documents.of(name).read;
  const about = { filingId, path, organizerKind, fields, draft, taken, subject };
  const reading = createFormReading({ ...about, readFrom, confirmed });
  let gapsShown = false;

  const fieldOf = (key: string): FormField => fields.find((field) => field.key === key) as FormField;
  const set = (key: string, next: FieldValue): void => {
    if (JSON.stringify(draft[key]) === JSON.stringify(next)) return;
    draft[key] = next;
    saving.touched();
  };
  const isComplete = () => gapsIn(fields, draft).length === 0 && Object.keys(saving.typing.conflicts).length === 0;

  const fieldView = (field: FormField) => {
    const { view } = filingNow(filingId) ?? open;
    const { problems, findings, conflicts } = saving.typing;
    const gaps = gapsShown ? gapsIn(fields, draft) : [];
    const messages = messagesFor(path, field.key, { flagged: view.flagged, gaps, problems, findings });
    const own = draft[field.key] ?? '';
    const read = reading.readOf(field);
    const needsLook = reading.needsLook(field);
    const isRead = read !== undefined && sameText(String(own), read);
    const origin = !field.readFrom || isBlank(own) ? '' : isRead ? (needsLook ? '识别，请核对' : '识别') : '手填';
    return {
      key: field.key,
      label: field.label,
      hint: field.sample ? `${field.hint}例：${field.sample}` : field.hint,
      choices: field.choices ?? [],
      control: field.control,
      maxLength: field.maxLength ?? 140,
      offersPhoneNumber: SETTINGS.offersPhoneNumber && field.key === 'mobile' && isBlank(own),
      isOptional: field.blank !== undefined,
      id: idOf(`${path}.${field.key}`),
      value: own,
      isOpen: isOpenField(view, `${path}.${field.key}`, open.contents),
      isWrong: stops(messages),
      origin,
      read: read ?? '',
      needsLook,
      differs: reading.differs(field),
      conflict: (conflicts[field.key] ?? []).map((choice, place) => ({
        place,
        ...choiceWords(field, choice, nameOf),
      })),
      messages,
    };
  };

  return {
    path,
    draft,
    set,
    confirm(key) {
      reading.confirm(fieldOf(key));
      saving.touched();
    },
    takeRead: (key) => set(key, reading.readOf(fieldOf(key)) ?? ''),
    leave(key) {
      set(key, cleaned(fieldOf(key), draft[key] ?? ''));
      this.saveNow();
    },
    settle(key, place) {
      const choice = saving.typing.conflicts[key]?.[place];
      if (choice) void saving.settle(key, choice.value);
    },
    flush: saving.flush,
    async finish() {
      const isSaved = await saving.flush();
      gapsShown = true;
      return isSaved && isComplete();
    },
    saveNow(): void {
      if (saving.typing.unsaved > 0) void saving.flush();
    },
    comeBack: saving.comeBack,
    close: saving.close,
    view() {
      const before = JSON.stringify(draft);
      reading.fill();
      // Blank fields take over what was read meanwhile.
      if (JSON.stringify(draft) !== before) setTimeout(saving.touched, 0);
      const { state } = saving.typing;
      const mayRetry = state === 'failed' || state === 'waiting';
      // Why the form was flagged as a whole.
      const flagged = flaggedMessages((filingNow(filingId) ?? open).view.flagged, path);
      return { path, mayRetry, flagged, saveText: saveWords(saving.typing), fields: fields.map(fieldView) };
    },
  };
}

/** The forms of a page, opened once. */
export function createForms() {
  const forms = new Map<string, Form>();
  const all = () => [...forms.values()];
  return {
    of(open: OpenFiling, path: FormPath, fields: readonly FormField[], subject: DocumentSubject): Form {
      const form = forms.get(path) ?? openForm(open, path, fields, subject);
      forms.set(path, form);
      return form;
    },
    known: (path: string): Form | undefined => forms.get(path),
    /** @returns the first form that is not saved, or lacks something. */
    async finishAll(): Promise<Form | undefined> {
      const open: Form[] = [];
      for (const form of all()) if (!(await form.finish())) open.push(form);
      tellAll();
      return open[0];
    },
    comeBack(): void {
      for (const form of all()) form.comeBack();
    },
    saveAll(): void {
      for (const form of all()) form.saveNow();
    },
    closeAll(): void {
      for (const form of all()) form.close();
    },
  };
}
export type Forms = ReturnType<typeof createForms>;
