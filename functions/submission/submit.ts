import { next } from '../../shared/domain/filing-machine.ts';
import { stops } from '../../shared/domain/finding.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import { preCheck } from '../../shared/domain/rules/pre-check.ts';
import type { FilingCases } from '../../shared/ports/filing-cases.ts';
import type { Filings } from '../../shared/ports/filings.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';

export interface SubmitPorts {
  readonly filings: Filings;
  readonly filingCases: FilingCases;
}

/** Submits a filing in which nothing stops a reviewer. What was checked is what is submitted: a change in between is refused. */
export async function submit(
  { applicantId, filingId, body }: SubmissionAddress & { readonly body: { readonly termsAccepted: boolean } },
  { filings, filingCases }: SubmitPorts,
) {
  const checked = await filings.find(filingId, applicantId);
  next(checked.state, 'submit');
  if (!body.termsAccepted) throw new Refused('terms.not-accepted');
  const findings = preCheck(await filingCases.whole(checked, true));
  if (stops(findings)) throw new Refused('filing.incomplete', { findings });
  const filing = await filings.change(filingId, applicantId, (current) => {
    if (current.version !== checked.version) throw new Refused('filing.changed-meanwhile');
    const round = current.round + 1;
    return {
      event: 'submit',
      round,
      lastVerdict: 0,
      flagged: [],
      facts: { round },
      send: [{ topic: 'review-desk.submit', key: `submit/${filingId}/${round}`, payload: { filingId, round } }],
    };
  });
  return outcomeOf(filing);
}
