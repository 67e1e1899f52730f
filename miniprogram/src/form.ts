import { draftIn, type OpenFiling } from '../../client/filing/open-filing.ts';
import { isEnteredElsewhere } from '../../client/filing/people.ts';
import { textOf } from '../../client/filing/preview.ts';
import { fillIn, PROPOSED, proposalsFor, proposedWords, TOLD_IN_A_LINE } from '../../client/filing/proposals.ts';
import { cleaned } from '../../client/form/cleaning.ts';
import { doubtsLeft, type FieldPlace, optionalWords, placeOf, sorted, sureWords } from '../../client/form/doubts.ts';
import { type Draft, draftOf, type FieldValue, gapsIn, isBlank } from '../../client/form/form-draft.ts';
import { type FormField, fieldsFor } from '../../client/form/form-fields.ts';
import { isWithin, messagesAt, messagesFor, whyShut } from '../../client/form/form-messages.ts';
import { type FormPath, formAt } from '../../client/form/form-path.ts';
import { createFormReading, type ReadSource } from '../../client/form/form-reading.ts';
import { choiceWords, saveWords } from '../../client/form/form-words.ts';
import { stops } from '../../contracts/kit/finding.ts';
import { sameText } from '../../contracts/normal-forms/text.ts';
import { sameValue, valuesOf } from '../../shared/domain/filing/form-draft.ts';
import type { DocumentSubject } from '../../shared/domain/media/document.ts';
import { documents, filingNow } from './filing.ts';
import { startSaving } from './form-saving.ts';
import { overviews } from './overview.ts';
import type { Asks } from './question.ts';
import { idOf } from './route.ts';
import { SETTINGS } from './settings.ts';
import { tellAll } from './shown.ts';
import { divisionsBelow, nameOf, rowsOf } from './tables.ts';

/** A form of the open filing, which saves itself field by field. */
export interface Form {
  readonly path: FormPath;
  readonly draft: Draft;
  set(key: string, value: FieldValue): void;
  /** The person has compared the value with the certificate. */
  confirm(key: string): void;
  /** Where a field is read from. */
  sourceOf(key: string): ReadSource | undefined;
  /** The fields whose values were read from there with doubt, and that nobody has looked at. */
  doubtsFrom(source: ReadSource): readonly string[];
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
  view(): { readonly path: FormPath; readonly fields: readonly FieldState[] };
}

/** What the page itself needs to know of a field that WXML shows. */
interface FieldState {
  readonly id: string;
  readonly key: string;
  readonly isAimed: boolean;
  readonly isWrong: boolean;
  readonly messages: readonly object[];
  readonly conflict: readonly object[];
}

/** Fields that the person kept although the certificate differs; remembered while the program runs. */
const confirmed = new Set<string>();

/** The form of a path. Starts where the person left it, on whatever device; certificates fill its blank fields. */
export function openForm(
  open: OpenFiling,
  path: FormPath,
  allFields: readonly FormField[],
  subject: DocumentSubject,
  asks: Asks,
  /** Whether another form of the page asks the same. */
  isAskedBefore: (source: ReadSource) => boolean,
): Form {
  const { filingId, organizerKind, region, websites } = open.view;
  const form = formAt(path, websites);
  const fields = fieldsFor(allFields, organizerKind, region);
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
  const isElsewhere = (number: unknown) => isEnteredElsewhere((filingNow(filingId) ?? open).contents, path, number);
  const reading = createFormReading({ ...about, readFrom, isElsewhere, confirmed });
  let gapsShown = false;

  /** While somebody types in a field, it stays where it is. */
  const pinned = new Map<string, FieldPlace>();
  /** What somebody has touched, or was proposed: a proposal that they take out stays out. */
  const touched = new Set(Object.keys(saved.fields));
  const fieldOf = (key: string): FormField => fields.find((field) => field.key === key) as FormField;
  const set = (key: string, next: FieldValue): void => {
    touched.add(key);
    if (JSON.stringify(draft[key]) === JSON.stringify(next)) return;
    draft[key] = next;
    saving.touched();
  };
  const isAsked = ({ key }: { readonly key: string }) => asks.asks(`${path}.${key}`);
  const isComplete = () => !gapsIn(fields, draft).some(isAsked) && Object.keys(saving.typing.conflicts).length === 0;

  /** What follows from what is known, as long as it is a draft. */
  const proposals = () => {
    const now = filingNow(filingId) ?? open;
    if (now.view.state !== 'draft') return {};
    const known = { view: now.view, organizer: valuesOf(draftIn(now, 'organizer')), draft, ownMobile: '' };
    return proposalsFor(path, { ...known, provinces: rowsOf('provinces'), divisionsBelow });
  };

  const fieldView = (field: FormField) => {
    const { view } = filingNow(filingId) ?? open;
    const { problems, findings: judged, conflicts } = saving.typing;
    const gaps = gapsShown ? gapsIn(fields, draft) : [];
    const messages = messagesFor(path, field.key, { ...overviews.known(view), gaps, problems, judged });
    const own = draft[field.key] ?? '';
    const read = reading.readOf(field);
    const needsLook = reading.needsLook(field);
    const isRead = read !== undefined && sameText(String(own), read);
    const isProposed = !isBlank(own) && sameValue(proposals()[field.key], own);
    const origin = isProposed
      ? PROPOSED
      : !field.readFrom || isBlank(own)
        ? ''
        : isRead
          ? needsLook
            ? '识别，请核对'
            : '识别'
          : '手填';
    const isAimed = isWithin(overviews.state.aimed ?? '', `${path}.${field.key}`);
    const source = needsLook ? reading.sourceOf(field) : undefined;
    // A certificate that a machine has read is of that type.
    const isSaid = own === 'id-card' && fields.some((other) => other.key === 'idNumber' && reading.readOf(other));
    const isTold = asks.isAlone() && (isSaid || (isProposed && TOLD_IN_A_LINE.includes(field.key)));
    const mayStayBlank = field.isOptional === true && isBlank(own);
    const conflict = conflicts[field.key] ?? [];
    const shut = whyShut(view, `${path}.${field.key}`, open.contents) ?? '';
    return {
      key: field.key,
      label: field.label,
      hint: field.sample ? `${field.hint}例：${field.sample}` : field.hint,
      choices: field.choices ?? [],
      control: field.control,
      maxLength: field.maxLength ?? 140,
      offersPhoneNumber: SETTINGS.offersPhoneNumber && field.key === 'mobile' && isBlank(own),
      isOptional: field.isOptional === true,
      id: idOf(`${path}.${field.key}`),
      isAimed,
      isBrief: asks.isAlone() && !isAimed,
      place:
        pinned.get(field.key) ??
        placeOf({
          ...{ needsLook, messages, isRead: isRead || isTold },
          isSpecial: conflict.length > 0 || shut !== '' || isAimed,
          isFree: mayStayBlank && asks.isAlone() && fields.some((other) => isAsked(other) && !other.isOptional),
        }),
      doubt: source ? doubtOf(source) : null,
      value: own,
      isOpen: shut === '',
      shut,
      isWrong: stops(messages),
      origin,
      read: read ?? '',
      needsLook,
      differs: reading.differs(field),
      conflict: conflict.map((choice, place) => ({
        place,
        ...choiceWords(field, choice, nameOf),
      })),
      messages,
    };
  };

  /** The picture of a value that was read with doubt, and where it stands there. */
  const doubtOf = ({ name, field }: ReadSource) => {
    const { picture = '', read } = documents.of(name);
    const { text = '', places } = read[field] ?? {};
    return { ...{ picture, kind: name.kind, field, places }, text: text === 'long-term' ? '长期' : text };
  };
  /** Doubts come first, one at a time; what was read surely lies below. */
  const inOrder = (all: readonly ReturnType<typeof fieldView>[]) => {
    const { doubts, open: toFill, optional, sure } = sorted(all, ({ place }) => place);
    const asked = doubts.filter(({ key }) => {
      const source = reading.sourceOf(fieldOf(key));
      return !source || !isAskedBefore(source);
    });
    const kinds = sure.flatMap(({ key }) => reading.sourceOf(fieldOf(key))?.name.kind ?? []);
    const proposed = sure.filter(({ origin }) => origin === PROPOSED);
    const sureText = () =>
      proposed.length > 0
        ? proposedWords(proposed.map(({ key, value }) => textOf(fieldOf(key), value, nameOf)))
        : sureWords(kinds, sure.length);
    return {
      doubtsText: doubtsLeft(asked.length),
      folds: [
        ...(optional.length > 0 ? [{ place: 'optional', text: optionalWords(optional) }] : []),
        ...(sure.length > 0 ? [{ place: 'sure', text: sureText() }] : []),
      ],
      fields: [...[asked.find(({ isAimed }) => isAimed) ?? asked[0] ?? []].flat(), ...toFill, ...optional, ...sure],
    };
  };

  return {
    path,
    draft,
    set(key, next) {
      const { control } = fieldOf(key);
      if (TYPED.includes(control) && !pinned.has(key)) pinned.set(key, fieldView(fieldOf(key)).place);
      set(key, next);
    },
    sourceOf: (key) => reading.sourceOf(fieldOf(key)),
    doubtsFrom: (source) =>
      fields
        .filter((field) => isAsked(field) && reading.needsLook(field) && isSame(source, reading.sourceOf(field)))
        .map(({ key }) => key),
    confirm(key) {
      reading.confirm(fieldOf(key));
      saving.touched();
    },
    takeRead: (key) => set(key, reading.readOf(fieldOf(key)) ?? ''),
    leave(key) {
      pinned.delete(key);
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
      if (asks.isAlone()) fillIn(draft, proposals(), touched, (key) => isAsked({ key }));
      // Blank fields take over what was read meanwhile.
      if (JSON.stringify(draft) !== before) setTimeout(saving.touched, 0);
      const { state } = saving.typing;
      const mayRetry = state === 'failed' || state === 'waiting';
      const inner = fields.map(({ key }) => `${path}.${key}`);
      // Around a field alone stands what is about that field.
      const isAlone = fields.length === 1;
      const messages = isAlone ? [] : messagesAt(path, overviews.known((filingNow(filingId) ?? open).view), inner);
      return {
        path,
        mayRetry,
        note: { id: idOf(path), messages },
        saveText: saveWords(saving.typing),
        ...inOrder(fields.filter(isAsked).map(fieldView)),
      };
    },
  };
}

const TYPED: readonly string[] = ['text', 'phone', 'email', 'long-text'];
const isSame = (one: ReadSource, other: ReadSource | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The forms of a page, opened once, with the fields that it asks for. */
export function createForms(asks: Asks) {
  const forms = new Map<string, Form>();
  const all = () => [...forms.values()];
  /** The same doubt may be in two forms of the page: it is asked once. */
  function eachDoubt(path: string, key: string, how: (form: Form, key: string) => void): void {
    const source = forms.get(path)?.sourceOf(key);
    for (const form of source ? all() : []) for (const doubt of form.doubtsFrom(source as ReadSource)) how(form, doubt);
  }
  return {
    of(open: OpenFiling, path: FormPath, fields: readonly FormField[], subject: DocumentSubject): Form {
      const isAskedBefore = (source: ReadSource) => {
        return all().some((other) => other.path < path && other.doubtsFrom(source).length > 0);
      };
      const form = forms.get(path) ?? openForm(open, path, fields, subject, asks, isAskedBefore);
      forms.set(path, form);
      return form;
    },
    confirm(path: string, key: string): void {
      eachDoubt(path, key, (form, doubt) => form.confirm(doubt));
      forms.get(path)?.confirm(key);
    },
    leave(path: string, key: string): void {
      const form = forms.get(path);
      form?.leave(key);
      const value = form?.draft[key];
      if (form && value !== undefined && !form.doubtsFrom(form.sourceOf(key) as ReadSource).includes(key))
        eachDoubt(path, key, (other, doubt) => other.set(doubt, value));
    },
    known: (path: string): Form | undefined => forms.get(path),
    /** @returns the first form that is not saved, or lacks something. */
    async finishAll(): Promise<Form | undefined> {
      const open: Form[] = [];
      for (const form of all()) if (!(await form.finish())) open.push(form);
      tellAll();
      return open[0];
    },
    flushAll: async (): Promise<boolean> => (await Promise.all(all().map((form) => form.flush()))).every(Boolean),
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
