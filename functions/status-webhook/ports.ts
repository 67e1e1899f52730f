import type { PortsOf } from '../../platform/edge/ports.ts';

export { ids } from '../../platform/compose/system.ts';
export { createParkedVerdicts as parkedVerdicts } from '../../shared/adapters/postgres/filings/parked-verdicts.ts';
export { createReviews as reviews } from '../../shared/adapters/postgres/filings/reviews.ts';
export { createInbox as inbox } from '../../shared/adapters/postgres/messages/inbox.ts';
export { createRecordEvents as recordEvents } from '../../shared/adapters/postgres/records/record-events.ts';
export { createRecordTransfers as recordTransfers } from '../../shared/adapters/postgres/records/record-transfers.ts';
export { transactions } from '../../shared/compose/database.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
