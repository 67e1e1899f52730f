import { LEAVE_WORDS, standingOf, type UploadedDocument } from '../../client/documents/documents.ts';
import { paperSample } from '../../client/documents/samples.ts';
import { type Message, messagesBeside, reasonBeside } from '../../client/form/form-messages.ts';
import { DOCUMENT_KINDS, type DocumentKind, type DocumentSubject } from '../../shared/domain/media/document.ts';
import { partsIn } from '../../shared/domain/media/picture-parts.ts';
import { svgUrl } from './pictures.ts';
import { idOf } from './route.ts';

/** What a tile shows of a document. @param known what is said of it elsewhere, the reviewer's words first. @param path in findings */
export function tileFrom(
  kind: DocumentKind,
  subject: DocumentSubject,
  { state, picture, sent, error, findings, isFiled }: UploadedDocument,
  hint = '',
  path = `documents.${kind}`,
  known: readonly Message[] = [],
) {
  const standing = standingOf({ state, findings });
  const parts = state === 'ready' ? partsIn(findings).parts : [];
  return {
    id: idOf(path),
    kind,
    subject,
    hint: reasonBeside(hint, state, known),
    label: DOCUMENT_KINDS[kind].label,
    state,
    ...standing,
    parts,
    leaveWords: LEAVE_WORDS,
    sample: standing.mayLeave ? svgUrl(paperSample(kind)?.svg ?? '') : '',
    mayReuse: isFiled && state === 'missing',
    picture: picture ?? '',
    percent: Math.round(100 * sent),
    error: error ?? '',
    messages: messagesBeside(findings, known),
  };
}
