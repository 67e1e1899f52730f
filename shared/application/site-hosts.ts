import { resourceKey } from '../domain/filing/filing.ts';
import type { CloudServices } from '../ports/facts/cloud-services.ts';
import type { SiteHosts } from '../ports/facts/site-hosts.ts';

/** The services of the cloud, and 建站主机, which only the account that has them finds. */
export const withSiteHosts = (cloud: CloudServices, siteHosts: SiteHosts): CloudServices => ({
  async facts(resource, accountId) {
    if (resource.product !== 'site-host') return cloud.facts(resource, accountId);
    const own = accountId === undefined ? [] : await siteHosts.ofAccount(accountId);
    return own.find((server) => resourceKey(server.resource) === resourceKey(resource))?.facts;
  },
});
