import {
  type Confirmed,
  type FilingContents,
  type Organizer,
  type Person,
  type WebsiteDetails,
  withConfirmed,
} from '../shared/domain/filing/filing.ts';
import type { DraftForm } from '../shared/domain/filing/form-draft.ts';

/** Forms of a filing, by the path that findings use. */
export type FormPath = 'organizer' | 'principal' | `websites.${number}.details` | `websites.${number}.siteOwner`;
export type FormValue = Organizer | Person | WebsiteDetails;
/** A form as it is saved: with the keys of the values that the person has confirmed. */
export type SavedValue = FormValue & Confirmed;

/** The index of a website's form. */
export const placeOf = (path: FormPath): number => Number(path.split('.')[1]);

/** The part of `confirmationPath` before a key: a website by its id. */
function confirmationForm(contents: FilingContents, path: FormPath): string {
  return path.endsWith('.siteOwner') ? `websites.${contents.websites[placeOf(path)]?.id}.siteOwner` : path;
}

/** The keys of a form's values that the person has confirmed. */
export function confirmedIn(contents: FilingContents, path: FormPath): readonly string[] {
  const prefix = `${confirmationForm(contents, path)}.`;
  return (contents.confirmed ?? []).flatMap((one) => (one.startsWith(prefix) ? [one.slice(prefix.length)] : []));
}

/** The contents after a form was saved. */
export function withForm(
  contents: FilingContents,
  path: FormPath,
  { confirmed, ...value }: SavedValue,
): FilingContents {
  return withConfirmed(withValue(contents, path, value), confirmationForm(contents, path), confirmed);
}

function withValue(contents: FilingContents, path: FormPath, value: FormValue): FilingContents {
  if (path === 'organizer' || path === 'principal') return { ...contents, [path]: value };
  const part = path.endsWith('.siteOwner') ? 'siteOwner' : 'details';
  const websites = contents.websites.map((site, place) =>
    place === placeOf(path) ? { ...site, [part]: value } : site,
  );
  return { ...contents, websites };
}

/** The saved values of a form; undefined when it was never saved. */
export function savedForm(contents: FilingContents, path: FormPath): FormValue | undefined {
  if (path === 'organizer' || path === 'principal') return contents[path];
  return contents.websites[placeOf(path)]?.[path.endsWith('.siteOwner') ? 'siteOwner' : 'details'];
}

/** The form at a path, as its draft is named: a website keeps its id when others are removed. */
export function formAt(path: FormPath, websites: readonly { readonly websiteId: string }[]): DraftForm {
  if (path === 'organizer' || path === 'principal') return path;
  const websiteId = websites[placeOf(path)]?.websiteId ?? '';
  return path.endsWith('.details') ? `website.${websiteId}` : `site-owner.${websiteId}`;
}
