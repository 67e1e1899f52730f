import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock, ids } from '../../platform/compose/system.ts';
export { uploadGrants } from '../../platform/compose/upload-grants.ts';
export { createAccounts as accounts } from '../../shared/adapters/postgres/accounts/accounts.ts';
export { createConsents as consents } from '../../shared/adapters/postgres/accounts/consents.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents/documents.ts';
export { createHandOvers as handOvers } from '../../shared/adapters/postgres/documents/hand-overs.ts';
export { createLivenessChecks as livenessChecks } from '../../shared/adapters/postgres/documents/liveness-checks.ts';
export { createSeenMedia as seenMedia } from '../../shared/adapters/postgres/documents/seen-media.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings/filings.ts';
export { createRecordTransfers as recordTransfers } from '../../shared/adapters/postgres/records/record-transfers.ts';
export { transactions } from '../../shared/compose/database.ts';
export { faces } from '../../shared/compose/faces.ts';
export { livenessProvider } from '../../shared/compose/liveness-provider.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { openChecks } from '../../shared/compose/open-checks.ts';
export { settings } from '../../shared/compose/settings.ts';
export { uploadPermits } from '../../shared/compose/upload-permits.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
