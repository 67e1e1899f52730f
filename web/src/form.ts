import { nextTick, onUnmounted, watchEffect } from 'vue';
import type { Form } from '../../client/form/form.ts';
import type { FormPlan } from '../../client/form/form-host.ts';
import { createPageForms } from '../../client/form/page-forms.ts';
import { aimAt } from './aim.ts';
import { randomId } from './api.ts';
import { documents } from './documents.ts';
import { openOne } from './filing.ts';
import { keptTyping } from './kept-typing.ts';
import { overviews } from './overview.ts';
import { isAsked, question } from './question.ts';
import { tables } from './reference.ts';
import { route } from './route.ts';
import { ownMobile } from './session.ts';
import { shown } from './shown.ts';
import { tellWaitingFields } from './waiting.ts';

const formsOf = createPageForms({
  ...{ filing: openOne, documents, overviews, tables, show: shown, newPage: randomId, keptIn: keptTyping },
  aimed: () => route.field,
  ownMobile: () => ownMobile.value,
  onReconnect(again) {
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  },
});

/** The forms of the page. */
export const forms = formsOf({ isAlone: () => question.value !== undefined, asks: isAsked });

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') for (const form of forms.all()) form.comeBack();
});

/** A form of the open filing, for as long as the calling component is there. */
export function useForm(plan: FormPlan): Form {
  const form = forms.open(plan);
  const name = `${openOne.state.open?.view.filingId} ${plan.path}`;
  const { typing } = form;
  watchEffect(form.fill);
  watchEffect(() => tellWaitingFields(name, typing.state === 'waiting' ? typing.unsaved : 0));
  onUnmounted(() => forms.close(form));
  return form;
}

/** Call before going on to the next step: saves its forms, and shows what is missing. @returns whether they are complete. */
export async function saveAll(): Promise<boolean> {
  if (!(await forms.finishAll())) return true;
  await nextTick();
  const wrong = document.querySelector<HTMLElement>('.field[data-field]:has(.message:is(.block, .require), .conflict)');
  if (wrong?.dataset.field) aimAt(wrong.dataset.field);
  return false;
}
