import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAskedNumbers } from '../../shared/adapters/postgres/asked-numbers.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createEligibilityChecks } from '../../shared/adapters/postgres/eligibility-checks.ts';
import { createFilings } from '../../shared/adapters/postgres/filings.ts';
import { createRecords } from '../../shared/adapters/postgres/records.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { callerLimits } from '../../shared/compose/edge.ts';
export { filingCases } from '../../shared/compose/filing-cases.ts';
export { views } from '../../shared/compose/views.ts';
export { weChat } from '../../shared/compose/wechat.ts';

export const askedNumbers = sealed(createAskedNumbers);
export const documents = sealed(createDocuments);
export const eligibilityChecks = sealed(createEligibilityChecks);
export const filings = telling(createFilings);
export const records = telling(createRecords);

export type Ports = PortsOf<typeof import('./ports.ts')>;
