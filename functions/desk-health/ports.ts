import type { PortsOf } from '../../shared/edge/ports.ts';

export { deskDeployment, deskVitals } from '../../shared/desk/compose/vitals.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
