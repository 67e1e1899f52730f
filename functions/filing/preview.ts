import { maskedFiling } from '../../shared/domain/filing-view.ts';
import { stops } from '../../shared/domain/finding.ts';
import type { FilingCases } from '../../shared/ports/filing-cases.ts';
import type { Filings } from '../../shared/ports/filings.ts';
import { rules } from './rules.ts';
import type { FilingAddress } from './save-contents.ts';

export interface PreviewPorts {
  readonly filings: Filings;
  readonly filingCases: FilingCases;
}

/**
 * Everything before it is submitted: the filing, what is missing, and all that a reviewer would say. The terms are accepted when
 * submitting, so they are taken for accepted here.
 */
export async function preview({ applicantId, filingId }: FilingAddress, { filings, filingCases }: PreviewPorts) {
  const filing = await filings.find(filingId, applicantId);
  const { preCheck } = await rules();
  const findings = preCheck(await filingCases.whole(filing, true));
  const missing = findings.filter(({ ruleId }) => ruleId === 'PR-02').map(({ field, message }) => ({ field, message }));
  return { filing: maskedFiling(filing), missing, findings, submittable: !stops(findings) };
}
