import { valuesOf } from '../../shared/domain/filing/form-draft.ts';
import type { DocumentSubject } from '../../shared/domain/media/document.ts';
import type { DocumentName, OfferedFields } from '../documents/documents.ts';
import { draftIn } from '../filing/open-filing.ts';
import type { createOverview } from '../filing/overview.ts';
import { isEnteredElsewhere } from '../filing/people.ts';
import { textOf } from '../filing/preview.ts';
import { fillIn, proposalsFor, proposedWords } from '../filing/proposals.ts';
import type { createCodeTables } from '../kit/stores.ts';
import { cleaned } from './cleaning.ts';
import { type FieldPlace, optionalWords, sorted, sureWords } from './doubts.ts';
import { type FieldState, fieldStateOf } from './field-state.ts';
import { type Draft, draftOf, type FieldValue, gapsIn } from './form-draft.ts';
import { type FormField, fieldsFor } from './form-fields.ts';
import { isWithin, messagesFor, whyShut } from './form-messages.ts';
import { type FormPath, formAt } from './form-path.ts';
import { createFormReading, type ReadSource } from './form-reading.ts';
import { createFormSaving, type SavingHost } from './form-saving.ts';
import type { TakenOver } from './taken-over.ts';

/** What a front end does for forms. */
export interface FormHost extends SavingHost {
  readonly overviews: Pick<ReturnType<typeof createOverview>, 'known'>;
  readonly documents: { of(name: DocumentName): { readonly read: OfferedFields } };
  readonly tables: ReturnType<typeof createCodeTables>;
  /** The path in the page's address. */
  readonly aimed: () => string | undefined;
  /** The mobile number that the person has signed in with; empty when it is not known. */
  readonly ownMobile: () => string;
}

/** What a page asks: one question alone, or everything. */
export interface Asks {
  isAlone(): boolean;
  /** Whether it shows a field, a document or a check. */
  asks(path: string): boolean;
}

/** What a form takes from the other forms of its page. */
export interface FormSurroundings extends Asks {
  /** Values that the person kept although the certificate differs. */
  readonly confirmed: Record<string, boolean>;
  /** Whether another form of the page asks about the same value. */
  isAskedBefore(form: Form, source: ReadSource): boolean;
}

/** Which form a page shows. */
export interface FormPlan {
  readonly path: FormPath;
  readonly fields: readonly FormField[];
  /** Whose certificates its values are read from. */
  readonly subject: DocumentSubject;
  /** Whether it says again what stands elsewhere in the filing. */
  readonly isKnown?: () => boolean;
}

interface FormState {
  /** Whether it is told what is missing. */
  readonly showsGaps: boolean;
  /** While somebody types in a field, it stays where it is. */
  readonly pinned: Readonly<Record<string, FieldPlace | undefined>>;
}

/** Controls in which one types; others are done with one tap. */
const TYPED: readonly string[] = ['text', 'phone', 'email', 'long-text'];
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * A form of the open filing. It starts where the person left it, on whatever device, is filled from certificates and from what is
 * known, and saves itself field by field.
 */
export function createForm(host: FormHost, page: FormSurroundings, plan: FormPlan) {
  const { path, subject, isKnown = () => false } = plan;
  const { filing, documents, overviews, tables, show } = host;
  const { open } = filing.state;
  if (!open) throw new Error('a form needs an open filing');
  const { contents } = open;
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
  const state = show<FormState>({ showsGaps: false, pinned: {} });
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

  function stateOf(field: FormField, proposed = proposals()): FieldState {
    const { key } = field;
    const { view } = newest();
    const { problems, findings: judged, conflicts } = typing;
    const gaps = state.now.showsGaps ? gapsIn(fields, draft) : [];
    return fieldStateOf(
      field,
      {
        value: draft[key] ?? '',
        read: reading.readOf(field),
        source: reading.sourceOf(field),
        needsLook: reading.needsLook(field),
        differs: reading.differs(field),
        proposal: proposed[key],
        messages: messagesFor(path, key, { ...overviews.known(view), gaps, problems, judged }),
        choices: conflicts[key] ?? [],
        shut: whyShut(view, `${path}.${key}`, contents) ?? '',
        isAimed: isWithin(host.aimed() ?? '', `${path}.${key}`),
        isAlone: page.isAlone(),
        isKnown: isKnown(),
        isCardRead: fields.some((other) => other.key === 'idNumber' && reading.readOf(other) !== undefined),
        isAmongRequired: fields.some((other) => isAsked(other) && !other.isOptional),
        pinned: state.now.pinned[key],
      },
      tables.nameOf,
    );
  }

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
    /** Somebody types. */
    type(key: string, value: FieldValue): void {
      if (TYPED.includes(fieldOf(key).control)) self.pin(key);
      self.set({ [key]: value });
    },
    /** The field stays where it is until it is left. */
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
      const proposed = proposals();
      const all = fields.filter(isAsked).map((field) => stateOf(field, proposed));
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
