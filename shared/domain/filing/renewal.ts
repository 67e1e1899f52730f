import { isPossibleTerm } from '../identity/card-term.ts';
import { isSamePerson } from '../liveness/liveness.ts';
import { isFixed } from './corrections.ts';
import { confirmationPath, type Filing, type FilingContents, type Person } from './filing.ts';
import { confirmationForm, type DraftForm, draftPath, savedForm, withSavedForm } from './form-draft.ts';

/** The term of a certificate. */
const TERM = ['idValidFrom', 'idValidTo'] as const;

/** Whether one term is newer; one that no ID card can have was mistyped. As a string, `long-term` comes after every day. */
export const isNewerTerm = (term: Person, other: Person): boolean =>
  isTyped(term) && (term.idValidTo > other.idValidTo || !isTyped(other));
const isTyped = ({ certificateType, idValidFrom: from, idValidTo: to }: Person): boolean =>
  certificateType !== 'id-card' || isPossibleTerm({ from, to });

/** The forms of the other places of a draft where whoever this form is about stands with an older term, and may have another one. */
export function olderPlaces(filing: Filing, contents: FilingContents, form: DraftForm): readonly DraftForm[] {
  const person = savedForm(contents, form) as Person | undefined;
  if (filing.state !== 'draft' || !person?.idNumber) return [];
  const owners = contents.websites.map(({ id }): DraftForm => `site-owner.${id}`);
  return (['principal', ...owners] as const).filter((other) => {
    const known = savedForm(contents, other) as Person | undefined;
    const path = `${draftPath(contents, other)}.idValidTo`;
    return (
      other !== form && known && isSamePerson(person, known) && isNewerTerm(person, known) && !isFixed(filing, path)
    );
  });
}

/** The contents in which a certificate that was renewed in one form is so in others, with what was compared with it. */
export function withRenewal(contents: FilingContents, form: DraftForm, others: readonly DraftForm[]): FilingContents {
  const { idValidFrom, idValidTo } = savedForm(contents, form) as Person;
  return others.reduce<FilingContents>((renewed, other) => {
    const paths = (place: DraftForm) => TERM.map((key) => confirmationPath(confirmationForm(place), key));
    const kept = (renewed.confirmed ?? []).filter((path) => !paths(other).includes(path));
    const added = paths(other).filter((_, place) => contents.confirmed?.includes(paths(form)[place] ?? ''));
    const next = withSavedForm(renewed, other, { ...savedForm(renewed, other), idValidFrom, idValidTo });
    return { ...next, confirmed: [...kept, ...added].sort() };
  }, contents);
}
