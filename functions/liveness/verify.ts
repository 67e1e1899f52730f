import type { Filing } from '../../shared/domain/filing/filing.ts';
import {
  costsTry,
  isOfSiteOwner,
  type LivenessCheck,
  PASSED_LIFETIME_HOURS,
  SAME_PERSON_SIMILARITY,
} from '../../shared/domain/liveness/liveness.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import { log } from '../../shared/edge/log.ts';
import { Failed } from '../../shared/ports/failed.ts';
import type { LivenessOutcome } from '../../shared/ports/liveness.ts';
import type { LivenessChange } from '../../shared/ports/liveness-checks.ts';
import { isConsentMissing, withConsent } from './consent.ts';
import { keepFrames } from './key-frames.ts';
import { compareLateCard } from './late-card.ts';
import { type LivenessMedia, mediaOf } from './media.ts';
import { framesSeen, ownObjections } from './own-checks.ts';
import { type PaidPorts, paidBy } from './paid-ports.ts';
import type { Ports } from './ports.ts';
import { showCheck } from './show-check.ts';

const HOUR_MS = 60 * 60 * 1000;

/**
 * Verifies one try. Only the call that moves the check from open to verifying goes on, and a request that may have been
 * billed is never repeated: no try is billed twice. Consent is asked before every call of a vendor and before a result
 * is saved; without it nothing is sent or kept, and the check ends.
 *
 * @throws Refused('consent.missing') when the applicant has withdrawn their consent.
 */
export async function verify(
  { applicantId, checkId }: { readonly applicantId: string; readonly checkId: string },
  ports: Ports,
) {
  const { check, filing } = await answerable(checkId, applicantId, ports);
  const media = await mediaOf(check, filing, ports);
  if (!(await ports.livenessChecks.change(check.id, 'open', { state: 'verifying' })))
    throw new Refused('liveness.closed');
  const paid = paidBy(filing, ports);
  const change = await tried(check, media, filing, paid).catch(async (error: unknown) => {
    if (isConsentMissing(error)) await ports.openChecks.endAll(applicantId);
    throw error;
  });
  await ports.livenessChecks.change(check.id, 'verifying', change);
  if (change.state === 'passed') await compareLateCard(check, media.photo, filing, paid);
  return showCheck({ applicantId, checkId }, ports);
}

async function answerable(checkId: string, applicantId: string, ports: Ports) {
  const check = await ports.livenessChecks.findOwn(checkId, applicantId);
  if (check.state !== 'open') throw new Refused('liveness.closed');
  if (check.expiresAt <= ports.clock.now()) throw new Refused('liveness.expired');
  const filing = await ports.filings.findOwn(check.filingId, applicantId);
  // The site owner was changed meanwhile: this challenge is for somebody who is no longer needed.
  if (!isOfSiteOwner(check, filing.contents)) throw new Refused('liveness.expired');
  return { check, filing };
}

async function tried(
  check: LivenessCheck,
  media: LivenessMedia,
  { applicantId }: Pick<Filing, 'applicantId'>,
  ports: PaidPorts,
): Promise<LivenessChange> {
  const permitted = <T>(work: () => Promise<T>) => orReopened(check, ports, () => withConsent(check, ports, work));
  const objections = await permitted(() => ownObjections(check, media, ports));
  if (objections.length > 0) return { state: 'failed', reasons: objections };
  const { challenge, person } = check;
  const evidence = { challenge, ...person, photo: media.photo, video: media.video };
  const outcome = await permitted(async () => {
    const answer = await ports.livenessProvider.verify(evidence);
    if (answer.outcome === 'unfinished') throw new Refused('liveness.unfinished');
    return answer;
  });
  const change = await permitted(() => decided(check, outcome, ports));
  if (change.state !== 'passed' || outcome.outcome !== 'compared') return change;
  return permitted(async () => ({
    ...change,
    frameDocumentIds: await keepFrames({ ...check, applicantId }, outcome.frames, ports),
  }));
}

/**
 * Reopens the try when certainly nothing was billed, or when it ends because consent is missing. After a bug it is
 * unknown, so it stays closed.
 */
async function orReopened<T>(check: LivenessCheck, { livenessChecks }: PaidPorts, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failed || error instanceof Refused)
      await livenessChecks.change(check.id, 'verifying', { state: 'open' });
    throw error;
  }
}

/** The provider measures, our threshold decides. */
async function decided(
  check: LivenessCheck,
  outcome: Exclude<LivenessOutcome, { outcome: 'unfinished' }>,
  ports: PaidPorts,
): Promise<LivenessChange> {
  const { assurance } = outcome;
  if (outcome.outcome === 'failed') {
    const { reason, maybeBilled, alarm } = outcome;
    if (alarm) log({ level: 'alarm', function: 'liveness', requestId: check.id, port: 'liveness', vendorCode: alarm });
    const withoutTry = maybeBilled || reason !== 'try-later' ? 'unanswered' : 'open';
    return { state: costsTry(reason) ? 'failed' : withoutTry, reasons: [{ code: reason }], assurance };
  }
  const similarity = Math.min(outcome.photoSimilarity, outcome.authoritySimilarity);
  if (similarity < SAME_PERSON_SIMILARITY)
    return { state: 'failed', reasons: [{ code: 'other-person' }], similarity, assurance };
  if (await framesSeen(check, outcome.frames, ports))
    return { state: 'failed', reasons: [{ code: 'seen-before' }], similarity, assurance };
  const expiresAt = new Date(ports.clock.now().getTime() + PASSED_LIFETIME_HOURS * HOUR_MS);
  return { state: 'passed', reasons: [], similarity, assurance, expiresAt };
}
