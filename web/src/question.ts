import { computed } from 'vue';
import { isChosen } from '../../client/filing/change-again.ts';
import { type Question, questionOfField, questionsNow } from '../../client/filing/questions.ts';
import { backToList as listWords } from '../../client/filing/step-states.ts';
import { filing } from './filing.ts';
import { overviews } from './overview.ts';
import { route } from './route.ts';

/** The question that the address names: its page shows nothing else. Undefined on a page that shows its whole step. */
export const question = computed((): Question | undefined => {
  const { view } = filing.value ?? {};
  const named = view && route.field !== undefined ? questionOfField(view, route.field) : undefined;
  return named?.step === route.step ? named : undefined;
});

/** Whether a field, a document or a check is shown: on the page of a question only what belongs to it. */
export function isAsked(path: string): boolean {
  const open = filing.value;
  if (!open || !question.value) return true;
  const isHere = questionOfField(open.view, path)?.id === question.value.id;
  return isHere && isChosen(open, path, [route.field ?? '', ...route.next]);
}

/** The questions of the open filing as they stand; undefined until that is known, and where nothing is to be done. */
export const questions = computed(() => {
  const { view } = filing.value ?? {};
  const overview = overviews.of(view?.filingId);
  return overview && view && questionsNow(overview, view);
});

/** 回到清单, with what is left. */
export const backToList = computed(() => listWords(questions.value));
