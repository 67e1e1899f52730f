import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import {
  confirmationForm,
  type DraftForm,
  type DraftValue,
  draftFrom,
  draftPath,
  type FormDraft,
  isBlankValue,
  savedForm,
  valuesOf,
  withSavedForm,
} from '../../shared/domain/filing/form-draft.ts';
import type { Call } from '../calls/api-client.ts';
import type { FilingView, Input, Reply, View } from '../calls/messages.ts';
import type { Show } from '../kit/shown.ts';

type Drafts = Readonly<Partial<Record<DraftForm, FormDraft>>>;

/** The open filing: masked as the API shows it, and in clear its contents and the forms that are being filled in. */
export interface OpenFiling {
  readonly view: FilingView;
  readonly contents: FilingContents;
  readonly drafts: Drafts;
  /** Whether one liveness check serves all websites of a person. */
  readonly isOneLiveness?: boolean;
}

export interface OpenFilingState {
  readonly open: OpenFiling | undefined;
}

/** What a front end does for the open filing. */
export interface FilingHost {
  readonly call: Call;
  /** Fetches the contents of a view. */
  readonly readView: <T>(view: NonNullable<View>) => Promise<T>;
  readonly show: Show;
  /** Fields were saved, by their paths. */
  readonly saved?: (filingId: string, paths: readonly string[]) => Promise<void>;
}

/** One filing at a time: what the service has of it, and its forms field by field. */
export function createOpenFiling({ call, readView, show, saved }: FilingHost) {
  const state = show<OpenFilingState>({ open: undefined });

  /** Loads a filing again. @throws ApiError */
  async function load(filingId: string): Promise<OpenFiling> {
    const { filing: view, view: link, isOneLiveness } = await call('showFiling', { params: { filingId } });
    const { drafts, ...contents } = await readView<FilingContents & { readonly drafts: Drafts }>(link);
    const open = { view, contents, drafts, isOneLiveness };
    state.change({ open });
    return open;
  }

  return {
    state: state.now,
    load,

    /** The filing, loaded when it isn't the open one. @throws ApiError */
    async open(filingId: string): Promise<OpenFiling> {
      const { open } = state.now;
      if (open?.view.filingId === filingId) return open;
      state.change({ open: undefined });
      return load(filingId);
    },

    /** Saves some fields of a form. @throws ApiError */
    async saveDraft(
      filingId: string,
      form: DraftForm,
      body: Input<'saveDraft'>['body'],
      seenVersion: number,
    ): Promise<Reply<'saveDraft'>> {
      const reply = await call('saveDraft', { params: { filingId, form }, body }, { seenVersion });
      const { open } = state.now;
      if (open?.view.filingId !== filingId) return reply;
      state.change({ open: afterSave(open, form, body, reply) });
      const path = draftPath(open.contents, form);
      void saved?.(
        filingId,
        Object.keys(body.fields).map((key) => `${path}.${key}`),
      );
      return reply;
    },

    /** Loads the newest draft of a form, with both sides of each conflict. @throws ApiError */
    reloadDraft: async (filingId: string, form: DraftForm): Promise<FormDraft> => draftIn(await load(filingId), form),
  };
}

/** The draft of a form; that of what the filing has, before somebody has typed into it. */
export function draftIn({ contents, drafts }: OpenFiling, form: DraftForm): FormDraft {
  const prefix = `${confirmationForm(form)}.`;
  const confirmed = (contents.confirmed ?? []).flatMap((text) =>
    text.startsWith(prefix) ? [text.slice(prefix.length)] : [],
  );
  return drafts[form] ?? draftFrom(savedForm(contents, form), confirmed);
}

/** In a complete form no remark is an answer, too, and so is 以上都不涉及; a part of an address is none. */
const isAnswer = (value: DraftValue): boolean =>
  value === '' || (Array.isArray(value) && value.length === 0) || !isBlankValue(value);

function afterSave(
  open: OpenFiling,
  form: DraftForm,
  { page, fields, taken = [] }: Input<'saveDraft'>['body'],
  { version, filing, gaps, conflicts }: Reply<'saveDraft'>,
): OpenFiling {
  const before = draftIn(open, form);
  const typed = Object.entries(fields)
    .filter(([key]) => !conflicts.includes(key))
    .map(([key, value]) => {
      const isTaken = taken.includes(key) && ({ isTaken: true } as const);
      return [key, { value, version, page, device: '', at: '', ...isTaken }] as const;
    });
  const draft = { ...before, version, fields: { ...before.fields, ...Object.fromEntries(typed) } };
  const filled = Object.entries(valuesOf(draft)).filter(([, value]) => isAnswer(value));
  const isComplete = gaps.length === 0 && conflicts.length === 0;
  return {
    ...open,
    view: filing,
    drafts: { ...open.drafts, [form]: draft },
    contents: isComplete ? withSavedForm(open.contents, form, Object.fromEntries(filled)) : open.contents,
  };
}
