import type { PortsOf } from '../../platform/edge/ports.ts';

export { seal } from '../../platform/compose/keys.ts';
export { clock, ids } from '../../platform/compose/system.ts';
export { createAccounts as accounts } from '../../shared/adapters/postgres/accounts/accounts.ts';
export { createAuditTrail as auditTrail } from '../../shared/adapters/postgres/accounts/audit-trail.ts';
export { createContacts as contacts } from '../../shared/adapters/postgres/accounts/contacts.ts';
export { createOneTimeCodes as oneTimeCodes } from '../../shared/adapters/postgres/accounts/one-time-codes.ts';
export { createScanTickets as scanTickets } from '../../shared/adapters/postgres/accounts/scan-tickets.ts';
export { createSessions as sessions } from '../../shared/adapters/postgres/accounts/sessions.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents/documents.ts';
export { createErasure as erasure } from '../../shared/adapters/postgres/erasure/erasure.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings/filings.ts';
export { createOutbox as outbox } from '../../shared/adapters/postgres/messages/outbox.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records/records.ts';
export { captcha } from '../../shared/compose/captcha.ts';
export { transactions } from '../../shared/compose/database.ts';
export { callerLimits } from '../../shared/compose/edge.ts';
export { endViews } from '../../shared/compose/end-views.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { phoneNumbers } from '../../shared/compose/phone-numbers.ts';
export { sessionTokens } from '../../shared/compose/session-tokens.ts';
export { smsCodeSender } from '../../shared/compose/sms-code-sender.ts';
export { views } from '../../shared/compose/views.ts';
export { weChat } from '../../shared/compose/wechat.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
