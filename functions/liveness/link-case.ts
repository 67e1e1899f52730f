import { Refused } from '../../contracts/kit/refusal.ts';
import { handedOver } from '../../shared/application/handed-over.ts';
import { askerOf } from '../../shared/domain/filing/asker.ts';
import { type Filing, siteOwnerOf } from '../../shared/domain/filing/filing.ts';
import { isEditable } from '../../shared/domain/filing/machine.ts';
import { maskName } from '../../shared/domain/identity/mask.ts';
import { type CheckHandOver, endedWith, mayBegin, triesOfChecks } from '../../shared/domain/liveness/hand-over.ts';
import { type LivenessTerms, websitesServed } from '../../shared/domain/liveness/liveness.ts';
import { principalOf, triesOfTransfer } from '../../shared/domain/record/transfer-check.ts';
import { transferredRecord } from '../../shared/domain/record/transfer-view.ts';
import type { HandOverPass } from '../../shared/ports/documents/hand-overs.ts';
import type { TransferOfRecord } from '../../shared/ports/records/record-transfers.ts';
import { isAccepting } from './checked-person.ts';
import type { Ports } from './ports.ts';

/** A hand-over with what it depends on. */
export interface LinkCase extends CheckHandOver {
  /** The account of the filing that its checks hang on: that which made the link, or that which holds the record. */
  readonly filerId: string;
  readonly filing: Filing;
  readonly transfer: TransferOfRecord | undefined;
}

/** Looks at the filing or transfer that a link is for: one that waits for no proof any more takes the link with it. */
export async function caseOf(found: CheckHandOver, { filings, recordTransfers, clock }: Ports): Promise<LinkCase> {
  const { applicantId, filingId, transferId } = found;
  const now = clock.now();
  const transfer = transferId === undefined ? undefined : await recordTransfers.find({ id: transferId });
  const filerId = transfer?.transfer.holderId ?? applicantId;
  const filing = await filings.findOwn(filingId, filerId);
  const isAsked = transfer ? isAccepting(transfer, now) : isEditable(filing.state);
  return { ...endedWith(found, !isAsked, now), filerId, filing, transfer };
}

/** Whether the phone of a link may go on. */
export const onPhone = (ports: Ports) =>
  handedOver({
    clock: ports.clock,
    lock: async (pass: HandOverPass) => caseOf(await ports.handOvers.lock(pass), ports),
    mayBegin,
    async look(found: LinkCase, now) {
      const all = await ports.livenessChecks.ofFiling(found.filingId);
      if (found.transferId !== undefined) return { tries: triesOfTransfer(all, found.transferId, now) };
      const own = all.filter(({ id }) => found.checkIds.includes(id));
      return { tries: triesOfChecks(own, now) };
    },
  });

/** What the other phone reads before anything else: what for, and whom it asks, masked. @throws Refused('hand-over.over') */
export function askedBy({ websiteId = '', transfer, filing }: LinkCase, terms: LivenessTerms) {
  const { contents } = filing;
  if (transfer) {
    const principal = principalOf(transfer.record);
    if (!principal) throw new Refused('hand-over.over');
    const { number, organizer, domains } = transferredRecord(transfer.record);
    return {
      purpose: 'transfer' as const,
      organizer,
      domain: domains.join('、'),
      number,
      siteOwner: maskName(principal.name),
    };
  }
  const website = contents.websites.find(({ id }) => id === websiteId);
  const siteOwner = website && siteOwnerOf(contents, website);
  if (!siteOwner) throw new Refused('hand-over.over');
  const served = websitesServed(contents, websiteId, terms);
  return {
    purpose: 'filing' as const,
    ...askerOf(contents),
    domain: contents.websites.flatMap(({ id, domain }) => (served.includes(id) ? [domain] : [])).join('、'),
    siteOwner: maskName(siteOwner.name),
  };
}
