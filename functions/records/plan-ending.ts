import { ENDING_REASONS, type EndingReason, type EndingType } from '../../contracts/data/endings.ts';
import type { Origin } from '../../contracts/kit/contract.ts';
import type { RecordId } from '../../contracts/kit/record-id.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { FILING_TYPES } from '../../shared/domain/filing/filing-types.ts';
import { hasUnfinished } from '../../shared/domain/filing/machine.ts';
import { maskedOrganizer } from '../../shared/domain/filing/view.ts';
import { maskPhone } from '../../shared/domain/identity/mask.ts';
import { limitsOf } from '../../shared/domain/media/document.ts';
import { type EndingPlan, insteadOf, planEnding } from '../../shared/domain/record/ending.ts';
import { papersOfEnding } from '../../shared/domain/record/ending-papers.ts';
import type { Ports } from './ports.ts';

/** Which ending of which record; a website unless the organizer ends. */
export interface EndingAddress {
  readonly applicantId: string;
  readonly recordId: RecordId;
  readonly filingType: EndingType;
  readonly websiteId?: string | undefined;
}

/** What would end, who confirms it by a code, and what must be confirmed before. */
export async function showEnding(address: EndingAddress, ports: Pick<Ports, 'records' | 'filings'>) {
  const { record, plan } = await planned(address, ports);
  const { subject, principal, organizer } = record.contents;
  const { type, websites, confirmer, consequences, confirmations } = plan;
  return {
    filingType: type,
    label: FILING_TYPES[type].label,
    number: record.number,
    organizerName: organizer && maskedOrganizer(organizer, subject.organizerKind === 'individual').name,
    websites: websites.map(({ id: websiteId, number, domains }) => ({ websiteId, number, domains })),
    confirmer: { who: confirmer.who, mobile: maskPhone(confirmer.person.mobile) },
    consequences,
    confirmations,
    instead: insteadOf(plan),
    reasons: Object.entries(ENDING_REASONS).map(([code, label]) => ({
      ...{ code, label },
      instead: insteadOf(plan, code as EndingReason),
    })),
    papers: papersOfEnding(subject.organizerKind, principal).map((paper) => ({
      ...paper,
      label: limitsOf(paper.kind).label,
    })),
  };
}

/**
 * Sends a code to whoever must confirm the ending, at the number that is filed.
 *
 * @throws as `planEnding` and CodeSender; Refused('filing.unfinished').
 */
export async function sendEndingCode(
  { origin, ...address }: EndingAddress & { readonly origin: Origin },
  ports: Pick<Ports, 'records' | 'filings' | 'smsCodeSender'>,
) {
  const { plan } = await planned(address, ports);
  return ports.smsCodeSender.send({
    holder: holderOf(address),
    message: 'ending-code',
    by: 'sms',
    address: plan.confirmer.person.mobile,
    payer: { accountId: address.applicantId, filingId: undefined },
    recordId: address.recordId,
    origin,
  });
}

/** A code for one ending is worth nothing for another. */
export const holderOf = ({ applicantId, recordId, filingType, websiteId = 'all' }: EndingAddress): string =>
  `ending ${applicantId} ${recordId} ${filingType} ${websiteId}`;

/** The record and what would end of it. @throws Refused('filing.unfinished') while another filing is open (FT-32). */
export async function planned(
  { applicantId, recordId, filingType, websiteId }: EndingAddress,
  { records, filings }: Pick<Ports, 'records' | 'filings'>,
) {
  const record = await records.findOwn(recordId, applicantId);
  const plan: EndingPlan = planEnding(record, filingType, websiteId);
  if (hasUnfinished(await filings.listOwn(applicantId))) throw new Refused('filing.unfinished');
  return { record, plan };
}
