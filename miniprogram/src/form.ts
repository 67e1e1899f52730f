import { ApiError, sentenceOf } from '../../client/api-error.ts';
import { type Draft, draftOf, type FieldValue, formValueOf, gapsIn, isBlank } from '../../client/form-draft.ts';
import { type FormField, fieldsFor } from '../../client/form-fields.ts';
import { isOpenField, messagesFor } from '../../client/form-messages.ts';
import { confirmedIn, type FormPath, type FormValue, type SavedValue, savedForm } from '../../client/form-path.ts';
import { createFormReading } from '../../client/form-reading.ts';
import type { Finding } from '../../client/messages.ts';
import type { OpenFiling } from '../../client/open-filing.ts';
import { confirmedKeys, takenBefore } from '../../client/taken-over.ts';
import { stops } from '../../shared/domain/finding.ts';
import type { DocumentSubject } from '../../shared/domain/media/document.ts';
import { sameText } from '../../shared/domain/normal-form.ts';
import type { FieldProblem } from '../../shared/domain/refusal.ts';
import { documents, filing, filingNow } from './filing.ts';
import { idOf } from './route.ts';
import { show, tellAll } from './shown.ts';

/** Delay in milliseconds between the last key and saving. */
const SAVE_AFTER_MS = 800;

export type SaveState = 'untouched' | 'incomplete' | 'saving' | 'saved' | 'failed';

const SAVE_WORDS: Readonly<Record<SaveState, string>> = {
  untouched: '',
  incomplete: '填写完整后自动保存，关掉小程序也不会丢失。',
  saving: '正在保存…',
  saved: '已保存',
  failed: '没有保存成功。',
};

interface Saving {
  readonly state: SaveState;
  readonly error: string | undefined;
  readonly problems: readonly FieldProblem[];
  /** The findings about what was saved last. */
  readonly findings: readonly Finding[];
  /** Whether what is missing is told; once the person wants to go on. */
  readonly gapsShown: boolean;
}

/** A form of the open filing, which saves itself when nothing is missing; until then the phone keeps it. */
export interface Form {
  readonly path: FormPath;
  readonly draft: Draft;
  set(key: string, value: FieldValue): void;
  confirm(key: string): void;
  /** Takes the certificate's value. */
  takeRead(key: string): void;
  /** Saves unsaved values now, and tells what is missing. @returns whether everything is saved. */
  flush(): Promise<boolean>;
  /** Whether it has values that are not saved, or shows what is saved. */
  fits(open: OpenFiling): boolean;
  /** What WXML gets. */
  view(): object;
}

/** Fields that the person kept although the certificate differs; remembered while the program runs. */
const confirmed = new Set<string>();

const keptUnder = (filingId: string, path: FormPath): string => `draft.${filingId}.${path}`;

/** Forgets what was typed and never saved. */
export function forgetDrafts(): void {
  for (const key of wx.getStorageInfoSync().keys) if (key.startsWith('draft.')) wx.removeStorageSync(key);
}

/** The form of a path. Opens with what is saved, or with what this phone kept while it was incomplete. */
export function openForm(
  open: OpenFiling,
  path: FormPath,
  allFields: readonly FormField[],
  subject: DocumentSubject,
): Form {
  const { filingId, organizerKind } = open.view;
  const fields = fieldsFor(allFields, organizerKind);
  const storageKey = keptUnder(filingId, path);
  const saved = savedForm(open.contents, path) as Partial<Record<string, FieldValue>> | undefined;
  const kept = (wx.getStorageSync(storageKey) || undefined) as Partial<Record<string, FieldValue>> | undefined;
  const draft = draftOf(allFields, { ...saved, ...kept }) as Draft;
  const isSaved = saved !== undefined && kept === undefined;
  const taken = takenBefore(fields, draft, confirmedIn(open.contents, path));
  const readFrom = (name: Parameters<typeof documents.of>[0]) => documents.of(name).read;
  const reading = createFormReading({
    filingId,
    path,
    organizerKind,
    fields,
    draft,
    taken,
    subject,
    readFrom,
    confirmed,
  });
  const saving = show<Saving>({
    state: isSaved ? 'saved' : 'untouched',
    error: undefined,
    problems: [],
    findings: [],
    gapsShown: false,
  });
  const value = (): SavedValue => {
    const keys = confirmedKeys(fields, draft, taken);
    return { ...formValueOf<FormValue>(allFields, draft), ...(keys && { confirmed: keys }) };
  };
  let savedJson = isSaved ? JSON.stringify(value()) : '';
  const storedIn = ({ contents }: OpenFiling): string => JSON.stringify(savedForm(contents, path)) ?? '';
  /** What the service had when the form was opened or saved. */
  let basis = storedIn(open);
  let timer = 0;

  async function save(): Promise<void> {
    const sent = value();
    const json = JSON.stringify(sent);
    if (gapsIn(fields, draft).length > 0) return saving.change({ state: 'incomplete' });
    if (json === savedJson) return saving.change({ state: 'saved' });
    saving.change({ state: 'saving' });
    try {
      const findings = await filing.save(filingId, path, sent);
      savedJson = json;
      basis = storedIn(filingNow(filingId) ?? open);
      wx.removeStorageSync(storageKey);
      // More may have been typed meanwhile; its own timer runs then.
      const state = JSON.stringify(value()) === json ? 'saved' : 'untouched';
      saving.change({ state, findings, problems: [], error: undefined });
    } catch (caught) {
      const problems = caught instanceof ApiError ? (caught.facts.fields ?? []) : [];
      saving.change({ state: 'failed', problems, error: sentenceOf(caught) });
    }
  }

  function changed(): void {
    clearTimeout(timer);
    wx.setStorageSync(storageKey, draft);
    saving.change({ state: 'untouched' });
    timer = setTimeout(() => void save(), SAVE_AFTER_MS);
  }

  /** Gets the findings about a form that was saved before by saving it again, which changes nothing. */
  if (isSaved && saved) {
    filing.save(filingId, path, value()).then(
      (findings) => saving.change({ findings }),
      // Findings are not available for a filing that may not change.
      () => {},
    );
  }

  const fieldOf = (key: string): FormField => fields.find((field) => field.key === key) as FormField;

  const fieldView = (field: FormField) => {
    const { view, contents } = filingNow(filingId) ?? open;
    const { problems, findings, gapsShown } = saving.now;
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
      isOptional: field.blank !== undefined,
      id: idOf(`${path}.${field.key}`),
      value: own,
      isOpen: isOpenField(view, `${path}.${field.key}`, contents),
      isWrong: stops(messages),
      origin,
      read: read ?? '',
      needsLook,
      differs: reading.differs(field),
      messages,
    };
  };

  return {
    path,
    draft,
    fits: (now) => saving.now.state !== 'saved' || storedIn(now) === basis,
    set(key, next) {
      if (JSON.stringify(draft[key]) === JSON.stringify(next)) return;
      draft[key] = next;
      changed();
    },
    confirm(key) {
      reading.confirm(fieldOf(key));
      changed();
    },
    takeRead(key) {
      draft[key] = reading.readOf(fieldOf(key)) ?? '';
      changed();
    },
    async flush() {
      clearTimeout(timer);
      await save();
      saving.change({ gapsShown: true });
      return saving.now.state === 'saved';
    },
    view() {
      const before = JSON.stringify(draft);
      reading.fill();
      // Blank fields take over what was read meanwhile.
      if (JSON.stringify(draft) !== before) setTimeout(changed, 0);
      const { state, error } = saving.now;
      return {
        path,
        saveState: state,
        saveText: `${SAVE_WORDS[state]}${state === 'failed' ? (error ?? '') : ''}`,
        fields: fields.map(fieldView),
      };
    },
  };
}

/** The forms of a page, opened once. */
export function createForms() {
  const forms = new Map<string, Form>();
  return {
    of(open: OpenFiling, path: FormPath, fields: readonly FormField[], subject: DocumentSubject): Form {
      const known = forms.get(path);
      // Another device has saved it: what is shown must not overwrite that unseen.
      const form = known?.fits(open) ? known : openForm(open, path, fields, subject);
      forms.set(path, form);
      return form;
    },
    known: (path: string): Form | undefined => forms.get(path),
    /** @returns the first form that is not saved. */
    async flushAll(): Promise<Form | undefined> {
      const unsaved: Form[] = [];
      for (const form of forms.values()) if (!(await form.flush())) unsaved.push(form);
      tellAll();
      return unsaved[0];
    },
  };
}
export type Forms = ReturnType<typeof createForms>;
