import type { PortsOf } from '../../platform/edge/ports.ts';
import { createContacts } from '../../shared/adapters/postgres/contacts.ts';
import { createFilings } from '../../shared/adapters/postgres/filings.ts';
import { createOneTimeCodes } from '../../shared/adapters/postgres/one-time-codes.ts';
import { createReviews } from '../../shared/adapters/postgres/reviews.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { clock } from '../../platform/compose/system.ts';
export { codeSender } from '../../shared/compose/code-sender.ts';
export { transactions } from '../../shared/compose/database.ts';

export const contacts = sealed(createContacts);
export const filings = telling(createFilings);
export const oneTimeCodes = sealed(createOneTimeCodes);
export const reviews = telling(createReviews);

export type Ports = PortsOf<typeof import('./ports.ts')>;
