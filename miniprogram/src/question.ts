import { isChosen } from '../../client/filing/change-again.ts';
import { type Question, questionOfField, questionsNow } from '../../client/filing/questions.ts';
import { type FilingStepId, nextIn } from '../../client/filing/steps.ts';
import type { Asks } from '../../client/form/form-host.ts';
import { filingNow } from './filing.ts';
import { overviews } from './overview.ts';
import type { Query } from './page.ts';

/** The question that the address of a step's page names: it shows nothing else. Undefined where it shows the whole step. */
export function questionOn(step: FilingStepId, { filingId, field }: Query): Question | undefined {
  const { view } = filingNow(filingId) ?? {};
  const named = view && field !== undefined ? questionOfField(view, field) : undefined;
  return named?.step === step ? named : undefined;
}

/** What the page of an address asks: one question alone, or everything. */
export const asking = (step: FilingStepId, query: Query): Asks => ({
  isAlone: () => questionOn(step, query) !== undefined,
  asks: asks(step, query),
});
export function asks(step: FilingStepId, query: Query): (path: string) => boolean {
  return (path) => {
    const open = filingNow(query.filingId);
    const question = questionOn(step, query);
    if (!open || !question) return true;
    const isHere = questionOfField(open.view, path)?.id === question.id;
    return isHere && isChosen(open, path, [query.field ?? '', ...nextIn(query.next)]);
  };
}

/** The questions of the open filing as they stand; undefined until that is known, and where nothing is to be done. */
export function questionsIn(filingId: string | undefined) {
  const { view } = filingNow(filingId) ?? {};
  const overview = overviews.of(filingId);
  return overview && view && questionsNow(overview, view);
}
