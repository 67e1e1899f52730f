import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock } from '../../platform/compose/system.ts';
export { createErasure as erasure } from '../../shared/adapters/postgres/erasure/erasure.ts';
export { createExpiredData as expiredData } from '../../shared/adapters/postgres/erasure/expired-data.ts';
export { forgetting } from '../../shared/compose/forgetting.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
