import type { DraftForm } from '../../shared/domain/filing/form-draft.ts';

/** Forms of a filing, by the path that findings use. */
export type FormPath = 'organizer' | 'principal' | `websites.${number}.details` | `websites.${number}.siteOwner`;

/** The index of a website's form. */
const placeOf = (path: FormPath): number => Number(path.split('.')[1]);

/** The form at a path, as its draft is named: a website keeps its id when others are removed. */
export function formAt(path: FormPath, websites: readonly { readonly websiteId: string }[]): DraftForm {
  if (path === 'organizer' || path === 'principal') return path;
  const websiteId = websites[placeOf(path)]?.websiteId ?? '';
  return path.endsWith('.details') ? `website.${websiteId}` : `site-owner.${websiteId}`;
}
