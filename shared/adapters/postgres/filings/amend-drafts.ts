import type { Filing } from '../../../domain/filing/filing.ts';
import { conflictsIn, type DraftForm, replaceForm, savedForm } from '../../../domain/filing/form-draft.ts';
import type { DatabaseParts } from '../database.ts';
import { createFormDrafts } from './form-drafts.ts';

/** Who has typed it, for a person who meets the value on another device. */
const REVIEWER = '审核人员';

/**
 * Writes what a reviewer amended into the drafts of its forms, too: else the next save of a form, after a return, would bring
 * the old value back. Joins the running transaction.
 */
export async function amendDrafts(before: Filing, after: Filing, parts: DatabaseParts): Promise<void> {
  const drafts = createFormDrafts(parts);
  const stored = await drafts.ofFiling(after.id);
  for (const { id } of after.contents.websites) {
    const form: DraftForm = `website.${id}`;
    const [had, has] = [savedForm(before.contents, form), savedForm(after.contents, form)];
    const old = stored.find((storedDraft) => storedDraft.form === form);
    if (!old || !has || JSON.stringify(had) === JSON.stringify(has)) continue;
    const draft = replaceForm(old.draft, had, has, { device: REVIEWER, at: parts.clock.now().toISOString() });
    await drafts.write(after.id, { ...old, draft, conflicts: conflictsIn(draft) });
  }
}
