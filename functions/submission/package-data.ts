import type { Finding } from '../../contracts/kit/finding.ts';
import type { MachineEvidence } from '../../contracts/review-desk/evidence.ts';
import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import type { PackedChange, PackedRepair } from '../../contracts/review-desk/package.ts';
import { packedFinding, packedPaper } from '../../shared/application/packed-papers.ts';
import type { CompanyFacts, Known } from '../../shared/domain/facts.ts';
import { differences } from '../../shared/domain/filing/difference.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { machineEvidence } from '../../shared/domain/filing/machine-evidence.ts';
import type { RepairItem } from '../../shared/domain/filing/repair.ts';
import { withoutAnswers } from '../../shared/domain/filing/repair.ts';
import type { Document } from '../../shared/domain/media/document.ts';
import { documentsInUse } from '../../shared/domain/media/documents-in-use.ts';
import { type FilingCase, factsOf } from '../../shared/domain/rules/case.ts';
import { remarkDemands } from '../../shared/domain/rules/pre-check.ts';
import type { Papers } from '../../shared/ports/filings/filing-cases.ts';
import type { PackageData, PackageDocument } from '../../shared/ports/filings/filing-rounds.ts';

/** What a pre-check came to. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** What the commercial register said; undefined where it was not asked. */
  readonly company?: Known<CompanyFacts> | undefined;
  /** As `FilingContents.numbers`. */
  readonly numbers?: FilingNumbers | undefined;
  /** What the desk is told of servers, and of the province's demands. */
  readonly seen?: Pick<MachineEvidence, 'servers' | 'demands'> | undefined;
}

/** What the cloud and the province's rules say of a filing, for whoever reviews it. */
export const seenOf = (filingCase: FilingCase): NonNullable<Checked['seen']> => ({
  servers: filingCase.contents.websites.flatMap(({ id }) => {
    const { cloudService } = factsOf(filingCase, id);
    const publicIps = cloudService.known ? cloudService.value?.publicIps : undefined;
    return publicIps ? [{ subject: `website:${id}`, publicIps: [...publicIps] }] : [];
  }),
  demands: [...remarkDemands(filingCase)],
});

/**
 * Under which numbers the organizer of a new website or access is filed, and its websites, as far as their records are known. A
 * change has its numbers from its record.
 */
export function numbersFiled(filingCase: FilingCase): FilingNumbers | undefined {
  const { contents, organizerRecord } = filingCase;
  const organizer = organizerRecord.known ? organizerRecord.value?.number : undefined;
  if (organizer === undefined || contents.before) return undefined;
  const websites = contents.websites.flatMap(({ id }) => {
    const { domainRecord } = factsOf(filingCase, id);
    const number = domainRecord.known ? domainRecord.value?.number : undefined;
    return number?.startsWith(organizer) ? [[id, number] as const] : [];
  });
  return { organizer, websites: Object.fromEntries(websites) };
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
  { findings, company, numbers, seen }: Checked,
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
    ...(numbers && { numbers }),
    documents: used.map(packedDocument),
    findings: [...findings, ...used.flatMap((document) => document.findings)].filter(isAgainst).map(packedFinding),
    evidence: { ...machineEvidence(filing.contents, used, { documents, checks, company }), ...seen },
    ...(before && filing.numbers && { change: packedChange(filing, filing.numbers) }),
    ...(repairs.length > 0 && { repairs: repairs.map(packedRepair) }),
  };
}

/** What a machine found good is told beside its picture alone. */
const isAgainst = ({ severity }: Finding): boolean => severity !== 'info';

const packedDocument = (document: Document): PackageDocument => ({
  ...packedPaper(document),
  ...(document.findings.length > 0 && { findings: document.findings.map(packedFinding) }),
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
