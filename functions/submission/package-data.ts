import type { Filing } from '../../shared/domain/filing/filing.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { isOfSiteOwner, type LivenessCheck } from '../../shared/domain/liveness/liveness.ts';
import { siteOwnersCard } from '../../shared/domain/liveness/site-owner-card.ts';
import { decidedBy } from '../../shared/domain/liveness/standing.ts';
import { type Document, limitsOf } from '../../shared/domain/media/document.ts';
import type { Papers } from '../../shared/ports/filing-cases.ts';
import type { PackageData } from '../../shared/ports/filing-rounds.ts';

/**
 * The package that the desk receives: everything that was typed, the documents in use, and the findings that did not
 * block.
 *
 * @param findings of the pre-check.
 */
export function packageData(filing: Filing, { documents, checks }: Papers, findings: readonly Finding[]): PackageData {
  const ofOwners = checks.filter((check) => isOfSiteOwner(check, filing.contents));
  const shown = filing.contents.websites.flatMap(
    ({ id }) =>
      decidedBy(
        ofOwners.filter(({ websiteId }) => websiteId === id),
        siteOwnersCard(filing.contents, id, documents),
      ) ?? [],
  );
  const used = documentsInUse(documents, shown);
  // What nobody has confirmed is among the findings.
  const { confirmed: _, eligibility, ...contents } = filing.contents;
  const { numberTakenOver: __, ...inputs } = eligibility;
  return {
    filingType: filing.filingType,
    eligibility: inputs,
    ...contents,
    documents: used.map(({ id, kind, subject, contentType }) => ({
      id,
      kind,
      label: limitsOf(kind).label,
      subject,
      contentType,
    })),
    findings: [...findings, ...used.flatMap((document) => document.findings)].map(
      ({ ruleId, severity, field, message }) => ({ ruleId, severity, field, message }),
    ),
  };
}

/** Of several uploads for one purpose the newest usable one; of liveness media those of the given checks. */
function documentsInUse(all: readonly Document[], checks: readonly LivenessCheck[]): readonly Document[] {
  const shown = new Set(checks.flatMap((check) => [check.photoDocumentId, check.videoDocumentId]));
  const good = all.filter(({ state, cleanKey }) => state === 'ready' && cleanKey !== undefined);
  const ofLiveness = good.filter(({ id }) => shown.has(id));
  const others = good.filter(({ kind }) => kind !== 'liveness-photo' && kind !== 'liveness-video');
  const newest = new Map(others.map((document) => [`${document.kind} ${document.subject}`, document]));
  return [...newest.values(), ...ofLiveness];
}
