import { Refused } from '../../contracts/kit/refusal.ts';
import { log } from '../../platform/edge/log.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { isOnCard, type LivenessCheck } from '../../shared/domain/liveness/liveness.ts';
import { agreesWithCard } from '../../shared/domain/liveness/standing.ts';
import type { LivenessMedium } from '../../shared/ports/documents/liveness.ts';
import { withConsent } from './consent.ts';
import { cardOf } from './media.ts';
import type { PaidPorts } from './paid-ports.ts';

/**
 * Compares the photo of a check that has just passed with the ID card that came while it was verified. Without an
 * answer the pass stays and does not count for this card; the person reads what to do.
 */
export async function compareLateCard(
  { id }: LivenessCheck,
  photo: LivenessMedium,
  { applicantId, contents }: { readonly applicantId: string; readonly contents: FilingContents },
  ports: PaidPorts,
): Promise<void> {
  const check = await ports.livenessChecks.findOwn(id, applicantId);
  const card = await cardOf(check, contents, ports);
  if (!card || agreesWithCard(check, card)) return;
  try {
    const similarity = await withConsent(check, ports, () => ports.faces.similarity(photo, card));
    if (isOnCard(similarity)) await ports.livenessChecks.addMatchedCard(id, card.id, similarity);
  } catch (error) {
    if (!(error instanceof Failed || error instanceof Refused)) throw error;
    const vendorCode = error instanceof Failed ? error.vendorCode : error.refusal;
    log({ level: 'warn', function: 'liveness', requestId: id, port: 'faces', vendorCode });
  }
}
