import type { PortsOf } from '../../../platform/edge/ports.ts';

export { ids } from '../../../platform/compose/system.ts';
export { createDeclaredTies as declaredTies } from '../../adapters/postgres/cases/declared-ties.ts';
export { createColleagues as colleagues } from '../../adapters/postgres/staff/colleagues.ts';
export { createSignInTries as signInTries } from '../../adapters/postgres/staff/sign-in-tries.ts';
export { createStaffSessions as staffSessions } from '../../adapters/postgres/staff/staff-sessions.ts';
export { deskParts as parts } from '../../compose/desk-database.ts';
export { staffLimits as callerLimits } from '../../compose/edge.ts';
export { identityProvider, secondFactor } from '../../compose/identity-provider.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
