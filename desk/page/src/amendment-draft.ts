import { keepDrafts } from './kept-drafts.ts';
import type { Amendment } from './operations.ts';

/** What is to be corrected in accepting a case. */
export const amendmentDrafts = keepDrafts<Amendment>('icp-desk.amend.', ({ field, after, reason }) =>
  [field, after, reason].every((text) => typeof text === 'string'),
);

/** Puts an amendment in the place of the one before; takes it out when there is none. */
export function amendField(caseId: string, field: string, amendment: Omit<Amendment, 'field'> | undefined): void {
  const draft = amendmentDrafts.of(caseId);
  const place = draft.findIndex((amended) => amended.field === field);
  if (place >= 0) draft.splice(place, 1);
  if (amendment) draft.push({ field, ...amendment });
}
