import { Refused } from '../../contracts/kit/refusal.ts';
import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import { checkOpen } from '../../shared/domain/filing/corrections.ts';
import { type Filing, siteOwnerOf } from '../../shared/domain/filing/filing.ts';
import {
  type CheckedPerson,
  canBeChecked,
  isOfSiteOwner,
  type LivenessCheck,
  type LivenessTerms,
  websitesServed,
} from '../../shared/domain/liveness/liveness.ts';
import type { Payer } from '../../shared/domain/paid-calls.ts';
import { transferState } from '../../shared/domain/record/transfer.ts';
import { isBehind, principalOf, TRANSFER_CHECK, triesOfTransfer } from '../../shared/domain/record/transfer-check.ts';
import type { TransferOfRecord } from '../../shared/ports/records/record-transfers.ts';
import type { Ports } from './ports.ts';

/** Whom a check is of, what it is for, and who pays for it. */
export interface Checked {
  readonly person: CheckedPerson;
  readonly websiteId: string | undefined;
  readonly transferId: string | undefined;
  readonly payer: Payer;
}

const personOf = ({ name, idNumber }: CheckedPerson): CheckedPerson => ({
  name,
  idNumber: certificateForm(idNumber),
});

/**
 * The site owner of a website in a filing that can still be changed. Where one check serves all their websites, it is that of the
 * first one, with its tries.
 *
 * @throws Refused
 */
export function siteOwnerToCheck(filing: Filing, websiteId: string, terms: LivenessTerms): Checked {
  const website = filing.contents.websites.find(({ id }) => id === websiteId);
  if (!website) throw new Refused('website.unknown');
  // Never closed while the filing can be edited: a pass may have expired since the filing was returned.
  checkOpen(filing, []);
  const siteOwner = siteOwnerOf(filing.contents, website);
  if (!siteOwner) throw new Refused('liveness.site-owner-missing');
  if (!canBeChecked(siteOwner)) throw new Refused('liveness.other-certificate');
  const payer = { accountId: filing.applicantId, filingId: filing.id };
  const [first = websiteId] = websitesServed(filing.contents, websiteId, terms);
  return { person: personOf(siteOwner), websiteId: first, transferId: undefined, payer };
}

/**
 * The principal of a record that is being transferred; the account that takes over pays.
 *
 * @throws Refused('hand-over.over') when the transfer or the filing isn't what it was when the link was made, or when too
 * many checks were begun.
 */
export async function principalToCheck(filing: Filing, transferId: string, ports: Ports): Promise<Checked> {
  const { recordTransfers, livenessChecks, clock } = ports;
  const { transfer, record } = await recordTransfers.find({ id: transferId });
  const person = principalOf(record);
  if (!person || !isBehind(filing, record) || !isAccepting({ transfer, record }, clock.now()))
    throw new Refused('hand-over.over');
  const { begun } = triesOfTransfer(await livenessChecks.ofFiling(filing.id), transferId, clock.now());
  if (begun >= TRANSFER_CHECK.most) throw new Refused('hand-over.over');
  const payer = { accountId: transfer.targetId, filingId: filing.id };
  return { person: personOf(person), websiteId: undefined, transferId, payer };
}

/** Whether an account may prove now that it may have the record. */
export const isAccepting = ({ transfer }: TransferOfRecord, now: Date): boolean =>
  transferState(transfer, now) === 'opened';

/**
 * Who pays for verifying a check, if it is still of the person who is needed.
 *
 * @throws Refused('liveness.expired') when they were replaced, or when the transfer waits for no proof any more.
 */
export async function payerOf(check: LivenessCheck, filing: Filing, ports: Ports): Promise<Payer> {
  const { transferId } = check;
  if (transferId === undefined) {
    // The site owner was changed meanwhile: this challenge is for somebody who is no longer needed.
    if (!isOfSiteOwner(check, filing.contents)) throw new Refused('liveness.expired');
    return { accountId: filing.applicantId, filingId: filing.id };
  }
  const found = await ports.recordTransfers.find({ id: transferId });
  if (!isAccepting(found, ports.clock.now()) || !isBehind(filing, found.record)) throw new Refused('liveness.expired');
  return { accountId: found.transfer.targetId, filingId: filing.id };
}
