import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAuthorizationCodes } from '../../shared/adapters/postgres/filings/authorization-codes.ts';
import { createServerFacts } from '../../shared/application/case-facts.ts';
import { cloudServices } from '../../shared/compose/cloud-services.ts';
import type { SealedParts } from '../../shared/compose/sealed.ts';
import { config } from '../../shared/config.ts';
import type { EndingSettings } from '../../shared/ports/settings.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { createAccounts as accounts } from '../../shared/adapters/postgres/accounts/accounts.ts';
export { createAskedNumbers as askedNumbers } from '../../shared/adapters/postgres/accounts/asked-numbers.ts';
export { createAuditTrail as auditTrail } from '../../shared/adapters/postgres/accounts/audit-trail.ts';
export { createConsents as consents } from '../../shared/adapters/postgres/accounts/consents.ts';
export { createOneTimeCodes as oneTimeCodes } from '../../shared/adapters/postgres/accounts/one-time-codes.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents/documents.ts';
export { createHandOvers as handOvers } from '../../shared/adapters/postgres/documents/hand-overs.ts';
export { createLivenessChecks as livenessChecks } from '../../shared/adapters/postgres/documents/liveness-checks.ts';
export { createFilingRounds as filingRounds } from '../../shared/adapters/postgres/filings/filing-rounds.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings/filings.ts';
export { createOutbox as outbox } from '../../shared/adapters/postgres/messages/outbox.ts';
export { createRecordEvents as recordEvents } from '../../shared/adapters/postgres/records/record-events.ts';
export { createRecordLooks as recordLooks } from '../../shared/adapters/postgres/records/record-looks.ts';
export { createRecordTransfers as recordTransfers } from '../../shared/adapters/postgres/records/record-transfers.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records/records.ts';
export { transactions } from '../../shared/compose/database.ts';
export { websiteLooks } from '../../shared/compose/filed-websites.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { claimableRecords } from '../../shared/compose/record-service.ts';
export { smsCodeSender } from '../../shared/compose/sms-code-sender.ts';
export { views } from '../../shared/compose/views.ts';

/** How endings are handed in. */
export const endings = async (): Promise<EndingSettings> => ({ initialReview: config().ENDING_REVIEW === 'on' });

/** Where websites are filed to run. */
export async function serverFacts(parts: SealedParts) {
  return createServerFacts({
    cloudServices: await cloudServices(),
    authorizationCodes: createAuthorizationCodes(parts),
  });
}

export type Ports = PortsOf<typeof import('./ports.ts')>;
