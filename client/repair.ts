import type { DocumentKind, DocumentSubject } from '../shared/domain/media/document.ts';
import type { Call } from './api-client.ts';
import type { NameOf } from './code-tables.ts';
import { type FormField, ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from './form-fields.ts';
import type { Message } from './form-messages.ts';
import type { FilingView, Reply, View } from './messages.ts';
import { textOf } from './preview.ts';

/** A flagged item with everything that is shown of it; `before` and `now` are values in clear. */
export type ClearRepair = Reply<'showRepair'>['items'][number] & {
  readonly before?: unknown;
  readonly now?: unknown;
  readonly word?: string;
};

export interface Repair {
  readonly round: number;
  readonly items: readonly ClearRepair[];
}

/** Loads the flagged items with the old values, in clear. @throws ApiError */
export async function loadRepair(
  filingId: string,
  call: Call,
  readView: <T>(view: NonNullable<View>) => Promise<T>,
): Promise<Repair> {
  const { round, items, view } = await call('showRepair', { params: { filingId } });
  const clear = await readView<{ readonly items: readonly { readonly item: number }[] }>(view);
  return { round, items: items.map((one) => ({ ...one, ...clear.items.find(({ item }) => item === one.item) })) };
}

/** Links to the pictures that were submitted; one that is gone is left out. @throws ApiError */
export async function oldPicturesOf({ oldPictures }: ClearRepair, call: Call): Promise<readonly string[]> {
  const shown = await Promise.all(
    oldPictures.map((documentId) => call('showDocument', { params: { documentId }, query: {} })),
  );
  return shown.flatMap(({ picture, kind }) => (picture && kind !== 'liveness-video' ? [picture.url] : []));
}

/** The field of a form at a path; undefined for a section, a part of a value, and what is none of ours. */
function fieldAt(path: string): FormField | undefined {
  const [, form = '', key = ''] =
    /^(organizer|principal|websites\.\d+\.(?:details|siteOwner))\.(\w+)$/.exec(path) ?? [];
  const fields: readonly FormField[] =
    form === 'organizer' ? ORGANIZER_FIELDS : form.endsWith('.details') ? WEBSITE_FIELDS : PERSON_FIELDS;
  return form === '' ? undefined : fields.find((field) => field.key === key);
}

/** A value as people read it; empty where a whole section is meant, which its own page shows. */
export function repairText(path: string, value: unknown, nameOf: NameOf): string {
  const field = fieldAt(path);
  if (value === undefined) return field ? '没有填写' : '';
  if (field) return textOf(field, value, nameOf);
  return typeof value === 'string' ? value : '';
}

/** The path of a document in findings and flagged items. */
export function documentField(
  websites: readonly { readonly websiteId: string }[],
  kind: DocumentKind,
  subject: DocumentSubject,
): string {
  const place = websites.findIndex(({ websiteId }) => subject === `website:${websiteId}`);
  return place < 0 ? `documents.${kind}` : `websites.${place}.documents.${kind}`;
}

type Flagged = FilingView['flagged'];

/** Why a tile, a card or a form as a whole was flagged: at its own path, or with the section around it. */
export const flaggedMessages = (flagged: Flagged, path: string): readonly Message[] =>
  flagged
    .filter(({ field }) => `${path}.`.startsWith(`${field}.`))
    .map(({ reason, suggestion }) => ({ severity: 'require', text: `审核意见：${reason}`, suggestion }));
