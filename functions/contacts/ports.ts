import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock } from '../../platform/compose/system.ts';
export { createContacts as contacts } from '../../shared/adapters/postgres/accounts/contacts.ts';
export { createOneTimeCodes as oneTimeCodes } from '../../shared/adapters/postgres/accounts/one-time-codes.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings/filings.ts';
export { createReviews as reviews } from '../../shared/adapters/postgres/filings/reviews.ts';
export { codeSender } from '../../shared/compose/code-sender.ts';
export { transactions } from '../../shared/compose/database.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
