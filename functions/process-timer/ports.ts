import type { PortsOf } from '../../shared/edge/ports.ts';

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
export { clock } from '../../shared/compose/system.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
