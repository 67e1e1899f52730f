import type { UploadedDocument } from '../../client/documents.ts';
import { messageOf } from '../../client/form-messages.ts';
import { DOCUMENT_STATES } from '../../client/labels.ts';
import { DOCUMENT_KINDS, type DocumentKind, type DocumentSubject } from '../../shared/domain/media/document.ts';

const WORKING: readonly string[] = ['preparing', 'sending', 'waiting', 'received', 'checking', 'reading'];

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
    stateText: DOCUMENT_STATES[state],
    isWrong: state === 'refused' || state === 'unsent',
    mayReuse: isFiled && state === 'missing',
    isWorking: WORKING.includes(state),
    picture: picture ?? '',
    percent: Math.round(100 * sent),
    error: error ?? '',
    messages: [...flagged, ...findings.map(messageOf)],
  };
}
