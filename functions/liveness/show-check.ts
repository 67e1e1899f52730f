import {
  HANDED_OVER,
  hasDied,
  isOfSamePerson,
  isOfSiteOwner,
  type LivenessCheck,
  NO_ASSURANCE,
} from '../../shared/domain/liveness/liveness.ts';
import { adviceOn } from '../../shared/domain/liveness/photo.ts';
import { siteOwnersCard } from '../../shared/domain/liveness/site-owner-card.ts';
import { agreesWithCard, standingOf } from '../../shared/domain/liveness/standing.ts';
import type { Ports } from './ports.ts';

/** The outcome of a verification whose instance died. */
const DIED = { state: 'unanswered', reasons: [{ code: 'try-later' }] } as const;

/** A check as the person sees it: advice for each reason, the tries left, and what the result is worth. */
export async function showCheck(
  { applicantId, checkId }: { readonly applicantId: string; readonly checkId: string },
  ports: Ports,
) {
  const { livenessChecks, clock } = ports;
  const found = await livenessChecks.findOwn(checkId, applicantId);
  const check = hasDied(found, clock.now()) ? { ...found, ...DIED } : found;
  const [all, card] = await Promise.all([
    livenessChecks.ofFiling(check.filingId),
    cardBeside(check, applicantId, ports),
  ]);
  const standing = standingOf(
    all.filter((other) => isOfSamePerson(other, check)),
    card,
    clock.now(),
  );
  const isHandedOver = standing.state === 'handed-over' && standing.check?.id === check.id;
  const isOutdated = check.state === 'passed' && !agreesWithCard(check, card);
  const reasons = isOutdated ? [{ code: 'card-replaced' as const }] : check.reasons;
  return {
    checkId: check.id,
    filingId: check.filingId,
    websiteId: check.websiteId,
    state: isHandedOver ? ('handed-over' as const) : isOutdated ? ('card-replaced' as const) : check.state,
    reasons: reasons.map((objection) => ({ ...objection, advice: adviceOn(objection) })),
    similarity: check.similarity,
    assurance: check.assurance,
    notices: [...(isHandedOver ? [HANDED_OVER] : []), ...(check.assurance === 'none' ? [NO_ASSURANCE] : [])],
    triesLeft: standing.triesLeft,
    expiresAt: check.expiresAt,
  };
}

/** The ID card of a check's person; undefined when they are not the site owner any more. */
async function cardBeside(check: LivenessCheck, applicantId: string, { filings, documents }: Ports) {
  const { contents } = await filings.findOwn(check.filingId, applicantId);
  if (!isOfSiteOwner(check, contents)) return undefined;
  return siteOwnersCard(contents, check.websiteId, await documents.ofFiling(check.filingId));
}
