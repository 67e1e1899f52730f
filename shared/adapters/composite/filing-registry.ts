import type { FilingRegistry } from '../../ports/filing-registry.ts';

/**
 * Own filings first, then the provider's record service. What was filed here is known best here: under which account, and that it has a
 * live website. The service is asked about everything else.
 */
export const createFilingRegistry = (own: FilingRegistry, service: FilingRegistry): FilingRegistry => ({
  organizer: async (certificateNumber, applicantId) =>
    (await own.organizer(certificateNumber, applicantId)) ?? service.organizer(certificateNumber, applicantId),
  domain: async (domain, certificateNumber) =>
    (await own.domain(domain, certificateNumber)) ?? service.domain(domain, certificateNumber),
});
