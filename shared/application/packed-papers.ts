import type { Finding } from '../../contracts/kit/finding.ts';
import { type Document, isReadable, limitsOf } from '../domain/media/document.ts';
import type { ProvenEnding } from '../domain/record/ending-papers.ts';

/** Papers that stand for a code, as the desk receives them. */
export const packedPapers = ({ papers = [], evidence, findings = [] }: Partial<ProvenEnding>) => ({
  documents: papers.map(packedPaper),
  findings: [...papers.flatMap((paper) => paper.findings.map(packedFinding)), ...findings],
  ...(evidence && { evidence }),
});

/** A paper as the desk receives it; its link comes with each attempt to send it. */
export const packedPaper = ({ id, kind, subject, contentType, fields }: Document) => ({
  ...{ id, kind, subject, contentType },
  label: limitsOf(kind).label,
  ...(isReadable(kind) && { isRead: fields !== undefined }),
});

/** A finding as the desk receives it. */
export const packedFinding = ({ ruleId, severity, field, message }: Finding) => ({ ruleId, severity, field, message });
