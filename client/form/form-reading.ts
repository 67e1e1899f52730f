import { sameText } from '../../contracts/normal-forms/text.ts';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { DocumentSubject } from '../../shared/domain/media/document.ts';
import type { OfferedField } from '../../shared/domain/media/evidence.ts';
import type { DocumentName, OfferedFields } from '../documents/documents.ts';
import { type Draft, isBlank } from './form-draft.ts';
import { type FormField, isReadByMachine } from './form-fields.ts';
import { isTakenOver, type TakenOver } from './taken-over.ts';

/** Where a value is read from. */
export interface ReadSource {
  readonly name: DocumentName;
  /** The field of the certificate. */
  readonly field: string;
}

export interface ReadForm {
  readonly filingId: string;
  readonly path: string;
  readonly organizerKind: OrganizerKind;
  readonly fields: readonly FormField[];
  /** Changed when a blank field takes over a value. */
  readonly draft: Draft;
  /** The values that were taken over from certificates unseen; kept up to date. */
  readonly taken: TakenOver;
  /** Whose certificates its values are read from. */
  readonly subject: DocumentSubject;
  /** What was read from a document. */
  readonly readFrom: (name: DocumentName) => OfferedFields;
  /** Whether somebody with this certificate number stands elsewhere in the filing: a card of another person is theirs no more. */
  readonly isElsewhere: (number: unknown) => boolean;
  /** Values that the person kept although the certificate differs. */
  readonly confirmed: Record<string, boolean>;
}

/** Compares a form with what was read from certificates, and fills its blank fields. */
export function createFormReading(form: ReadForm) {
  const { filingId, path, organizerKind, fields, draft, taken, subject, readFrom, confirmed } = form;
  /** By key, what was read last. */
  const offered: Record<string, string | undefined> = {};

  /** The certificate that a field is read from, and its value there. */
  const sourceOf = ({ key, readFrom: sources }: FormField): ReadSource | undefined => {
    const source = sources?.[organizerKind];
    if (!source || key === 'address' || !isReadByMachine(source, draft.certificateType)) return undefined;
    // The licence is always the organizer's; cards are the subject's.
    const owner = source.kind === 'business-licence' ? ('organizer' as const) : subject;
    return { name: { filingId, kind: source.kind, subject: owner }, field: source.field };
  };
  /** The card here is of somebody in whose place somebody known was chosen. */
  const isDiscarded = (): boolean => {
    const read = readFrom({ filingId, kind: 'id-front', subject }).idNumber?.text;
    return read !== undefined && !sameText(read, String(draft.idNumber)) && form.isElsewhere(draft.idNumber);
  };
  const offerFor = (field: FormField): OfferedField | undefined => {
    const source = sourceOf(field);
    return source && !isDiscarded() ? readFrom(source.name)[source.field] : undefined;
  };
  const readOf = (field: FormField): string | undefined => offerFor(field)?.text;
  const confirmationOf = ({ key }: FormField) => `${filingId} ${path}.${key} ${String(draft[key])}`;

  return {
    readOf,
    /** The certificate that a field is read from, and its name there; undefined for one that is not. */
    sourceOf,
    /** Takes over what was read anew into the fields that are blank: one that somebody clears stays blank. @returns whether any. */
    fill(): boolean {
      const news = fields.flatMap((field) => {
        const text = readOf(field);
        const isNew = text !== offered[field.key];
        offered[field.key] = text;
        return isNew && text !== undefined && isBlank(draft[field.key] ?? '') ? [{ key: field.key, text }] : [];
      });
      for (const { key, text } of news) {
        draft[key] = text;
        taken[key] = text;
      }
      return news.length > 0;
    },
    needsLook: (field: FormField): boolean =>
      offerFor(field)?.isDoubtful === true &&
      sameText(String(draft[field.key] ?? ''), readOf(field) ?? '') &&
      isTakenOver(field.key, draft, taken),
    differs: (field: FormField): boolean => {
      const text = readOf(field);
      const value = draft[field.key] ?? '';
      if (text === undefined || isBlank(value)) return false;
      return !sameText(String(value), text) && !confirmed[confirmationOf(field)];
    },
    confirm: (field: FormField): void => {
      confirmed[confirmationOf(field)] = true;
      taken[field.key] = undefined;
    },
  };
}
