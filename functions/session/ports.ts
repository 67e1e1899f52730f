import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAccounts } from '../../shared/adapters/postgres/accounts.ts';
import { createAuditTrail } from '../../shared/adapters/postgres/audit-trail.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createErasure } from '../../shared/adapters/postgres/erasure.ts';
import { createFilings } from '../../shared/adapters/postgres/filings.ts';
import { createOneTimeCodes } from '../../shared/adapters/postgres/one-time-codes.ts';
import { createRecords } from '../../shared/adapters/postgres/records.ts';
import { createScanTickets } from '../../shared/adapters/postgres/scan-tickets.ts';
import { createSessions } from '../../shared/adapters/postgres/sessions.ts';
import { stored } from '../../shared/compose/database.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { smsCodeSender } from '../../shared/compose/sms-code-sender.ts';
export { transactions } from '../../shared/compose/database.ts';
export { callerLimits } from '../../shared/compose/edge.ts';
export { phoneNumbers } from '../../shared/compose/phone-numbers.ts';
export { sessionTokens } from '../../shared/compose/session-tokens.ts';
export { views } from '../../shared/compose/views.ts';
export { weChat } from '../../shared/compose/wechat.ts';

export const accounts = sealed(createAccounts);
export const auditTrail = stored(createAuditTrail);
export const documents = sealed(createDocuments);
export const erasure = telling(createErasure);
export const filings = telling(createFilings);
export const oneTimeCodes = sealed(createOneTimeCodes);
export const records = telling(createRecords);
export const scanTickets = sealed(createScanTickets);
export const sessions = sealed(createSessions);

export type Ports = PortsOf<typeof import('./ports.ts')>;
