import type { PortsOf } from '../../../platform/edge/ports.ts';

export { ids } from '../../../platform/compose/system.ts';
export { createColleagues as colleagues } from '../../adapters/postgres/colleagues.ts';
export { createDeclaredTies as declaredTies } from '../../adapters/postgres/declared-ties.ts';
export { createSignInTries as signInTries } from '../../adapters/postgres/sign-in-tries.ts';
export { createStaffSessions as staffSessions } from '../../adapters/postgres/staff-sessions.ts';
export { deskParts as parts } from '../../compose/desk-database.ts';
export { identityProvider, secondFactor } from '../../compose/identity-provider.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
