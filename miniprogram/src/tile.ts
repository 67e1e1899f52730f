import { standingOf, type UploadedDocument } from '../../client/documents/documents.ts';
import { messageOf } from '../../client/form/form-messages.ts';
import { DOCUMENT_KINDS, type DocumentKind, type DocumentSubject } from '../../shared/domain/media/document.ts';

/** What a tile shows of a document. @param flagged the reviewer's words, which come first */
export function tileFrom(
  kind: DocumentKind,
  subject: DocumentSubject,
  { state, picture, sent, error, findings, isFiled }: UploadedDocument,
  { hint = '', flagged = [] }: { readonly hint?: string; readonly flagged?: readonly object[] } = {},
) {
  return {
    id: `documents-${kind}`,
    kind,
    subject,
    hint,
    label: DOCUMENT_KINDS[kind].label,
    state,
    ...standingOf({ state }),
    mayReuse: isFiled && state === 'missing',
    picture: picture ?? '',
    percent: Math.round(100 * sent),
    error: error ?? '',
    messages: [...flagged, ...findings.map(messageOf)],
  };
}
