import { Refused } from '../../contracts/kit/refusal.ts';
import { checkOpen } from '../../shared/domain/filing/corrections.ts';
import { siteOwnerOf } from '../../shared/domain/filing/filing.ts';
import { isEditable } from '../../shared/domain/filing/machine.ts';
import {
  type CheckHandOver,
  endedWith,
  handOverEnd,
  standingOfHandOver,
  triesOfChecks,
} from '../../shared/domain/liveness/hand-over.ts';
import type { Ports } from './ports.ts';

/**
 * Hands a website's check over to its site owner. The reply's token belongs into the fragment of a link, which servers
 * and their logs don't see. What was handed over before for this website ends.
 */
export async function handOver(
  { applicantId, body }: { readonly applicantId: string; readonly body: { filingId: string; websiteId: string } },
  ports: Ports,
) {
  const filing = await ports.filings.findOwn(body.filingId, applicantId);
  const website = filing.contents.websites.find(({ id }) => id === body.websiteId);
  if (!website) throw new Refused('website.unknown');
  checkOpen(filing, []);
  if (!siteOwnerOf(filing.contents, website)) throw new Refused('liveness.site-owner-missing');
  const createdAt = ports.clock.now();
  const expiresAt = handOverEnd(createdAt, 'elsewhere');
  const made = { ...body, id: ports.ids.uuid(), applicantId, createdAt, expiresAt, checkIds: [] };
  const token = ports.ids.secret();
  await ports.handOvers.create(made, token);
  return { handOverId: made.id, token, expiresAt };
}

/** The hand-overs of a filing as whoever files sees them, oldest first, with the tries that the other phone has left. */
export async function showHandOvers(
  { applicantId, filingId }: { readonly applicantId: string; readonly filingId: string },
  ports: Ports,
) {
  const { state } = await ports.filings.findOwn(filingId, applicantId);
  const now = ports.clock.now();
  const [found, checks] = await Promise.all([
    ports.handOvers.ofFiling(filingId, applicantId),
    ports.livenessChecks.ofFiling(filingId),
  ]);
  const shown = (handedOver: CheckHandOver, websiteId: string) => {
    const tries = triesOfChecks(
      checks.filter(({ id }) => handedOver.checkIds.includes(id)),
      now,
    );
    return {
      handOverId: handedOver.id,
      websiteId,
      ...standingOfHandOver(endedWith(handedOver, !isEditable(state), now), tries, now),
      declineReason: handedOver.declineReason,
      sentAt: handedOver.createdAt,
      openedAt: handedOver.openedAt,
      expiresAt: handedOver.expiresAt,
    };
  };
  return {
    handOvers: found.flatMap((handedOver) =>
      handedOver.websiteId === undefined ? [] : [shown(handedOver, handedOver.websiteId)],
    ),
  };
}

/** Whoever files takes a hand-over back: the other phone can't go on. */
export async function cancelHandOver(
  { applicantId, handOverId }: { readonly applicantId: string; readonly handOverId: string },
  { handOvers, clock }: Ports,
) {
  await handOvers.cancel(handOverId, applicantId, clock.now());
  return { state: 'cancelled' as const };
}
