import type { CloudServiceFacts } from '../domain/facts.ts';
import type { CloudResource } from '../domain/filing/filing.ts';

/** Facts about servers and load balancers. */
export interface CloudServices {
  /**
   * @param accountId whose servers: of his own cloud account if he has linked one, or else the operator's.
   * @returns undefined when the account has no such resource.
   * @throws Failed('cloud-services', …)
   */
  facts(resource: CloudResource, accountId?: string): Promise<CloudServiceFacts | undefined>;
}
