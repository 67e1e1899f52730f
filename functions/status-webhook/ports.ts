import type { PortsOf } from '../../platform/edge/ports.ts';
import { createInbox } from '../../shared/adapters/postgres/inbox.ts';
import { createParkedVerdicts } from '../../shared/adapters/postgres/parked-verdicts.ts';
import { createRecordEvents } from '../../shared/adapters/postgres/record-events.ts';
import { createReviews } from '../../shared/adapters/postgres/reviews.ts';
import { stored } from '../../shared/compose/database.ts';
import { telling } from '../../shared/compose/messages.ts';

export { transactions } from '../../shared/compose/database.ts';

export const inbox = stored(createInbox);
export const parkedVerdicts = stored(createParkedVerdicts);
export const recordEvents = telling(createRecordEvents);
export const reviews = telling(createReviews);

export type Ports = PortsOf<typeof import('./ports.ts')>;
