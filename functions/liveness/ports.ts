import type { PortsOf } from '../../platform/edge/ports.ts';
import { createConsents } from '../../shared/adapters/postgres/consents.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createFilings } from '../../shared/adapters/postgres/filings.ts';
import { createHandOvers } from '../../shared/adapters/postgres/hand-overs.ts';
import { createLivenessChecks } from '../../shared/adapters/postgres/liveness-checks.ts';
import { createRecordTransfers } from '../../shared/adapters/postgres/record-transfers.ts';
import { createSeenMedia } from '../../shared/adapters/postgres/seen-media.ts';
import { stored } from '../../shared/compose/database.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock, ids } from '../../platform/compose/system.ts';
export { uploadGrants } from '../../platform/compose/upload-grants.ts';
export { transactions } from '../../shared/compose/database.ts';
export { faces } from '../../shared/compose/faces.ts';
export { livenessProvider } from '../../shared/compose/liveness-provider.ts';
export { openChecks } from '../../shared/compose/open-checks.ts';
export { settings } from '../../shared/compose/settings.ts';
export { uploadPermits } from '../../shared/compose/upload-permits.ts';

export const consents = stored(createConsents);
export const documents = sealed(createDocuments);
export const filings = telling(createFilings);
export const handOvers = sealed(createHandOvers);
export const livenessChecks = sealed(createLivenessChecks);
export const recordTransfers = telling(createRecordTransfers);
export const seenMedia = sealed(createSeenMedia);

export type Ports = PortsOf<typeof import('./ports.ts')>;
