import type { FieldValue } from '../../client/form-draft.ts';
import { type FilingStepId, neighbour, titleOf } from '../../client/steps.ts';
import { documents, filing, filingNow, openFiling } from './filing.ts';
import { createForms, type Forms } from './form.ts';
import type { OpenPage, PageEvent } from './page.ts';
import { goTo, idOf, scrollTo, stepUrl } from './route.ts';

/** The own state of a page with forms. */
export interface FormPage {
  readonly forms: Forms;
}
export const startForms = (): FormPage => ({ forms: createForms() });

/** Opens the filing, and scrolls to the field that a link names. */
export async function loadForms({ query }: OpenPage<FormPage>): Promise<void> {
  await openFiling(query.filingId ?? '');
  if (query.field) scrollTo(idOf(query.field));
}

/** What every page of a step shows. */
export function stepView({ query }: OpenPage<object>, step: FilingStepId) {
  const open = filingNow(query.filingId);
  const next = neighbour(step, 1);
  return {
    step,
    title: titleOf(step),
    filingId: query.filingId,
    isOpen: open !== undefined,
    changedElsewhere: open !== undefined && filing.state.changedElsewhere,
    nextText: next ? `下一步：${titleOf(next)}` : '',
  };
}

/** Uploads that the network or the background has cut go on when the person comes back. */
export function resumeUploads({ query: { filingId = '' } }: OpenPage<object>): void {
  void documents.resume(filingId);
}

interface FieldEvent {
  readonly path: string;
  readonly key: string;
  readonly value: FieldValue;
}
const told = ({ detail }: PageEvent) => detail as FieldEvent;

/** Handlers of a page with forms. */
export const formHandlers = (step: FilingStepId) => ({
  setField({ own }: OpenPage<FormPage>, event: PageEvent) {
    const { path, key, value } = told(event);
    own.forms.known(path)?.set(key, value);
  },
  confirmField({ own }: OpenPage<FormPage>, event: PageEvent) {
    own.forms.known(told(event).path)?.confirm(told(event).key);
  },
  takeRead({ own }: OpenPage<FormPage>, event: PageEvent) {
    own.forms.known(told(event).path)?.takeRead(told(event).key);
  },
  saveAgain: ({ own }: OpenPage<FormPage>, event: PageEvent) => own.forms.known(told(event).path)?.flush(),
  next: (page: OpenPage<FormPage>) =>
    page.run(async () => {
      const unsaved = await page.own.forms.flushAll();
      if (!unsaved) return goOn(page, step);
      const { fields } = unsaved.view() as { fields: readonly { id: string; isWrong: boolean }[] };
      const first = fields.find(({ isWrong }) => isWrong);
      if (first) scrollTo(first.id);
    }),
});

/** Opens the next step. */
export function goOn({ query: { filingId = '' } }: OpenPage<object>, step: FilingStepId): void {
  const next = neighbour(step, 1);
  if (next) goTo(stepUrl(filingId, next));
}
