import type { CloudServiceFacts } from '../../domain/facts.ts';
import type { CloudResource } from '../../domain/filing/filing.ts';

/** A server or load balancer as its owner knows it. */
export interface ListedServer {
  readonly resource: CloudResource;
  /** As its owner has named it. */
  readonly name: string;
  readonly facts: CloudServiceFacts;
}

/** What a cloud account has. */
export interface ServerList {
  /** By region and product. */
  readonly servers: readonly ListedServer[];
  /** Whether a product or region did not answer, so that servers may be missing. */
  readonly isIncomplete: boolean;
}

/** The servers and load balancers of cloud accounts. */
export interface ServerLists {
  /**
   * Those of a person's own cloud account when they have linked one, else of the operator's, if the operator shows them.
   *
   * @returns undefined when the person has linked none, and the operator shows none.
   * @throws Failed('cloud-services', …) when nothing answered.
   */
  ofAccount(accountId: string): Promise<ServerList | undefined>;
}
