import type { CloudServiceFacts } from '../domain/facts.ts';
import type { CloudService } from '../domain/filing.ts';

/** Facts about servers and load balancers. */
export interface CloudServices {
  /**
   * @returns undefined when the account has no such resource.
   * @throws Failed('cloud-services', …)
   */
  facts(resource: Extract<CloudService, { kind: 'resource' }>): Promise<CloudServiceFacts | undefined>;
}
