import type { PortsOf } from '../../platform/edge/ports.ts';
import { createParkedVerdicts } from '../../shared/adapters/postgres/parked-verdicts.ts';
import { createReviews } from '../../shared/adapters/postgres/reviews.ts';
import { stored } from '../../shared/compose/database.ts';
import { telling } from '../../shared/compose/messages.ts';

export { clock } from '../../platform/compose/system.ts';
export { reviewDesk } from '../../shared/compose/review-desk.ts';

export const parkedVerdicts = stored(createParkedVerdicts);
export const reviews = telling(createReviews);

export type Ports = PortsOf<typeof import('./ports.ts')>;
