import { computed, watch } from 'vue';
import { draftIn } from '../../client/filing/open-filing.ts';
import { fillIn, proposalsFor } from '../../client/filing/proposals.ts';
import type { Draft } from '../../client/form/form-draft.ts';
import type { FormPath } from '../../client/form/form-path.ts';
import { sameValue, valuesOf } from '../../shared/domain/filing/form-draft.ts';
import { filing } from './filing.ts';
import { isAsked, question } from './question.ts';
import { divisionsBelow, rowsOf } from './reference.ts';
import { ownMobile } from './session.ts';

/**
 * Fills the fields that a question of a draft shows, and that nobody has touched, with what is known already. What somebody
 * takes out stays out. @param touched keys, kept up to date. @returns whether a field has its proposal.
 */
export function useProposals(path: FormPath, touched: Set<string>, draft: Draft): (key: string) => boolean {
  const proposals = computed(() => {
    const open = filing.value;
    if (open?.view.state !== 'draft') return {};
    const organizer = valuesOf(draftIn(open, 'organizer'));
    const known = { view: open.view, organizer, draft, ownMobile: ownMobile.value };
    return proposalsFor(path, { ...known, provinces: rowsOf('provinces'), divisionsBelow });
  });
  watch(proposals, (all) => question.value && fillIn(draft, all, touched, (key) => isAsked(`${path}.${key}`)), {
    immediate: true,
  });
  return (key) => proposals.value[key] !== undefined && sameValue(proposals.value[key], draft[key]);
}
