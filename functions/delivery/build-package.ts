import { type Document, limitsOf } from '../../shared/domain/document.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { isOfSiteOwner, type LivenessCheck } from '../../shared/domain/liveness.ts';
import type { Documents } from '../../shared/ports/documents.ts';
import type { LivenessChecks } from '../../shared/ports/liveness-checks.ts';
import type { ObjectStore } from '../../shared/ports/object-store.ts';
import type { FilingPackage } from '../../shared/ports/review-desk.ts';
import { contentHash } from './content-hash.ts';

export interface PackagePorts {
  readonly documents: Documents;
  readonly livenessChecks: LivenessChecks;
  readonly objectStore: ObjectStore;
}

/** The longest that links may live. The desk fetches the documents before it answers. */
const LINK_SECONDS = 300;

type UsedDocument = Document & { readonly cleanKey: string };

/**
 * What the desk gets of a submitted filing. The hash is the same on every attempt: it covers everything but the links, which are new
 * each time.
 *
 * @throws Failed('object-store', …)
 */
export async function buildPackage(
  filing: Filing,
  { documents, livenessChecks, objectStore }: PackagePorts,
): Promise<FilingPackage> {
  const checks = await livenessChecks.ofFiling(filing.id);
  const passed = checks.filter((check) => check.state === 'passed' && isOfSiteOwner(check, filing.contents));
  const used = documentsInUse(await documents.ofFiling(filing.id), passed);
  const described = used.map(({ id, kind, subject, contentType }) => ({
    id,
    kind,
    label: limitsOf(kind).label,
    subject,
    contentType,
  }));
  const findings = used.flatMap((document) =>
    document.findings.map(({ ruleId, severity, field, message }) => ({ ruleId, severity, field, message })),
  );
  const data = { filingType: filing.filingType, ...filing.contents, documents: described, findings };
  const links = await Promise.all(used.map(({ cleanKey }) => objectStore.readLink(cleanKey, LINK_SECONDS)));
  return {
    filingId: filing.id,
    round: filing.round,
    contentHash: contentHash(data),
    data: { ...data, documents: described.map((document, index) => ({ ...document, link: links[index] })) },
  };
}

/** Of several uploads for one purpose the newest good one; of the liveness checks that were passed the newest for each website. */
function documentsInUse(all: readonly Document[], passed: readonly LivenessCheck[]): readonly UsedDocument[] {
  const newestPass = new Map(passed.map((check) => [check.websiteId, check]));
  const shown = new Set([...newestPass.values()].flatMap((check) => [check.photoDocumentId, check.videoDocumentId]));
  const good = all.filter((document): document is UsedDocument => document.state === 'ready' && !!document.cleanKey);
  const ofLiveness = good.filter(({ id }) => shown.has(id));
  const others = good.filter(({ kind }) => kind !== 'liveness-photo' && kind !== 'liveness-video');
  const newest = new Map(others.map((document) => [`${document.kind} ${document.subject}`, document]));
  return [...newest.values(), ...ofLiveness];
}
