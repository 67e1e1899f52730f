import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { createCloudAccounts as cloudAccounts } from '../../shared/adapters/postgres/accounts/cloud-accounts.ts';
export { createAuthorizationCodes as authorizationCodes } from '../../shared/adapters/postgres/filings/authorization-codes.ts';
export { createOwnRecords as ownRecords } from '../../shared/adapters/postgres/records/own-records.ts';
export { createSiteHosts as siteHosts } from '../../shared/adapters/postgres/records/site-hosts.ts';
export { cloudServices } from '../../shared/compose/cloud-services.ts';
export { cloudRoles } from '../../shared/compose/linked-account.ts';
export { sealedParts as parts } from '../../shared/compose/sealed.ts';
export { serverLists } from '../../shared/compose/server-lists.ts';
export { serverTerm } from '../../shared/compose/server-term.ts';
export { views } from '../../shared/compose/views.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
