import { valuesOf } from '../../shared/domain/filing/form-draft.ts';
import { draftIn } from '../filing/open-filing.ts';
import { isEnteredElsewhere } from '../filing/people.ts';
import { textOf } from '../filing/preview.ts';
import { fillIn, proposalsFor, proposedWords } from '../filing/proposals.ts';
import { cleaned } from './cleaning.ts';
import { type FieldPlace, optionalWords, sorted, sureWords } from './doubts.ts';
import { type FieldState, type FormNow, fieldStateOf } from './field-state.ts';
import { type Draft, draftOf, type FieldValue, gapsIn } from './form-draft.ts';
import { type FormField, fieldsFor } from './form-fields.ts';
import type { Asks, FormHost, FormPlan } from './form-host.ts';
import { formAt } from './form-path.ts';
import { createFormReading, type ReadSource } from './form-reading.ts';
import { createFormSaving } from './form-saving.ts';
import type { TakenOver } from './taken-over.ts';

/** What a form takes from the other forms of its page. */
export interface FormSurroundings extends Asks {
  /** Values that the person kept although the certificate differs. */
  readonly confirmed: Record<string, boolean>;
  /** Whether another form of the page asks about the same value. */
  isAskedBefore(form: Form, source: ReadSource): boolean;
}

const isSame = (now: unknown, before: unknown): boolean => JSON.stringify(now) === JSON.stringify(before);

/**
 * A form of the open filing. It starts where the person left it, on whatever device, is filled from certificates and from what is
 * known, and saves itself field by field.
 */
export function createForm(host: FormHost, page: FormSurroundings, plan: FormPlan) {
  const { path, subject } = plan;
  const { filing, documents, tables, show } = host;
  const { open } = filing.state;
  if (!open) throw new Error('a form needs an open filing');
  const { filingId, organizerKind, region, websites } = open.view;
  const form = formAt(path, websites);
  const fields = fieldsFor(plan.fields, organizerKind, region);
  const saved = draftIn(open, form);
  const { now: draft } = show<Draft>(draftOf(fields, valuesOf(saved) as Partial<Draft>));
  const { now: taken } = show<TakenOver>(
    Object.fromEntries(
      fields.flatMap(({ key, readFrom }) => {
        const typed = saved.fields[key];
        return readFrom && typed?.isTaken ? [[key, String(typed.value)]] : [];
      }),
    ),
  );
  const state = show<Pick<FormNow, 'showsGaps' | 'pinned'>>({ showsGaps: false, pinned: {} });
  /** What somebody has typed, or was proposed: a proposal that they take out stays out. */
  const touched = new Set(Object.keys(saved.fields));
  const newest = () => (filing.state.open?.view.filingId === filingId ? filing.state.open : open);
  const saving = createFormSaving(host, open, form, fields, draft, taken);
  const { typing, flush } = saving;
  const reading = createFormReading({
    ...{ filingId, path, organizerKind, fields, draft, taken, subject, confirmed: page.confirmed },
    readFrom: (name) => documents.of(name).read,
    isElsewhere: (number) => isEnteredElsewhere(newest().contents, path, number),
  });
  const fieldOf = (key: string): FormField => fields.find((field) => field.key === key) as FormField;
  const isAsked = ({ key }: FormField): boolean => page.asks(`${path}.${key}`);
  const isComplete = () => !gapsIn(fields, draft).some(isAsked) && Object.keys(typing.conflicts).length === 0;

  /** What follows from what is known, as long as it is a draft. */
  function proposals(): Readonly<Record<string, FieldValue>> {
    const { view } = newest();
    if (view.state !== 'draft') return {};
    const organizer = valuesOf(draftIn(newest(), 'organizer'));
    const { divisionsBelow, rowsOf } = tables;
    const known = { view, organizer, draft, ownMobile: host.ownMobile() };
    return proposalsFor(path, { ...known, provinces: rowsOf('provinces'), divisionsBelow });
  }

  const parts = { host, page, plan, fields, draft, typing, reading, contents: open.contents };
  const formNow = (): FormNow => ({ ...state.now, view: newest().view, proposals: proposals() });
  const stateOf = (field: FormField, now = formNow()): FieldState => fieldStateOf(field, parts, now);

  /** What was read or proposed needs no look, unless somebody wants one. */
  function sureText(sure: readonly FieldState[]): string {
    const proposed = sure.filter(({ isProposed }) => isProposed);
    if (proposed.length > 0)
      return proposedWords(proposed.map(({ key, value }) => textOf(fieldOf(key), value, tables.nameOf)));
    const kinds = sure.flatMap(({ read, source }) => (read && source?.name.kind) || []);
    return sureWords(kinds, sure.length);
  }

  const pin = (key: string, place?: FieldPlace): void =>
    state.change({ pinned: { ...state.now.pinned, [key]: place } });

  const self = {
    path,
    fields,
    draft: draft as Readonly<Draft>,
    typing,
    stateOf: (key: string): FieldState => stateOf(fieldOf(key)),

    /** Changes some values. */
    set(values: Readonly<Record<string, FieldValue | undefined>>): void {
      const changed = Object.entries(values).filter(
        ([key, value]) => value !== undefined && !isSame(draft[key], value),
      );
      for (const [key, value] of changed) {
        touched.add(key);
        draft[key] = value as FieldValue;
      }
      if (changed.length > 0) saving.touched();
    },
    /** Somebody types in a field: it stays where it is until it is left. */
    pin: (key: string): void => pin(key, stateOf(fieldOf(key)).place),
    /** The person leaves a field: it is cleaned and saved, so that the rules speak. */
    leave(key: string): void {
      pin(key);
      self.set({ [key]: cleaned(fieldOf(key), draft[key] ?? '') });
      saving.saveNow();
    },
    /** The person has compared the value with the certificate. */
    confirm(key: string): void {
      reading.confirm(fieldOf(key));
      saving.touched();
    },
    /** Takes the certificate's value. */
    takeRead: (key: string): void => self.set({ [key]: reading.readOf(fieldOf(key)) }),
    /** The person has seen all values of a field and chosen one, by its place. */
    settle(key: string, place: number): void {
      const choice = typing.conflicts[key]?.[place];
      if (choice) void saving.settle(key, choice.value);
    },

    /** The fields into which a value of a certificate is read. */
    readFrom: (source: ReadSource): readonly FormField[] =>
      fields.filter((field) => isSame(source, reading.sourceOf(field))),
    /** Those of them that were read with doubt, and that nobody has looked at. */
    doubtsFrom: (source: ReadSource): readonly FormField[] => self.readFrom(source).filter(reading.needsLook),
    /** Takes over what was read and what is proposed where nobody has typed; call whenever there may be news. */
    fill(): void {
      const before = touched.size;
      const hasRead = reading.fill();
      if (page.isAlone()) fillIn(draft, proposals(), touched, (key) => page.asks(`${path}.${key}`));
      if (hasRead || touched.size > before) saving.touched();
    },

    flush,
    saveNow: saving.saveNow,
    comeBack: saving.comeBack,
    close: saving.close,
    /** Saves, and tells what is missing. @returns whether the form can be submitted as it is. */
    async finish(): Promise<boolean> {
      const isSaved = await flush();
      state.change({ showsGaps: true });
      return isSaved && isComplete();
    },

    /**
     * What the page shows of it: doubts come first, one at a time; what was read surely lies below.
     *
     * @param isShown whether a field that is asked is not left for later, by all of them.
     */
    view(isShown = (_field: FieldState, _all: readonly FieldState[]): boolean => true) {
      const now = formNow();
      const all = fields.filter(isAsked).map((field) => stateOf(field, now));
      const shown = all.filter((field) => isShown(field, all));
      const { doubts, open: toFill, optional, sure } = sorted(shown, ({ place }) => place);
      const asked = doubts.filter(({ source }) => !source || !page.isAskedBefore(self, source));
      return {
        doubts: [...asked.filter(({ isAimed }) => isAimed), ...asked.filter(({ isAimed }) => !isAimed)],
        ...{ open: toFill, optional, sure },
        isWhole: shown.length === all.length,
        optionalText: optional.length > 0 ? optionalWords(optional) : '',
        sureText: sure.length > 0 ? sureText(sure) : '',
      };
    },
  };
  return self;
}
export type Form = ReturnType<typeof createForm>;
