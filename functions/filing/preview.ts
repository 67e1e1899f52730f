import { stops } from '../../contracts/kit/finding.ts';
import { mayBeFilledIn } from '../../shared/domain/filing/ending-types.ts';
import { maskedFiling } from '../../shared/domain/filing/view.ts';
import { preCheck } from '../../shared/domain/rules/pre-check.ts';
import type { Ports } from './ports.ts';
import type { FilingAddress } from './save-contents.ts';

/**
 * The filing before submission: its contents, what is missing, and everything that a reviewer would object to. The
 * terms are accepted on submission, so they count as accepted here. A filing that can't be edited shows its contents
 * only: nobody could mend what is found.
 */
export async function preview({ applicantId, filingId }: FilingAddress, { filings, filingCases }: Ports) {
  const filing = await filings.findOwn(filingId, applicantId);
  if (!mayBeFilledIn(filing)) return { filing: maskedFiling(filing), missing: [], findings: [], submittable: false };
  const whole = await filingCases.whole(filing, true);
  const company = await filingCases.company(filing, 'preview');
  const findings = preCheck({ ...whole, company });
  const missing = findings.filter(({ ruleId }) => ruleId === 'PR-02').map(({ field, message }) => ({ field, message }));
  return { filing: maskedFiling(filing), missing, findings, submittable: !stops(findings) };
}
