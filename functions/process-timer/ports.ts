import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAuthorizationCodes } from '../../shared/adapters/postgres/authorization-codes.ts';
import { createOutbox } from '../../shared/adapters/postgres/outbox.ts';
import { createOwnRecords } from '../../shared/adapters/postgres/own-records.ts';
import { createRecordLooks } from '../../shared/adapters/postgres/record-looks.ts';
import { createRecordTransfers } from '../../shared/adapters/postgres/record-transfers.ts';
import { createRecords } from '../../shared/adapters/postgres/records.ts';
import { createReviews } from '../../shared/adapters/postgres/reviews.ts';
import { createTimedSteps } from '../../shared/adapters/postgres/timed-steps.ts';
import { createCaseFacts } from '../../shared/application/case-facts.ts';
import { cloudServices } from '../../shared/compose/cloud-services.ts';
import { stored } from '../../shared/compose/database.ts';
import { domainRegistry } from '../../shared/compose/domain-registry.ts';
import { telling } from '../../shared/compose/messages.ts';
import { filingRegistry } from '../../shared/compose/record-service.ts';
import { sealed, sealedParts } from '../../shared/compose/sealed.ts';

export { clock } from '../../platform/compose/system.ts';
export { transactions } from '../../shared/compose/database.ts';
export { websiteLooks } from '../../shared/compose/filed-websites.ts';
export { filingCases } from '../../shared/compose/filing-cases.ts';

export const outbox = telling(createOutbox);
export const recordLooks = sealed(createRecordLooks);
export const recordTransfers = telling(createRecordTransfers);
export const records = telling(createRecords);
export const reviews = telling(createReviews);
export const timedSteps = stored(createTimedSteps);

/** Facts from outside, for a record without a filing to ask about. */
export async function caseFacts() {
  const parts = await sealedParts();
  return createCaseFacts({
    domainRegistry: await domainRegistry(),
    cloudServices: await cloudServices(),
    ownRecords: createOwnRecords(parts),
    filingRegistry: await filingRegistry(),
    authorizationCodes: createAuthorizationCodes(parts),
  });
}

export type Ports = PortsOf<typeof import('./ports.ts')>;
