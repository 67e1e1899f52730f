import { reactive, watch } from 'vue';
import { type Draft, isBlank } from '../../client/form-draft.ts';
import type { FormField } from '../../client/form-fields.ts';
import { isTakenOver } from '../../client/taken-over.ts';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { DocumentSubject } from '../../shared/domain/media/document.ts';
import type { OfferedField } from '../../shared/domain/media/evidence.ts';
import { sameText } from '../../shared/domain/normal-form.ts';
import { documentOf } from './documents.ts';

export interface ReadForm {
  readonly filingId: string;
  readonly path: string;
  readonly organizerKind: OrganizerKind;
  readonly fields: readonly FormField[];
  readonly draft: Draft;
  /** The values that were taken over from certificates unseen; kept up to date. */
  readonly taken: Map<string, string>;
  /** Whose certificates its values are read from. */
  readonly subject: DocumentSubject;
}

/** Fields that the person kept although the certificate differs; remembered by the page. */
const confirmed = reactive(new Set<string>());

/** Fills blank fields of a form with values read from certificates, and detects differences. */
export function useReading({ filingId, path, organizerKind, fields, draft, taken, subject }: ReadForm) {
  const offerFor = ({ key, readFrom }: FormField): OfferedField | undefined => {
    const source = readFrom?.[organizerKind];
    if (!source || key === 'address') return undefined;
    // The licence is always the organizer's; cards are the subject's.
    const owner = source.kind === 'business-licence' ? 'organizer' : subject;
    return documentOf(filingId, source.kind, owner).read[source.field];
  };
  const readOf = (field: FormField): string | undefined => offerFor(field)?.text;
  const confirmationOf = ({ key }: FormField) => `${filingId} ${path}.${key} ${String(draft[key])}`;

  watch(
    () => fields.map(readOf),
    (texts) => {
      texts.forEach((text, place) => {
        const field = fields[place];
        if (!field || text === undefined || !isBlank(draft[field.key] ?? '')) return;
        draft[field.key] = text;
        taken.set(field.key, text);
      });
    },
    { immediate: true },
  );

  return {
    readOf,
    needsLook: (field: FormField): boolean =>
      offerFor(field)?.isDoubtful === true &&
      sameText(String(draft[field.key] ?? ''), readOf(field) ?? '') &&
      isTakenOver(field.key, draft, taken),
    differs: (field: FormField): boolean => {
      const text = readOf(field);
      const value = draft[field.key] ?? '';
      if (text === undefined || isBlank(value)) return false;
      return !sameText(String(value), text) && !confirmed.has(confirmationOf(field));
    },
    confirm: (field: FormField): void => {
      confirmed.add(confirmationOf(field));
      taken.delete(field.key);
    },
  };
}
