import { Refused } from '../../contracts/kit/refusal.ts';
import { checksServingIn } from '../../shared/application/checks-serving.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import {
  HANDED_OVER,
  hasDied,
  isOfSamePerson,
  isOfSiteOwner,
  type LivenessCheck,
  NO_ASSURANCE,
} from '../../shared/domain/liveness/liveness.ts';
import { adviceFor } from '../../shared/domain/liveness/photo.ts';
import { siteOwnersCard } from '../../shared/domain/liveness/site-owner-card.ts';
import { agreesWithCard, standingOf } from '../../shared/domain/liveness/standing.ts';
import type { Ports } from './ports.ts';

/** The outcome of a verification whose instance died. */
const DIED = { state: 'unanswered', reasons: [{ code: 'try-later' }] } as const;

interface ShownCheck {
  readonly applicantId: string;
  readonly checkId: string;
}

/** A site owner's check, for whoever files. @throws Refused('liveness.unknown') also for a transfer's. */
export async function showCheck({ applicantId, checkId }: ShownCheck, ports: Ports) {
  const { filingId, websiteId } = await ports.livenessChecks.findOwn(checkId, applicantId);
  if (websiteId === undefined) throw new Refused('liveness.unknown');
  return { filingId, websiteId, ...(await showResult({ applicantId, checkId }, ports)) };
}

/** A check as its person sees it: advice for each reason, the tries left, and what the result is worth. */
export async function showResult({ applicantId, checkId }: ShownCheck, ports: Ports) {
  const { livenessChecks, clock } = ports;
  const kept = await livenessChecks.findOwn(checkId, applicantId);
  const filing = await ports.filings.findOwn(kept.filingId, applicantId);
  const all = await checksServingIn(filing, ports);
  const found = all.find(({ id }) => id === checkId) ?? kept;
  const check = hasDied(found, clock.now()) ? { ...found, ...DIED } : found;
  const card = await cardBeside(check, filing, ports);
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
    state: isHandedOver ? ('handed-over' as const) : isOutdated ? ('card-replaced' as const) : check.state,
    reasons: reasons.map((objection) => ({ ...objection, advice: adviceFor(check, objection) })),
    similarity: check.similarity,
    assurance: check.assurance,
    notices: [...(isHandedOver ? [HANDED_OVER] : []), ...(check.assurance === 'none' ? [NO_ASSURANCE] : [])],
    triesLeft: standing.triesLeft,
    expiresAt: check.expiresAt,
  };
}

/** The ID card of a check's person; undefined when they are not the site owner any more. */
async function cardBeside(check: LivenessCheck, { contents }: Filing, { documents }: Ports) {
  if (!isOfSiteOwner(check, contents)) return undefined;
  return siteOwnersCard(contents, check.websiteId, await documents.ofFiling(check.filingId));
}
