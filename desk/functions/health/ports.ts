import type { PortsOf } from '../../../platform/edge/ports.ts';

export { deskDeployment, deskVitals } from '../../compose/vitals.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
