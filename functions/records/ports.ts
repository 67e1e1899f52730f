import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAskedNumbers } from '../../shared/adapters/postgres/asked-numbers.ts';
import { createAuditTrail } from '../../shared/adapters/postgres/audit-trail.ts';
import { createConsents } from '../../shared/adapters/postgres/consents.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createFilingRounds } from '../../shared/adapters/postgres/filing-rounds.ts';
import { createFilings } from '../../shared/adapters/postgres/filings.ts';
import { createHandOvers } from '../../shared/adapters/postgres/hand-overs.ts';
import { createLivenessChecks } from '../../shared/adapters/postgres/liveness-checks.ts';
import { createOneTimeCodes } from '../../shared/adapters/postgres/one-time-codes.ts';
import { createRecordEvents } from '../../shared/adapters/postgres/record-events.ts';
import { createRecordTransfers } from '../../shared/adapters/postgres/record-transfers.ts';
import { createRecords } from '../../shared/adapters/postgres/records.ts';
import { stored } from '../../shared/compose/database.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';
import { config } from '../../shared/config.ts';
import type { EndingSettings } from '../../shared/ports/settings.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { smsCodeSender } from '../../shared/compose/sms-code-sender.ts';
export { transactions } from '../../shared/compose/database.ts';
export { claimableRecords } from '../../shared/compose/record-service.ts';
export { views } from '../../shared/compose/views.ts';

export const askedNumbers = sealed(createAskedNumbers);
export const auditTrail = stored(createAuditTrail);
export const consents = stored(createConsents);
export const documents = sealed(createDocuments);
export const filingRounds = sealed(createFilingRounds);
export const filings = telling(createFilings);
export const handOvers = sealed(createHandOvers);
export const livenessChecks = sealed(createLivenessChecks);
export const oneTimeCodes = sealed(createOneTimeCodes);
export const recordEvents = telling(createRecordEvents);
export const recordTransfers = telling(createRecordTransfers);
export const records = telling(createRecords);

/** How endings are handed in. */
export const endings = async (): Promise<EndingSettings> => ({ initialReview: config().ENDING_REVIEW === 'on' });

export type Ports = PortsOf<typeof import('./ports.ts')>;
