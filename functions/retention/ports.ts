import type { PortsOf } from '../../platform/edge/ports.ts';
import { createErasure } from '../../shared/adapters/postgres/erasure.ts';
import { createExpiredData } from '../../shared/adapters/postgres/expired-data.ts';
import { stored } from '../../shared/compose/database.ts';
import { telling } from '../../shared/compose/messages.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock } from '../../platform/compose/system.ts';
export { forgetting } from '../../shared/compose/forgetting.ts';

export const erasure = telling(createErasure);
export const expiredData = stored(createExpiredData);

export type Ports = PortsOf<typeof import('./ports.ts')>;
