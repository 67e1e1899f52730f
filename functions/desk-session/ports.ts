import type { PortsOf } from '../../shared/edge/ports.ts';

export { staffSessions } from '../../shared/desk/compose/desk-database.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
