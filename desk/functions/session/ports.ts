import type { PortsOf } from '../../../platform/edge/ports.ts';

export { ids } from '../../../platform/compose/system.ts';
export { colleagues, declaredTies, signInTries, staffSessions } from '../../compose/desk-database.ts';
export { identityProvider, secondFactor } from '../../compose/identity-provider.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
