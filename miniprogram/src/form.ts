import { doubtsLeft } from '../../client/form/doubts.ts';
import type { FieldState } from '../../client/form/field-state.ts';
import type { Form } from '../../client/form/form.ts';
import { isBlank } from '../../client/form/form-draft.ts';
import { messagesAt } from '../../client/form/form-messages.ts';
import type { ReadSource } from '../../client/form/form-reading.ts';
import { saveWords } from '../../client/form/form-words.ts';
import { createPageForms } from '../../client/form/page-forms.ts';
import { newKey } from './api.ts';
import { documents, filing } from './filing.ts';
import { keptTyping } from './kept-typing.ts';
import { onReconnect } from './network.ts';
import { overviews } from './overview.ts';
import { idOf } from './route.ts';
import { SETTINGS } from './settings.ts';
import { show } from './shown.ts';
import { tables } from './tables.ts';

/** The forms of a page, by what it asks. */
export const formsOf = createPageForms({
  ...{ filing, documents, overviews, tables, show, onReconnect, newPage: newKey, keptIn: keptTyping },
  aimed: () => overviews.state.aimed,
  ownMobile: () => '',
});

/** The picture of a value that was read with doubt, and where it stands there. */
function doubtOf({ name, field }: ReadSource) {
  const { picture = '', read } = documents.of(name);
  const { text = '', places } = read[field] ?? {};
  return { ...{ picture, kind: name.kind, field, places }, text: text === 'long-term' ? '长期' : text };
}

const fieldView = (path: string, { source, autocomplete, ...field }: FieldState) => ({
  ...field,
  id: idOf(`${path}.${field.key}`),
  maxLength: field.maxLength ?? 140,
  isBrief: field.isAlone && !field.isAimed,
  offersPhoneNumber: SETTINGS.offersPhoneNumber && field.key === 'mobile' && isBlank(field.value),
  doubt: field.needsLook && source ? doubtOf(source) : null,
});

/** What WXML gets of a form. */
export function formView(form: Form) {
  form.fill();
  const { path, fields, typing } = form;
  const { doubts, open, optional, sure, optionalText, sureText } = form.view();
  const { view } = filing.state.open ?? {};
  const inner = fields.map(({ key }) => `${path}.${key}`);
  // Around a field alone stands what is about that field.
  const messages = fields.length === 1 || !view ? [] : messagesAt(path, overviews.known(view), inner);
  return {
    path,
    mayRetry: typing.state === 'failed' || typing.state === 'waiting',
    note: { id: idOf(path), messages },
    saveText: saveWords(typing),
    doubtsText: doubtsLeft(doubts.length),
    folds: [
      { place: 'optional', text: optionalText },
      { place: 'sure', text: sureText },
    ].filter(({ text }) => text !== ''),
    fields: [...doubts.slice(0, 1), ...open, ...optional, ...sure].map((field) => fieldView(path, field)),
  };
}
