import { Refused } from '../../contracts/kit/refusal.ts';
import { handedOver } from '../../shared/application/handed-over.ts';
import { type Filing, siteOwnerOf } from '../../shared/domain/filing/filing.ts';
import { maskName } from '../../shared/domain/identity/mask.ts';
import { type CheckHandOver, mayBegin, triesOfChecks } from '../../shared/domain/liveness/hand-over.ts';
import { principalOf, triesOfTransfer } from '../../shared/domain/record/transfer-check.ts';
import { domainsMoved, transferredRecord } from '../../shared/domain/record/transfer-view.ts';
import type { HandOverPass } from '../../shared/ports/hand-overs.ts';
import type { TransferOfRecord } from '../../shared/ports/record-transfers.ts';
import { isAccepting } from './checked-person.ts';
import type { Ports } from './ports.ts';

/** A hand-over with what it depends on. */
export interface LinkCase extends CheckHandOver {
  /** The account of the filing that its checks hang on: that which made the link, or that which holds the record. */
  readonly filerId: string;
  readonly transfer: TransferOfRecord | undefined;
}

/** Looks at the transfer that a link is for: one that waits for no proof any more takes the link with it. */
export async function caseOf(found: CheckHandOver, { recordTransfers, clock }: Ports): Promise<LinkCase> {
  if (found.transferId === undefined) return { ...found, filerId: found.applicantId, transfer: undefined };
  const transfer = await recordTransfers.find({ id: found.transferId });
  const now = clock.now();
  const cancelledAt = found.cancelledAt ?? (isAccepting(transfer, now) ? undefined : now);
  return { ...found, cancelledAt, filerId: transfer.transfer.holderId, transfer };
}

/** Whether the phone of a link may go on. */
export const onPhone = (ports: Ports) =>
  handedOver({
    clock: ports.clock,
    lock: async (pass: HandOverPass) => caseOf(await ports.handOvers.lock(pass), ports),
    mayBegin,
    async look(found: LinkCase, now) {
      const [filing, all] = await Promise.all([
        ports.filings.findOwn(found.filingId, found.filerId),
        ports.livenessChecks.ofFiling(found.filingId),
      ]);
      if (found.transferId !== undefined) return { filing, tries: triesOfTransfer(all, found.transferId, now) };
      const own = all.filter(({ id }) => found.checkIds.includes(id));
      return { filing, tries: triesOfChecks(own, now) };
    },
  });

/** What the other phone reads before anything else: what for, and whom it asks, masked. @throws Refused('hand-over.over') */
export function askedBy({ websiteId, transfer }: LinkCase, { contents }: Filing) {
  if (transfer) {
    const principal = principalOf(transfer.record);
    if (!principal) throw new Refused('hand-over.over');
    const { number, organizer = '' } = transferredRecord(transfer.record);
    return {
      purpose: 'transfer' as const,
      organizer: maskName(organizer),
      domain: domainsMoved(transfer.record).join('、'),
      number,
      siteOwner: maskName(principal.name),
    };
  }
  const website = contents.websites.find(({ id }) => id === websiteId);
  const siteOwner = website && siteOwnerOf(contents, website);
  if (!siteOwner) throw new Refused('hand-over.over');
  return {
    purpose: 'filing' as const,
    organizer: maskName(contents.organizer?.name ?? ''),
    domain: contents.eligibility.domain,
    siteOwner: maskName(siteOwner.name),
  };
}
