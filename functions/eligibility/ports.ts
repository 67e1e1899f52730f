import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { createAskedNumbers as askedNumbers } from '../../shared/adapters/postgres/accounts/asked-numbers.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents/documents.ts';
export { createEligibilityChecks as eligibilityChecks } from '../../shared/adapters/postgres/filings/eligibility-checks.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings/filings.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records/records.ts';
export { callerLimits } from '../../shared/compose/edge.ts';
export { filingCases } from '../../shared/compose/filing-cases.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { views } from '../../shared/compose/views.ts';
export { weChat } from '../../shared/compose/wechat.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
