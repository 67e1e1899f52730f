import type { Filing } from '../../shared/domain/filing.ts';
import { next } from '../../shared/domain/filing-machine.ts';
import { stops } from '../../shared/domain/finding.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import { preCheck } from '../../shared/domain/rules/pre-check.ts';
import type { AuthorizationCodes } from '../../shared/ports/authorization-codes.ts';
import type { FilingCases } from '../../shared/ports/filing-cases.ts';
import type { Filings } from '../../shared/ports/filings.ts';
import { outcomeOf, type SubmissionAddress } from './outcome.ts';

export interface SubmitPorts {
  readonly filings: Filings;
  readonly filingCases: FilingCases;
  readonly authorizationCodes: AuthorizationCodes;
}

/**
 * Submits a filing in which nothing stops a reviewer. What was checked is what is submitted: a change in between is refused. Its
 * authorization codes are taken in the same transaction, which the edge opens.
 */
export async function submit(
  { applicantId, filingId, body }: SubmissionAddress & { readonly body: { readonly termsAccepted: boolean } },
  { filings, filingCases, authorizationCodes }: SubmitPorts,
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
  await authorizationCodes.use(codesOf(filing), { filingId, applicantId });
  return outcomeOf(filing);
}

const codesOf = ({ contents }: Filing): readonly string[] =>
  contents.websites.flatMap(({ cloudService }) =>
    cloudService.kind === 'authorization-code' ? [cloudService.code] : [],
  );
