import { Refused } from '../../contracts/kit/refusal.ts';
import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import { isAtTheDesk } from '../../shared/domain/filing/machine.ts';
import { withdrawal } from '../../shared/domain/messages/desk-message.ts';
import { abandon } from './abandon.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';
import type { Ports } from './ports.ts';

/**
 * Withdraws a submission that waits for its initial review (PR-10). One that ends something is over then, also while it is queued for
 * the authority: nothing of it can be edited, and a draft of it would hold up every other filing.
 *
 * @throws Refused('filing.handed-on') when the initial review is over.
 */
export async function withdraw(address: SubmissionAddress, { filings }: Pick<Ports, 'filings'>) {
  const filing = await filings.change(address.filingId, address.applicantId, ({ filingType, state, round }) => {
    const isQueuedEnding = isEnding(filingType) && state === 'queued';
    if (isAtTheDesk(state) && state !== 'submitted' && !isQueuedEnding) throw new Refused('filing.handed-on');
    const event = isQueuedEnding ? 'abandon' : 'withdraw';
    return { event, facts: { round }, send: [withdrawal(address.filingId, round)] };
  });
  return isEnding(filing.filingType) && filing.state === 'draft' ? abandon(address, { filings }) : outcomeOf(filing);
}
