import {
  isOfSiteOwner,
  type LivenessCheck,
  PASSED_LIFETIME_HOURS,
  SAME_PERSON_SIMILARITY,
} from '../../shared/domain/liveness.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Documents } from '../../shared/ports/documents.ts';
import type { Filings } from '../../shared/ports/filings.ts';
import type { LivenessOutcome, LivenessProvider } from '../../shared/ports/liveness.ts';
import type { LivenessChange, LivenessChecks } from '../../shared/ports/liveness-checks.ts';
import type { ObjectStore } from '../../shared/ports/object-store.ts';
import { viewOf } from './show-check.ts';

const LINK_SECONDS = 120;
const HOUR_MS = 60 * 60 * 1000;

export interface VerifyPorts {
  readonly filings: Filings;
  readonly documents: Documents;
  readonly livenessChecks: LivenessChecks;
  readonly livenessProvider: LivenessProvider;
  readonly objectStore: ObjectStore;
  readonly clock: Clock;
}

/** Verifies one try. Only the call that moves the check from open to verifying asks the vendor, so no try is billed twice. */
export async function verify(
  { applicantId, checkId }: { readonly applicantId: string; readonly checkId: string },
  ports: VerifyPorts,
) {
  const check = await ports.livenessChecks.find(checkId, applicantId);
  if (check.state !== 'open') throw new Refused('liveness.closed');
  if (check.expiresAt <= ports.clock.now()) throw new Refused('liveness.expired');
  const { contents } = await ports.filings.find(check.filingId, applicantId);
  // Another site owner was filled in meanwhile: whoever was challenged is not asked for any more.
  if (!isOfSiteOwner(check, contents)) throw new Refused('liveness.expired');
  const [photoLink, videoLink] = await Promise.all([
    linkTo(check.photoDocumentId, applicantId, ports),
    linkTo(check.videoDocumentId, applicantId, ports),
  ]);
  if (!(await ports.livenessChecks.change(check.id, 'open', { state: 'verifying' })))
    throw new Refused('liveness.closed');
  const outcome = await ask({ challenge: check.challenge, photoLink, videoLink, ...check.person }, check, ports);
  const change = decide(outcome, ports.clock.now());
  await ports.livenessChecks.change(check.id, 'verifying', change);
  return viewOf({ ...check, ...change });
}

async function linkTo(
  documentId: string,
  applicantId: string,
  { documents, objectStore }: VerifyPorts,
): Promise<string> {
  const { state, cleanKey, findings } = await documents.find(documentId, applicantId);
  if (state !== 'ready' || !cleanKey) throw new Refused('liveness.media-missing', { findings });
  return objectStore.readLink(cleanKey, LINK_SECONDS);
}

/** When the vendor certainly did not run the check, the try is given back. */
async function ask(
  evidence: Parameters<LivenessProvider['verify']>[0],
  check: LivenessCheck,
  { livenessProvider, livenessChecks }: VerifyPorts,
): Promise<LivenessOutcome> {
  try {
    return await livenessProvider.verify(evidence);
  } catch (error) {
    await livenessChecks.change(check.id, 'verifying', { state: 'open' });
    throw error;
  }
}

/** The provider measures, the threshold decides. */
function decide(outcome: LivenessOutcome, now: Date): LivenessChange & { state: 'open' | 'passed' | 'failed' } {
  if (outcome.outcome === 'failed') {
    return { state: outcome.reason === 'try-later' ? 'open' : 'failed', reasons: [outcome.reason] };
  }
  const similarity = Math.min(outcome.photoSimilarity, outcome.authoritySimilarity);
  if (similarity < SAME_PERSON_SIMILARITY) return { state: 'failed', reasons: ['other-person'], similarity };
  const expiresAt = new Date(now.getTime() + PASSED_LIFETIME_HOURS * HOUR_MS);
  return { state: 'passed', reasons: [], similarity, expiresAt };
}
