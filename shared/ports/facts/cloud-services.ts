import type { CloudServiceFacts } from '../../domain/facts.ts';
import type { CloudResource } from '../../domain/filing/filing.ts';

/** Facts about servers and load balancers. */
export interface CloudServices {
  /**
   * @param accountId whose servers: in their own cloud account when they have linked one, otherwise in the operator's.
   * @returns undefined when the account has no such resource.
   * @throws Failed('cloud-services', …)
   */
  facts(resource: CloudResource, accountId?: string): Promise<CloudServiceFacts | undefined>;
}
