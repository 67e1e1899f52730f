import { withdrawal } from '../../shared/domain/messages/desk-message.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';
import type { Ports } from './ports.ts';

/** Ends a filing at its applicant's wish. A filing that is queued for the authority is withdrawn from the desk. */
export async function abandon({ applicantId, filingId }: SubmissionAddress, { filings }: Pick<Ports, 'filings'>) {
  const filing = await filings.change(filingId, applicantId, ({ state, round }) => ({
    event: 'abandon',
    send: state === 'queued' ? [withdrawal(filingId, round)] : [],
  }));
  return outcomeOf(filing);
}
