import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAuthorizationCodes } from '../../shared/adapters/postgres/filings/authorization-codes.ts';
import { createOwnRecords } from '../../shared/adapters/postgres/records/own-records.ts';
import { createCaseFacts } from '../../shared/application/case-facts.ts';
import { cloudServices } from '../../shared/compose/cloud-services.ts';
import { domainRegistry } from '../../shared/compose/domain-registry.ts';
import { filingRegistry } from '../../shared/compose/record-service.ts';
import type { SealedParts } from '../../shared/compose/sealed.ts';

export { clock } from '../../platform/compose/system.ts';
export { createReviews as reviews } from '../../shared/adapters/postgres/filings/reviews.ts';
export { createTimedSteps as timedSteps } from '../../shared/adapters/postgres/filings/timed-steps.ts';
export { createOutbox as outbox } from '../../shared/adapters/postgres/messages/outbox.ts';
export { createRecordLooks as recordLooks } from '../../shared/adapters/postgres/records/record-looks.ts';
export { createRecordTransfers as recordTransfers } from '../../shared/adapters/postgres/records/record-transfers.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records/records.ts';
export { transactions } from '../../shared/compose/database.ts';
export { websiteLooks } from '../../shared/compose/filed-websites.ts';
export { filingCases } from '../../shared/compose/filing-cases.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';

/** Facts from outside, for a record without a filing to ask about. */
export async function caseFacts(parts: SealedParts) {
  return createCaseFacts({
    domainRegistry: await domainRegistry(),
    cloudServices: await cloudServices(),
    ownRecords: createOwnRecords(parts),
    filingRegistry: await filingRegistry(),
    authorizationCodes: createAuthorizationCodes(parts),
  });
}

export type Ports = PortsOf<typeof import('./ports.ts')>;
