import { onUnmounted, reactive, watch } from 'vue';
import { ApiError, sentenceOf } from '../../client/api-error.ts';
import { type Draft, type FieldValue, formValueOf, gapsIn } from '../../client/form-draft.ts';
import type { FormField } from '../../client/form-fields.ts';
import type { FormPath, FormValue, SavedValue } from '../../client/form-path.ts';
import type { Finding } from '../../client/messages.ts';
import { confirmedKeys, type TakenOver } from '../../client/taken-over.ts';
import type { FieldProblem } from '../../shared/domain/refusal.ts';
import { saveForm } from './filing.ts';

/** Delay in milliseconds between the last key and saving. */
const SAVE_AFTER_MS = 800;

export type SaveState = 'untouched' | 'incomplete' | 'saving' | 'saved' | 'failed';

/** The state of saving a form. */
export interface Saving {
  state: SaveState;
  /** Why saving failed. */
  error: string | undefined;
  problems: readonly FieldProblem[];
  /** The findings about what was saved last. */
  findings: readonly Finding[];
}

export interface SavedForm {
  readonly filingId: string;
  readonly path: FormPath;
  /** Includes fields that this kind of organizer doesn't fill in. */
  readonly allFields: readonly FormField[];
  readonly fields: readonly FormField[];
  readonly draft: Draft;
  readonly taken: TakenOver;
  /** Whether the API has the draft's values. */
  readonly isSaved: boolean;
}

const keptUnder = (filingId: string, path: FormPath) => `icp-filing.draft.${filingId}.${path}`;

/** The values of a form that this tab stored because it could not be saved yet. */
export function keptDraft(filingId: string, path: FormPath): Partial<Record<string, FieldValue>> | undefined {
  const text = sessionStorage.getItem(keptUnder(filingId, path));
  return text === null ? undefined : (JSON.parse(text) as Partial<Record<string, FieldValue>>);
}

/** Deletes them all, for the next user of a shared computer. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith('icp-filing.draft.')) sessionStorage.removeItem(key);
  }
}

/** Saves the calling component's form once it is complete and nobody types; until then the tab stores it. */
export function useSaving({ filingId, path, allFields, fields, draft, taken, isSaved }: SavedForm) {
  const key = keptUnder(filingId, path);
  const value = (): SavedValue => {
    const confirmed = confirmedKeys(fields, draft, taken);
    return { ...formValueOf<FormValue>(allFields, draft), ...(confirmed && { confirmed }) };
  };
  const saving = reactive<Saving>({
    state: isSaved ? 'saved' : 'untouched',
    error: undefined,
    problems: [],
    findings: [],
  });
  let savedJson = isSaved ? JSON.stringify(value()) : '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function save(): Promise<void> {
    const sent = value();
    const json = JSON.stringify(sent);
    if (gapsIn(fields, draft).length > 0) {
      saving.state = 'incomplete';
      return;
    }
    if (json === savedJson) {
      saving.state = 'saved';
      return;
    }
    saving.state = 'saving';
    try {
      const findings = await saveForm(filingId, path, sent);
      savedJson = json;
      sessionStorage.removeItem(key);
      // More may have been typed meanwhile; its own timer runs then.
      const state = JSON.stringify(value()) === json ? 'saved' : 'untouched';
      Object.assign(saving, { state, findings, problems: [], error: undefined });
    } catch (caught) {
      const problems = caught instanceof ApiError ? (caught.facts.fields ?? []) : [];
      Object.assign(saving, { state: 'failed', problems, error: sentenceOf(caught) });
    }
  }

  watch(
    [draft, taken],
    () => {
      clearTimeout(timer);
      sessionStorage.setItem(key, JSON.stringify(draft));
      saving.state = 'untouched';
      timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    },
    { deep: true },
  );
  onUnmounted(() => {
    clearTimeout(timer);
    if (saving.state === 'untouched') void save();
  });
  if (isSaved) void askRules();

  /** Gets the findings about a form that was saved before by saving it again, which changes nothing. */
  async function askRules(): Promise<void> {
    // Findings are not available for a filing that may not change.
    saving.findings = await saveForm(filingId, path, value()).catch(() => []);
  }

  const flush = async (): Promise<boolean> => {
    clearTimeout(timer);
    await save();
    return saving.state === 'saved';
  };
  return { saving, flush };
}
