import type { FilingView } from '../../client/calls/messages.ts';
import { type Question, STEP_STATE_WORDS, type StepState } from '../../client/filing/questions.ts';
import { siteRows } from '../../client/filing/site-rows.ts';
import { afterQuestion, backToList, mayOpen } from '../../client/filing/step-states.ts';
import { type FilingStepId, neighbour, nextIn, titleOf } from '../../client/filing/steps.ts';
import type { FieldValue } from '../../client/form/form-draft.ts';
import { messagesAt } from '../../client/form/form-messages.ts';
import type { PageForms } from '../../client/form/page-forms.ts';
import { isInRepair } from '../../shared/domain/filing/repair.ts';
import { call, readView } from './api.ts';
import type { WithContacts } from './contacts.ts';
import { documents, filingNow, openFiling } from './filing.ts';
import { formsOf, formView } from './form.ts';
import { overviews } from './overview.ts';
import type { OpenPage, PageEvent, Query } from './page.ts';
import { phones } from './phones.ts';
import { asking, asks, questionOn, questionsIn } from './question.ts';
import { goTo, idOf, scrollTo, stepUrl } from './route.ts';
import { pictureArrived } from './uploads.ts';

/** The own state of a page with forms. */
export interface FormPage {
  readonly forms: PageForms;
}
export const startForms = (step: FilingStepId, query: Query): FormPage => ({ forms: formsOf(asking(step, query)) });

/** Opens the filing, and scrolls to the field that a link names. */
export async function loadForms(page: OpenPage<FormPage>): Promise<void> {
  const { filingId = '', field } = page.query;
  overviews.name(field);
  await openFiling(filingId);
  lookAtPhones(filingId);
  await aimAt(page);
}

/** The ids in what a page shows. */
const idsIn = (shown: unknown): readonly string[] =>
  typeof shown === 'object' && shown !== null
    ? Object.entries(shown).flatMap(([key, value]) => (key === 'id' ? [String(value)] : idsIn(value)))
    : [];

/** Brings the field that an address names into view: itself, the part of the page around it, or the first one of a section. */
export async function aimAt<Own extends object>(page: OpenPage<Own>): Promise<void> {
  const { filingId = '', field } = page.query;
  await overviews.aim(filingId, field);
  if (field === undefined) return;
  const path = idOf(field);
  const isWithin = (inner: string, outer: string) => `${inner}-`.startsWith(`${outer}-`);
  const ids = idsIn(page.view());
  const around = ids.filter((id) => isWithin(path, id)).sort((one, two) => two.length - one.length);
  scrollTo(around[0] ?? ids.find((id) => isWithin(id, path)) ?? NOTE);
}

/** The id of what a page says as a whole. */
const NOTE = 'note';

const BACK_TO_REPAIR = '改好了，回到修改意见';

/**
 * What every page of a step shows: on the page of a question just that.
 *
 * @param inner the parts of it that say themselves what is about them
 */
export function stepView({ query }: OpenPage<object>, step: FilingStepId, inner: readonly string[] = []) {
  const open = filingNow(query.filingId);
  const question = questionOn(step, query);
  const isReturned = open !== undefined && isInRepair(open.view.state);
  const next = neighbour(step, 1);
  const onward = question ? afterThis(query, question)?.label : next && `下一步：${titleOf(next)}`;
  return {
    step,
    title: question?.title ?? titleOf(step),
    filingId: query.filingId,
    isOpen: open !== undefined,
    whole: question ? stepUrl(query.filingId ?? '', step) : '',
    list: open && !isReturned ? backToList(questionsIn(query.filingId)) : '',
    note: open ? messagesAt('', overviews.known(open.view, step, asks(step, query)), inner) : [],
    nextText: isReturned ? BACK_TO_REPAIR : (onward ?? ''),
  };
}

function afterThis({ filingId, next }: Query, question: Question) {
  const { view } = filingNow(filingId) ?? {};
  return view && afterQuestion(question, view, questionsIn(filingId) ?? [], nextIn(next));
}

const MARKS: Readonly<Partial<Record<StepState, string>>> = { done: 'good', problem: 'no' };

/** The rows of the websites of a filing with several, for the template. */
export function rowsOf({ query: { filingId = '' } }: OpenPage<object>, step: FilingStepId) {
  const open = filingNow(filingId);
  const rows = open ? siteRows(questionsIn(filingId) ?? [], step, open) : [];
  return rows.map(({ title, state, note, field }) => ({
    ...{ title, note, words: STEP_STATE_WORDS[state], mark: MARKS[state] ?? '' },
    url: stepUrl(filingId, step, field),
  }));
}

/** What is said at a part of a page, under the id that addresses lead to. */
export const placeNote = (view: FilingView, step: FilingStepId, path: string, inner: readonly string[] = []) => ({
  id: idOf(path),
  messages: messagesAt(path, overviews.known(view, step), inner),
});

/** What a page with documents of a filing does as it comes to the front and leaves it. */
export const documentLife = {
  /** Uploads that the network or the background has cut go on; what other phones have sent is shown. */
  returned({ query: { filingId = '' } }: OpenPage<object>): void {
    void documents.resume(filingId);
    lookAtPhones(filingId);
  },
  hidden: ({ query: { filingId } }: OpenPage<object>): void => phones.pause(filingId),
};

/** Pages go on without an answer: it says what others photograph. What has arrived is as if taken here. */
export const lookAtPhones = (filingId: string): void => void phones.look(filingId, pictureArrived).catch(() => {});

/** What a page with forms does as it comes to the front, leaves it, and ends. */
export const formLife = {
  returned(page: OpenPage<FormPage>): void {
    documentLife.returned(page);
    for (const form of page.own.forms.all()) form.comeBack();
  },
  hidden(page: OpenPage<FormPage>): void {
    documentLife.hidden(page);
    for (const form of page.own.forms.all()) form.saveNow();
  },
  closed({ own }: OpenPage<FormPage>): void {
    for (const form of own.forms.all()) form.close();
  },
};

/** What a page with forms and the template `contact-card` does: it looks at links only while it is in front. */
export const contactLife = {
  ...formLife,
  returned(page: OpenPage<FormPage & WithContacts>): void {
    formLife.returned(page);
    page.own.contacts.resume();
  },
  hidden(page: OpenPage<FormPage & WithContacts>): void {
    formLife.hidden(page);
    page.own.contacts.pause();
  },
};

interface FieldEvent {
  readonly path: string;
  readonly key: string;
  readonly value: FieldValue;
  /** Which of several values was chosen. */
  readonly place: number;
  /** The code that WeChat's phone number button gave. */
  readonly code: string;
}
const told = ({ detail }: PageEvent) => detail as FieldEvent;

/** Controls in which one types; others are done with one tap. */
const TYPED: readonly string[] = ['text', 'phone', 'email', 'long-text'];

/** Handlers of a page with forms. */
export const formHandlers = (step: FilingStepId) => ({
  ...stepHandlers,
  setField({ own }: OpenPage<FormPage>, event: PageEvent) {
    const { path, key, value } = told(event);
    const form = own.forms.known(path);
    if (TYPED.includes(form?.stateOf(key).control ?? '')) form?.pin(key);
    form?.set({ [key]: value });
  },
  confirmField({ own }: OpenPage<FormPage>, event: PageEvent) {
    const { path, key } = told(event);
    const form = own.forms.known(path);
    if (form) own.forms.confirm(form, key);
  },
  takeRead({ own }: OpenPage<FormPage>, event: PageEvent) {
    own.forms.known(told(event).path)?.takeRead(told(event).key);
  },
  leaveField({ own }: OpenPage<FormPage>, event: PageEvent) {
    const { path, key } = told(event);
    const form = own.forms.known(path);
    if (form) own.forms.leave(form, key);
  },
  settleField({ own }: OpenPage<FormPage>, event: PageEvent) {
    const { path, key, place } = told(event);
    own.forms.known(path)?.settle(key, place);
  },
  /** An offer: whoever can't use it types the number. */
  takeNumber: ({ own, query: { filingId }, run }: OpenPage<FormPage>, event: PageEvent) =>
    run(async () => {
      const { path, key, code } = told(event);
      const { view } = await call('showBoundNumber', { body: { code, ...(filingId && { filingId }) } });
      own.forms.known(path)?.set({ [key]: (await readView<{ readonly mobile: string }>(view)).mobile });
    }),
  saveAgain: ({ own }: OpenPage<FormPage>, event: PageEvent) => own.forms.known(told(event).path)?.flush(),
  next: (page: OpenPage<FormPage>) =>
    page.run(async () => {
      const unfinished = await page.own.forms.finishAll();
      if (!unfinished) return goOn(page, step);
      const { fields } = formView(unfinished);
      const first = fields.find(({ isWrong, conflict }) => isWrong || conflict.length > 0);
      if (first) scrollTo(first.id);
    }),
});

/**
 * Opens what comes next: after a question the next one, in its place; after a whole step the next step, or how far the filing is
 * where that is closed yet. In the repair of a returned filing the list of what was flagged.
 */
export async function goOn({ query }: OpenPage<object>, step: FilingStepId): Promise<void> {
  const { filingId = '' } = query;
  await overviews.load(filingId);
  const { view } = filingNow(filingId) ?? {};
  const question = questionOn(step, query);
  const next = neighbour(step, 1);
  if (!view || !next || next === 'eligibility') return;
  if (isInRepair(view.state) || (!question && !mayOpen(next, questionsIn(filingId))))
    return goTo(stepUrl(filingId, 'progress'));
  if (!question) return goTo(stepUrl(filingId, next));
  const after = afterThis(query, question);
  if (!after || after.step === 'progress') return toList(filingId);
  wx.redirectTo({ url: stepUrl(filingId, after.step, after.field, after.next) });
}

/** Back to the list of what is to be done, which lies below this page where the person came from it. */
export function toList(filingId: string): void {
  const pages = getCurrentPages();
  const below = pages[pages.length - 2];
  const isBelow =
    below?.route === 'pages/progress/index' && below.options.filingId === filingId && !below.options.field;
  if (isBelow) wx.navigateBack();
  else wx.redirectTo({ url: stepUrl(filingId, 'progress') });
}

/** Handlers of what stands around every step. */
export const stepHandlers = {
  openSite: (_page: OpenPage<object>, { currentTarget }: PageEvent) => goTo(currentTarget.dataset.url ?? ''),
  toList: ({ query: { filingId = '' } }: OpenPage<object>) => toList(filingId),
  /** The whole step in place of its question. */
  whole: (_page: OpenPage<object>, { currentTarget }: PageEvent) =>
    wx.redirectTo({ url: currentTarget.dataset.url ?? '' }),
};
