import { Refused } from '../../../contracts/kit/refusal.ts';
import type { OrganizerKind } from '../filing/filing.ts';
import { type Document, type DocumentKind, type DocumentSubject, limitsOf } from '../media/document.ts';
import type { FiledRecord } from './record.ts';
import { certificateAnswer } from './transfer.ts';

/** A paper that an ending needs where nobody can type its code. */
export interface EndingPaper {
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
}

/**
 * What stands for a code when the filed phone is lost: a declaration that is stamped or signed with a fingerprint, and the
 * certificates of whoever makes it. Source: provider's page about cancellation, 2022.
 */
const PAPERS: Readonly<Record<OrganizerKind, readonly EndingPaper[]>> = {
  enterprise: [
    { kind: 'business-licence', subject: 'organizer' },
    { kind: 'id-front', subject: 'principal' },
    { kind: 'ending-declaration', subject: 'organizer' },
  ],
  individual: [
    { kind: 'id-front', subject: 'principal' },
    { kind: 'handheld-photo', subject: 'principal' },
    { kind: 'ending-declaration', subject: 'organizer' },
  ],
};

export const papersOfEnding = ({ contents }: FiledRecord): readonly EndingPaper[] =>
  PAPERS[contents.subject.organizerKind];

type Shown = Pick<Document, 'id' | 'kind' | 'subject' | 'state' | 'contentType' | 'findings' | 'fields'>;

/**
 * The papers among an account's documents that stand for the code of an ending. Whether they prove it is for a reviewer to
 * say; a certificate that was surely read and is somebody else's is not taken.
 *
 * @throws Refused('ending.papers') with each paper that is missing, not ready or of another organizer.
 */
export function papersForEnding<One extends Shown>(record: FiledRecord, documents: readonly One[]): readonly One[] {
  const found = papersOfEnding(record).map((paper) => {
    const shown = documents.find(({ kind, subject }) => kind === paper.kind && subject === paper.subject);
    return { paper, one: shown?.state === 'ready' ? shown : undefined };
  });
  const certificate = found[0]?.one;
  const isOther = certificate !== undefined && certificateAnswer(record, certificate.fields) === 'other';
  const fields = found.flatMap(({ paper: { kind }, one }) => {
    const field = `documents.${kind}`;
    if (!one) return [{ field, message: `请上传${limitsOf(kind).label}，等检查完成后再提交。` }];
    return isOther && one === certificate ? [{ field, message: '证件号码与备案的主体不一致，请换成主体的证件。' }] : [];
  });
  if (fields.length > 0) throw new Refused('ending.papers', { fields });
  return found.flatMap(({ one }) => (one ? [one] : []));
}
