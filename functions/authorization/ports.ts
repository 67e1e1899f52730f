import type { PortsOf } from '../../shared/edge/ports.ts';

export { views } from '../../shared/compose/application.ts';
export { authorizationCodes, cloudAccounts, ownRecords, siteHosts } from '../../shared/compose/database.ts';
export { cloudRoles, cloudServices, serverLists } from '../../shared/compose/registries.ts';
export { clock, ids } from '../../shared/compose/system.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
