import type { PortsOf } from '../../platform/edge/ports.ts';

export { vitals } from '../../shared/compose/application.ts';
export { deployment } from '../../shared/compose/settings.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
