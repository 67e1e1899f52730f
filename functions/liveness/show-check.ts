import {
  HANDED_OVER,
  hasDied,
  isOfSamePerson,
  type LivenessCheck,
  NO_ASSURANCE,
  standingOf,
} from '../../shared/domain/liveness/liveness.ts';
import { adviceOn } from '../../shared/domain/liveness/photo.ts';
import type { Ports } from './ports.ts';

/** The outcome of a verification whose instance died. */
const DIED = { state: 'unanswered', reasons: [{ code: 'try-later' }] } as const;

/** A check as the person sees it: advice for each reason, the tries left, and what the result is worth. */
export async function viewOf(found: LivenessCheck, { livenessChecks, clock }: Ports) {
  const check = hasDied(found, clock.now()) ? { ...found, ...DIED } : found;
  const all = await livenessChecks.ofFiling(check.filingId);
  const standing = standingOf(
    all.filter((other) => isOfSamePerson(other, check)),
    clock.now(),
  );
  const isHandedOver = standing.state === 'handed-over' && standing.check?.id === check.id;
  return {
    checkId: check.id,
    filingId: check.filingId,
    websiteId: check.websiteId,
    state: isHandedOver ? ('handed-over' as const) : check.state,
    reasons: check.reasons.map((objection) => ({ ...objection, advice: adviceOn(objection) })),
    similarity: check.similarity,
    assurance: check.assurance,
    notices: [...(isHandedOver ? [HANDED_OVER] : []), ...(check.assurance === 'none' ? [NO_ASSURANCE] : [])],
    triesLeft: standing.triesLeft,
    expiresAt: check.expiresAt,
  };
}

/** Shows the state of a check. */
export async function showCheck(
  { applicantId, checkId }: { readonly applicantId: string; readonly checkId: string },
  ports: Ports,
) {
  return viewOf(await ports.livenessChecks.findOwn(checkId, applicantId), ports);
}
