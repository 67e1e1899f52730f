import { mayOpen, stepsNow } from '../../client/filing/step-states.ts';
import { type FilingStepId, neighbour, titleOf } from '../../client/filing/steps.ts';
import type { FieldValue } from '../../client/form/form-draft.ts';
import { isInRepair } from '../../shared/domain/filing/repair.ts';
import { call, readView } from './api.ts';
import { documents, filingNow, openFiling } from './filing.ts';
import { createForms, type Forms } from './form.ts';
import { overviews } from './overview.ts';
import type { OpenPage, PageEvent } from './page.ts';
import { phones } from './phones.ts';
import { goTo, idOf, scrollTo, stepUrl } from './route.ts';

/** The own state of a page with forms. */
export interface FormPage {
  readonly forms: Forms;
}
export const startForms = (): FormPage => ({ forms: createForms() });

/** Opens the filing, and scrolls to the field that a link names. */
export async function loadForms({ query }: OpenPage<FormPage>): Promise<void> {
  const { filingId = '' } = query;
  await openFiling(filingId);
  lookAtPhones(filingId);
  if (query.field) scrollTo(idOf(query.field));
}

const BACK_TO_REPAIR = '改好了，回到修改意见';

/** What every page of a step shows. */
export function stepView({ query }: OpenPage<object>, step: FilingStepId) {
  const open = filingNow(query.filingId);
  const next = neighbour(step, 1);
  return {
    step,
    title: titleOf(step),
    filingId: query.filingId,
    isOpen: open !== undefined,
    nextText: open && isInRepair(open.view.state) ? BACK_TO_REPAIR : next ? `下一步：${titleOf(next)}` : '',
  };
}

/** What a page with documents of a filing does as it comes to the front and leaves it. */
export const documentLife = {
  /** Uploads that the network or the background has cut go on; what other phones have sent is shown. */
  returned({ query: { filingId = '' } }: OpenPage<object>): void {
    void documents.resume(filingId);
    lookAtPhones(filingId);
  },
  hidden: ({ query: { filingId } }: OpenPage<object>): void => phones.pause(filingId),
};

/** Pages go on without an answer: it says what others photograph. */
export const lookAtPhones = (filingId: string): void => void phones.look(filingId).catch(() => {});

/** What a page with forms does as it comes to the front, leaves it, and ends. */
export const formLife = {
  returned(page: OpenPage<FormPage>): void {
    documentLife.returned(page);
    page.own.forms.comeBack();
  },
  hidden(page: OpenPage<FormPage>): void {
    documentLife.hidden(page);
    page.own.forms.saveAll();
  },
  closed: ({ own }: OpenPage<FormPage>) => own.forms.closeAll(),
};

interface FieldEvent {
  readonly path: string;
  readonly key: string;
  readonly value: FieldValue;
  /** Of the chosen one among several values. */
  readonly place: number;
  /** Of WeChat's phone number button. */
  readonly code: string;
}
const told = ({ detail }: PageEvent) => detail as FieldEvent;

interface FieldState {
  readonly id: string;
  readonly isWrong: boolean;
  readonly conflict: readonly object[];
}

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
  leaveField({ own }: OpenPage<FormPage>, event: PageEvent) {
    own.forms.known(told(event).path)?.leave(told(event).key);
  },
  settleField({ own }: OpenPage<FormPage>, event: PageEvent) {
    const { path, key, place } = told(event);
    own.forms.known(path)?.settle(key, place);
  },
  /** An offer: whoever can't use it types the number. */
  takeNumber: ({ own, run }: OpenPage<FormPage>, event: PageEvent) =>
    run(async () => {
      const { path, key, code } = told(event);
      const { view } = await call('showBoundNumber', { body: { code } });
      own.forms.known(path)?.set(key, (await readView<{ readonly mobile: string }>(view)).mobile);
    }),
  saveAgain: ({ own }: OpenPage<FormPage>, event: PageEvent) => own.forms.known(told(event).path)?.flush(),
  next: (page: OpenPage<FormPage>) =>
    page.run(async () => {
      const unfinished = await page.own.forms.finishAll();
      if (!unfinished) return goOn(page, step);
      const { fields } = unfinished.view() as { fields: readonly FieldState[] };
      const first = fields.find(({ isWrong, conflict }) => isWrong || conflict.length > 0);
      if (first) scrollTo(first.id);
    }),
});

/** Opens the next step; how far the filing is, where that is closed yet, and in the repair of a returned filing. */
export async function goOn({ query: { filingId = '' } }: OpenPage<object>, step: FilingStepId): Promise<void> {
  await overviews.load(filingId);
  const { view } = filingNow(filingId) ?? {};
  const overview = overviews.of(filingId);
  const next = neighbour(step, 1);
  if (!next || next === 'eligibility') return;
  const isClosed = view && (isInRepair(view.state) || !mayOpen(next, overview && stepsNow(overview, view)));
  goTo(stepUrl(filingId, isClosed ? 'progress' : next));
}
