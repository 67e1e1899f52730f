import type { PortsOf } from '../../platform/edge/ports.ts';

export { createInbox as inbox } from '../../shared/adapters/postgres/inbox.ts';
export { createParkedVerdicts as parkedVerdicts } from '../../shared/adapters/postgres/parked-verdicts.ts';
export { createRecordEvents as recordEvents } from '../../shared/adapters/postgres/record-events.ts';
export { createReviews as reviews } from '../../shared/adapters/postgres/reviews.ts';
export { transactions } from '../../shared/compose/database.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
