import type { PortsOf } from '../../shared/edge/ports.ts';

export { ids } from '../../shared/compose/system.ts';
export { colleagues, declaredTies, signInTries, staffSessions } from '../../shared/desk/compose/desk-database.ts';
export { identityProvider, secondFactor } from '../../shared/desk/compose/identity-provider.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
