import { LIVENESS_REASONS, type LivenessCheck } from '../../shared/domain/liveness.ts';
import type { LivenessChecks } from '../../shared/ports/liveness-checks.ts';

/** A check as the person sees it, with advice for each reason. */
export function viewOf(check: LivenessCheck) {
  return {
    checkId: check.id,
    filingId: check.filingId,
    websiteId: check.websiteId,
    state: check.state,
    reasons: check.reasons.map((code) => ({ code, advice: LIVENESS_REASONS[code] })),
    similarity: check.similarity,
    expiresAt: check.expiresAt,
  };
}

/** Shows how a check stands. */
export async function showCheck(
  { applicantId, checkId }: { readonly applicantId: string; readonly checkId: string },
  { livenessChecks }: { livenessChecks: LivenessChecks },
) {
  return viewOf(await livenessChecks.find(checkId, applicantId));
}
