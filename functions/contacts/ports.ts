import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock } from '../../platform/compose/system.ts';
export { createContacts as contacts } from '../../shared/adapters/postgres/contacts.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings.ts';
export { createOneTimeCodes as oneTimeCodes } from '../../shared/adapters/postgres/one-time-codes.ts';
export { createReviews as reviews } from '../../shared/adapters/postgres/reviews.ts';
export { codeSender } from '../../shared/compose/code-sender.ts';
export { transactions } from '../../shared/compose/database.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
