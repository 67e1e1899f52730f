import type { FollowedProgress } from '../../../../client/filing/progress.ts';
import { type Repairing, repairPage } from '../../../../client/filing/repair.ts';
import { mainAction } from '../../../../client/filing/step-states.ts';
import type { Form } from '../../../../client/form/form.ts';
import { MOST_WORD_CHARACTERS } from '../../../../shared/domain/filing/repair.ts';
import { documents, filing, filingNow } from '../../filing.ts';
import { formView } from '../../form.ts';
import type { FormPage } from '../../form-page.ts';
import { overviews } from '../../overview.ts';
import type { OpenPage } from '../../page.ts';
import { stepUrl } from '../../route.ts';
import { nameOf } from '../../tables.ts';
import { tileOf } from '../../uploads.ts';

export interface Own extends FormPage {
  readonly progress: FollowedProgress;
  readonly repairing: Repairing;
  /** Loads what was submitted, on the page of a flagged item. */
  readonly loadItem: () => Promise<unknown>;
}

/** The page of one item; null for the list. */
export function itemOf(page: OpenPage<Own>) {
  const { own, query } = page;
  const open = filingNow(query.filingId);
  const item = open && repairPage(own.repairing, { view: open.view, nameOf, documentOf: documents.of });
  if (!item) return null;
  const { editor, step } = item;
  const { filingId } = open.view;
  return {
    ...item,
    form: editor?.path
      ? formOf(page, own.forms.of({ path: editor.path, fields: [editor.field], subject: editor.subject }))
      : null,
    tile: editor?.kind ? tileOf(filingId, editor.kind, editor.subject) : null,
    stepText: step?.label ?? '',
    url: step ? stepUrl(filingId, step.step, step.field) : '',
    isWriting: own.repairing.state.isWriting,
    word: own.repairing.state.word,
    mostCharacters: MOST_WORD_CHARACTERS,
  };
}

/** Whoever writes a word has the keyboard there. */
function formOf({ own: { repairing } }: OpenPage<Own>, form: Form) {
  const { fields, ...shown } = formView(form);
  return {
    ...shown,
    fields: fields.map((field) => ({ ...field, ...(repairing.state.isWriting && { isAimed: false }) })),
  };
}

/** The next item that is open takes this one's place; else what else is to be done, at last the submission. */
function goOn(filingId: string): void {
  const { view } = filingNow(filingId) ?? {};
  const overview = overviews.of(filingId);
  const action = view && overview && mainAction(overview, view);
  wx.redirectTo({ url: stepUrl(filingId, action?.step ?? 'progress', action?.field) });
}

export const repairHandlers = {
  write: ({ own }: OpenPage<Own>) => own.repairing.change({ isWriting: true }),
  typed: ({ own }: OpenPage<Own>, { detail }: { readonly detail: { readonly value: unknown } }) =>
    own.repairing.change({ word: String(detail.value) }),
  mended: ({ own, run, query: { filingId = '' } }: OpenPage<Own>) =>
    run(async () => {
      if (!(await own.forms.flushAll()) || !(await own.repairing.isMended())) return;
      await filing.load(filingId);
      goOn(filingId);
    }),
  keep: ({ own, run, query: { filingId = '' } }: OpenPage<Own>) =>
    run(async () => {
      await own.repairing.keep(own.repairing.state.word);
      await filing.load(filingId);
      goOn(filingId);
    }),
  takeBack: ({ own, run }: OpenPage<Own>) => run(() => own.repairing.keep(undefined)),
};
