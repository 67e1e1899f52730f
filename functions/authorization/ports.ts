import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAuthorizationCodes } from '../../shared/adapters/postgres/authorization-codes.ts';
import { createCloudAccounts } from '../../shared/adapters/postgres/cloud-accounts.ts';
import { createOwnRecords } from '../../shared/adapters/postgres/own-records.ts';
import { createSiteHosts } from '../../shared/adapters/postgres/site-hosts.ts';
import { stored } from '../../shared/compose/database.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { cloudServices } from '../../shared/compose/cloud-services.ts';
export { cloudRoles } from '../../shared/compose/linked-account.ts';
export { serverLists } from '../../shared/compose/server-lists.ts';
export { serverTerm } from '../../shared/compose/server-term.ts';
export { views } from '../../shared/compose/views.ts';

export const authorizationCodes = sealed(createAuthorizationCodes);
export const cloudAccounts = sealed(createCloudAccounts);
export const ownRecords = sealed(createOwnRecords);
export const siteHosts = stored(createSiteHosts);

export type Ports = PortsOf<typeof import('./ports.ts')>;
