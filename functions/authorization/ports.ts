import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { views } from '../../shared/compose/application.ts';
export { authorizationCodes, cloudAccounts, ownRecords, siteHosts } from '../../shared/compose/database.ts';
export { cloudRoles, cloudServices, serverLists } from '../../shared/compose/registries.ts';
export { serverTerm } from '../../shared/compose/settings.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
