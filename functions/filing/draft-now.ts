import type { Filing } from '../../shared/domain/filing/filing.ts';
import {
  confirmationForm,
  type DraftForm,
  draftFrom,
  type FormDraft,
  savedForm,
} from '../../shared/domain/filing/form-draft.ts';
import type { Ports } from './ports.ts';

/** The draft of a form; before the first save, that of what the filing has. */
export const draftNow = async (
  { id, contents }: Filing,
  form: DraftForm,
  { formDrafts }: Pick<Ports, 'formDrafts'>,
): Promise<FormDraft> => {
  const prefix = `${confirmationForm(form)}.`;
  const confirmed = (contents.confirmed ?? []).flatMap((text) =>
    text.startsWith(prefix) ? [text.slice(prefix.length)] : [],
  );
  return (await formDrafts.find(id, form)) ?? draftFrom(savedForm(contents, form), confirmed);
};
