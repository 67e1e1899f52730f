import type { CloudServices } from '../ports/facts/cloud-services.ts';
import type { DomainRegistry } from '../ports/facts/domain-registry.ts';

/** The port for the cloud account that a person has linked; undefined when they have linked none. */
export type Linked<Port> = (accountId: string) => Promise<Port | undefined>;

const seenBy = async <Port>(operator: Port, linked: Linked<Port>, accountId: string | undefined): Promise<Port> =>
  (accountId === undefined ? undefined : await linked(accountId)) ?? operator;

/** Concurrent calls about the same account share one query. */
export function sideBySide<T>(query: (accountId: string) => Promise<T>): (accountId: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return (accountId) => {
    const answer = running.get(accountId) ?? query(accountId).finally(() => running.delete(accountId));
    running.set(accountId, answer);
    return answer;
  };
}

/** Servers of the person's own cloud account when they have linked one, otherwise of the operator's. */
export const createLinkedCloudServices = (operator: CloudServices, linked: Linked<CloudServices>): CloudServices => ({
  facts: async (resource, accountId) => (await seenBy(operator, linked, accountId)).facts(resource, accountId),
});

/** Domains of the person's own cloud account when they have linked one, otherwise of the operator's. */
export const createLinkedDomainRegistry = (
  operator: DomainRegistry,
  linked: Linked<DomainRegistry>,
): DomainRegistry => ({
  facts: async (domain, accountId) => (await seenBy(operator, linked, accountId)).facts(domain, accountId),
});
