import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock } from '../../platform/compose/system.ts';
export { createParkedVerdicts as parkedVerdicts } from '../../shared/adapters/postgres/filings/parked-verdicts.ts';
export { createReviews as reviews } from '../../shared/adapters/postgres/filings/reviews.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { reviewDesk } from '../../shared/compose/review-desk.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
