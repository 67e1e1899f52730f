import { Refused } from '../../contracts/kit/refusal.ts';
import { log } from '../../platform/edge/log.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import {
  costsTry,
  type LivenessCheck,
  PASSED_LIFETIME_HOURS,
  SAME_PERSON_SIMILARITY,
} from '../../shared/domain/liveness/liveness.ts';
import { TRANSFER_CHECK } from '../../shared/domain/record/transfer-check.ts';
import type { LivenessOutcome } from '../../shared/ports/documents/liveness.ts';
import type { LivenessChange } from '../../shared/ports/documents/liveness-checks.ts';
import { payerOf } from './checked-person.ts';
import { isConsentMissing, withConsent } from './consent.ts';
import { keepFrames } from './key-frames.ts';
import { compareLateCard } from './late-card.ts';
import { type LivenessMedia, mediaOf } from './media.ts';
import { framesSeen, ownObjections } from './own-checks.ts';
import { type PaidPorts, paidBy } from './paid-ports.ts';
import type { Ports } from './ports.ts';
import { showCheck } from './show-check.ts';

const PASSED_SECONDS = PASSED_LIFETIME_HOURS * 60 * 60;

interface TriedCheck {
  readonly applicantId: string;
  readonly checkId: string;
}

/** Verifies one try of a site owner, and shows what came of it. @throws as `verifyTry` does */
export async function verify({ applicantId, checkId }: TriedCheck, ports: Ports) {
  await verifyTry({ applicantId, checkId }, ports);
  return showCheck({ applicantId, checkId }, ports);
}

/**
 * Verifies one try. Only the call that moves the check from open to verifying goes on, and a request that may have been
 * billed is never repeated: no try is billed twice. Consent is asked before every call of a vendor and before a result
 * is saved; without it nothing is sent or kept, and the check ends.
 *
 * @param command the account of its filing, and the transfer that it must be for; without it, it is a site owner's.
 * @throws Refused('consent.missing') when the applicant has withdrawn their consent.
 */
export async function verifyTry(command: TriedCheck & { readonly transferId?: string | undefined }, ports: Ports) {
  const { applicantId } = command;
  const { check, filing, payer } = await answerable(command, ports);
  const media = await mediaOf(check, filing, ports);
  if (!(await ports.livenessChecks.change(check.id, 'open', { state: 'verifying' })))
    throw new Refused('liveness.closed');
  const paid = paidBy(payer, ports);
  const change = await tried(check, media, filing, paid).catch(async (error: unknown) => {
    if (isConsentMissing(error)) await ports.openChecks.endAll(applicantId);
    throw error;
  });
  await ports.livenessChecks.change(check.id, 'verifying', change);
  if (change.state === 'passed') await compareLateCard(check, media.photo, filing, paid);
}

async function answerable({ checkId, applicantId, transferId }: Parameters<typeof verifyTry>[0], ports: Ports) {
  const check = await ports.livenessChecks.findOwn(checkId, applicantId);
  if (check.transferId !== transferId) throw new Refused('liveness.unknown');
  if (check.state !== 'open') throw new Refused('liveness.closed');
  if (check.expiresAt <= ports.clock.now()) throw new Refused('liveness.expired');
  const filing = await ports.filings.findOwn(check.filingId, applicantId);
  return { check, filing, payer: await payerOf(check, filing, ports) };
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
  const { id, filingId, websiteId } = check;
  // A check for a transfer goes to no reviewer, who would look at its frames.
  if (change.state !== 'passed' || outcome.outcome !== 'compared' || websiteId === undefined) return change;
  const of = { id, filingId, websiteId, applicantId };
  return permitted(async () => ({ ...change, frameDocumentIds: await keepFrames(of, outcome.frames, ports) }));
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
  const passedSeconds = check.transferId === undefined ? PASSED_SECONDS : TRANSFER_CHECK.passedSeconds;
  const expiresAt = new Date(ports.clock.now().getTime() + passedSeconds * 1000);
  return { state: 'passed', reasons: [], similarity, assurance, expiresAt };
}
