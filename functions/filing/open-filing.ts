import { maskedFiling } from '../../shared/domain/filing/view.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import type { Ports } from './ports.ts';

export interface OpenCommand {
  readonly applicantId: string;
  readonly body: { readonly ticket: string; readonly consentTextVersion: string };
}

/**
 * Opens a filing from a passed eligibility check. The check's domain and cloud service become the first website. The
 * ticket, the consent and the filing commit together: the edge runs this once per key, in one transaction.
 */
export async function openFiling(
  { applicantId, body }: OpenCommand,
  ports: Omit<Ports, 'auditTrail' | 'filingCases' | 'views'>,
) {
  if (body.consentTextVersion !== ports.settings.consentTextVersion) {
    throw new Refused('consent.missing', { textVersion: ports.settings.consentTextVersion });
  }
  await ports.consents.give(applicantId, body.consentTextVersion);
  const { input, filingType } = await ports.eligibilityChecks.useTicket(body.ticket, applicantId);
  const website = { id: ports.ids.uuid(), domain: input.domain, cloudService: input.cloudService };
  const filing = await ports.filings.create({
    id: ports.ids.uuid(),
    applicantId,
    filingType,
    contents: { eligibility: input, websites: [website] },
  });
  return maskedFiling(filing);
}
