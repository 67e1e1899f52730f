import type { CloudServiceFacts } from '../domain/facts.ts';
import type { CloudServices } from '../ports/facts/cloud-services.ts';
import type { DomainRegistry } from '../ports/facts/domain-registry.ts';
import type { KeptFacts } from '../ports/facts/kept-facts.ts';
import type { ServerList } from '../ports/facts/server-lists.ts';
import type { WebsiteProbe } from '../ports/facts/website-probe.ts';

/** Short enough for a person who renews a server and looks again, long enough for whoever only looks again. */
const KEPT_SECONDS = 5 * 60;

/** The answer that is kept; otherwise the source is asked. A failure is not kept. */
async function keptOrAsked<T>(kept: KeptFacts, question: readonly string[], ask: () => Promise<T>): Promise<T> {
  const before = await kept.find(question);
  if (before) return before.answer as T;
  const answer = await ask();
  await kept.keep(question, answer, KEPT_SECONDS);
  return answer;
}

/**
 * Facts about domains, asked once in minutes.
 *
 * @param source whose answers they are: a registry, or a cloud account. Sources don't share answers.
 */
export const createKeptDomainRegistry = (
  registry: DomainRegistry,
  kept: KeptFacts,
  source: string,
): DomainRegistry => ({
  facts: (domain, accountId) => keptOrAsked(kept, ['domain', source, domain], () => registry.facts(domain, accountId)),
});

/** Facts about servers, asked once in minutes. @param source the cloud account. */
export const createKeptCloudServices = (services: CloudServices, kept: KeptFacts, source: string): CloudServices => ({
  async facts(resource, accountId) {
    const { product, region, resourceId } = resource;
    const question = ['server', source, product, region, resourceId];
    const facts = await keptOrAsked(kept, question, () => services.facts(resource, accountId));
    return facts && withDates(facts);
  },
});

/** The servers of a cloud account, listed once in minutes. */
export const createKeptServerList =
  (list: () => Promise<ServerList>, kept: KeptFacts, source: string) => async (): Promise<ServerList> => {
    const { servers, isIncomplete } = await keptOrAsked(kept, ['servers', source], list);
    return { servers: servers.map(({ facts, ...one }) => ({ ...one, facts: withDates(facts) })), isIncomplete };
  };

/** JSON gives back the dates as texts. */
const withDates = ({ createdAt, expiresAt, ...rest }: CloudServiceFacts): CloudServiceFacts => ({
  ...rest,
  createdAt: new Date(createdAt),
  ...(expiresAt && { expiresAt: new Date(expiresAt) }),
});

/** Whether a website is online, looked at once in minutes. */
export const createKeptWebsiteProbe = (probe: WebsiteProbe, kept: KeptFacts): WebsiteProbe => ({
  isOpen: (domain) => keptOrAsked(kept, ['website', domain], () => probe.isOpen(domain)),
});
