import type { Finding } from '../../contracts/kit/finding.ts';
import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import type { PackedChange, PackedRepair } from '../../contracts/review-desk/package.ts';
import type { CompanyFacts, Known } from '../../shared/domain/facts.ts';
import { differences } from '../../shared/domain/filing/difference.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { machineEvidence } from '../../shared/domain/filing/machine-evidence.ts';
import type { RepairItem } from '../../shared/domain/filing/repair.ts';
import { withoutAnswers } from '../../shared/domain/filing/repair.ts';
import { type Document, isReadable, limitsOf } from '../../shared/domain/media/document.ts';
import { documentsInUse } from '../../shared/domain/media/documents-in-use.ts';
import type { Papers } from '../../shared/ports/filing-cases.ts';
import type { PackageData, PackageDocument } from '../../shared/ports/filing-rounds.ts';

/** What a pre-check came to. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** What the commercial register said; undefined where it was not asked. */
  readonly company?: Known<CompanyFacts> | undefined;
}

/**
 * The package that the desk receives: everything that was typed, the documents in use, the findings that did not block, what
 * machines read, compared and measured, and what came of each item that was flagged in the round before.
 *
 * @param repairs of a returned filing; none of a draft.
 */
export function packageData(
  filing: Filing,
  { documents, checks }: Papers,
  { findings, company }: Checked,
  repairs: readonly RepairItem[] = [],
): PackageData {
  const used = documentsInUse(filing.contents, documents, checks);
  // What nobody has confirmed is among the findings. What was amended before is in the round in which it was.
  const { confirmed: _, amendments: ___, eligibility, before, ...contents } = withoutAnswers(filing.contents);
  const { numberTakenOver: __, ...inputs } = eligibility;
  return {
    filingType: filing.filingType,
    eligibility: inputs,
    ...contents,
    documents: used.map(packedDocument),
    findings: [...findings, ...used.flatMap((document) => document.findings)].map(packedFinding),
    evidence: machineEvidence(filing.contents, used, { documents, checks, company }),
    ...(before && filing.numbers && { change: packedChange(filing, filing.numbers) }),
    ...(repairs.length > 0 && { repairs: repairs.map(packedRepair) }),
  };
}

/**
 * A package as far as it was checked. Where a number stands in a hand-held photo may be found at any moment after the upload, and
 * changes nothing of it.
 */
export function withoutHeldNumbers(data: PackageData): PackageData {
  const { documents, evidence } = data;
  if (!evidence) return data;
  const held = documents.filter(({ kind }) => kind === 'handheld-photo').map(({ id }) => id);
  const values = evidence.values.filter(({ document }) => document === undefined || !held.includes(document));
  return { ...data, evidence: { ...evidence, values } };
}

const packedFinding = ({ ruleId, severity, field, message }: Finding) => ({ ruleId, severity, field, message });

const packedDocument = ({ id, kind, subject, contentType, fields, findings }: Document): PackageDocument => ({
  id,
  kind,
  label: limitsOf(kind).label,
  subject,
  contentType,
  ...(isReadable(kind) && { isRead: fields !== undefined }),
  ...(findings.length > 0 && { findings: findings.map(packedFinding) }),
});

/** Old beside new, and the numbers that stay. */
const packedChange = ({ contents, startedFrom }: Filing, numbers: FilingNumbers): PackedChange => ({
  numbers,
  version: startedFrom?.version ?? 0,
  items: differences(contents).map(({ path, before, after }) => ({
    field: path,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  })),
});

const packedRepair = ({ item, field, state, word }: RepairItem): PackedRepair => ({
  item,
  field,
  changed: state === 'changed',
  ...(word !== undefined && { word }),
});
