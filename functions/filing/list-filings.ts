import { smsEndsAt } from '../../shared/domain/filing/process-steps.ts';
import { stateLabelOf } from '../../shared/domain/filing/state-label.ts';
import type { Ports } from './ports.ts';

/** The applicant's filings, newest first. */
export async function listFilings(
  { applicantId }: { readonly applicantId: string },
  { filings }: Pick<Ports, 'filings'>,
) {
  const all = await filings.listOwn(applicantId);
  return {
    filings: all.map((filing) => {
      const { id, isStopped: _, since, ...shown } = filing;
      const dueAt = filing.state === 'sms-verification' ? smsEndsAt(since) : undefined;
      return { filingId: id, ...shown, stateLabel: stateLabelOf(filing), ...(dueAt && { dueAt }) };
    }),
  };
}
