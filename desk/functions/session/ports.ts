import type { PortsOf } from '../../../platform/edge/ports.ts';
import { createColleagues } from '../../adapters/postgres/colleagues.ts';
import { createDeclaredTies } from '../../adapters/postgres/declared-ties.ts';
import { createSignInTries } from '../../adapters/postgres/sign-in-tries.ts';
import { createStaffSessions } from '../../adapters/postgres/staff-sessions.ts';
import { inDesk } from '../../compose/desk-database.ts';

export { ids } from '../../../platform/compose/system.ts';
export { identityProvider, secondFactor } from '../../compose/identity-provider.ts';
export const colleagues = inDesk(createColleagues);
export const declaredTies = inDesk(createDeclaredTies);
export const signInTries = inDesk(createSignInTries);
export const staffSessions = inDesk(createStaffSessions);

export type Ports = PortsOf<typeof import('./ports.ts')>;
