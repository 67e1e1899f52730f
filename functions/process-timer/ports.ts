import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock } from '../../platform/compose/system.ts';
export { caseFacts, filingCases } from '../../shared/compose/application.ts';
export {
  outbox,
  recordLooks,
  records,
  recordTransfers,
  reviews,
  timedSteps,
  transactions,
} from '../../shared/compose/database.ts';
export { websiteLooks } from '../../shared/compose/registries.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
