import type { CloudServices } from '../ports/cloud-services.ts';
import type { DomainRegistry } from '../ports/domain-registry.ts';

/** The ports as they see the cloud account that a person has linked; undefined when he has linked none. */
export type Linked<Port> = (accountId: string) => Promise<Port | undefined>;

const seenBy = async <Port>(operator: Port, linked: Linked<Port>, accountId: string | undefined): Promise<Port> =>
  (accountId === undefined ? undefined : await linked(accountId)) ?? operator;

/** What is asked about an account while the same is being asked gets the same answer. */
export function sideBySide<T>(ask: (accountId: string) => Promise<T>): (accountId: string) => Promise<T> {
  const asking = new Map<string, Promise<T>>();
  return (accountId) => {
    const answer = asking.get(accountId) ?? ask(accountId).finally(() => asking.delete(accountId));
    asking.set(accountId, answer);
    return answer;
  };
}

/** Servers of the person's own cloud account if he has linked one, or else of the operator's. */
export const createLinkedCloudServices = (operator: CloudServices, linked: Linked<CloudServices>): CloudServices => ({
  facts: async (resource, accountId) => (await seenBy(operator, linked, accountId)).facts(resource, accountId),
});

/** Domains of the person's own cloud account if he has linked one, or else of the operator's. */
export const createLinkedDomainRegistry = (
  operator: DomainRegistry,
  linked: Linked<DomainRegistry>,
): DomainRegistry => ({
  facts: async (domain, accountId) => (await seenBy(operator, linked, accountId)).facts(domain, accountId),
});
