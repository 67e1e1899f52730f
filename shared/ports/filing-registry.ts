import type { DomainRecord, OrganizerRecord } from '../domain/facts.ts';

/** Filed organizers and domains: our own approved filings and the provider's record service. */
export interface FilingRegistry {
  /** @throws Failed('filing-registry', …) */
  organizer(certificateNumber: string, applicantId: string | undefined): Promise<OrganizerRecord | undefined>;
  /** @throws Failed('filing-registry', …) */
  domain(domain: string, certificateNumber: string): Promise<DomainRecord | undefined>;
}
