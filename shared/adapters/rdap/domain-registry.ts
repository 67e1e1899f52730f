import * as z from 'zod/mini';
import { beijingDay } from '../../../contracts/kit/beijing-time.ts';
import { exchange, failureOf, parseJson } from '../../../platform/adapters/http/exchange.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { DomainFacts } from '../../domain/facts.ts';
import type { DomainRegistry } from '../../ports/facts/domain-registry.ts';
import { type BootstrapSettings, createBootstrap } from './bootstrap.ts';

const PORT = 'domain-registry';
const MAX_BYTES = 256 * 1024;

/** Letters, digits, hyphens: the names that a registry can be queried for. */
const LDH_NAME = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/** jCard (RFC 7095): `["vcard", [[name, parameters, type, value], …]]`. */
const jCard = z.tuple([z.literal('vcard'), z.array(z.array(z.unknown()))]);

const domainObject = z.object({
  objectClassName: z.literal('domain'),
  ldhName: z.optional(z.string()),
  status: z._default(z.array(z.string()), []),
  events: z._default(z.array(z.object({ eventAction: z.string(), eventDate: z.string() })), []),
  entities: z._default(z.array(z.object({ roles: z._default(z.array(z.string()), []), vcardArray: z.unknown() })), []),
});
type DomainObject = z.output<typeof domainObject>;

/**
 * Domains in the public registries, by RDAP: RFC 9082 (queries), RFC 9083 (replies). Registries of generic suffixes
 * seldom publish the owner, and none publishes whether the real name was verified.
 *
 * @throws Failed('domain-registry', 'refused', 'NoRdapService') for a suffix that has no RDAP, such as .cn.
 */
export function createDomainRegistry(settings: BootstrapSettings): DomainRegistry {
  const baseOf = createBootstrap(settings);
  const { timeoutSeconds } = settings;

  return {
    async facts(domain) {
      if (!LDH_NAME.test(domain)) return undefined;
      const base = await baseOf(domain.slice(domain.lastIndexOf('.') + 1));
      if (base === undefined) throw new Failed(PORT, 'refused', 'NoRdapService');
      const { status, text } = await exchange(
        `${base}domain/${domain}`,
        { headers: { accept: 'application/rdap+json' } },
        { port: PORT, timeoutSeconds, maxBytes: MAX_BYTES },
      );
      // RFC 7480 §5.3: the registry does not know the domain.
      if (status === 404) return undefined;
      if (status !== 200) throw new Failed(PORT, failureOf(status), `HTTP ${status}`);
      const found = parseJson(PORT, text, domainObject);
      if (found.ldhName !== undefined && found.ldhName.toLowerCase().replace(/\.$/, '') !== domain)
        throw new Failed(PORT, 'broken', 'AnotherDomain');
      return factsOf(found);
    },
  };
}

const factsOf = (found: DomainObject): DomainFacts => ({
  source: 'registry',
  ownerName: nameOf(found, 'registrant', ['org', 'fn']),
  realName: 'unknown',
  expiresOn: expiryOf(found),
  registrar: nameOf(found, 'registrar', ['fn']),
  statuses: found.status.map(eppStatus).filter((status) => status !== 'active' && status !== 'ok'),
});

function expiryOf({ events }: DomainObject): string | undefined {
  const event = events.find(({ eventAction }) => eventAction === 'expiration');
  const time = Date.parse(event?.eventDate ?? '');
  return Number.isNaN(time) ? undefined : beijingDay(new Date(time));
}

/** The first of these properties of the entity with this role. Redacted ones are empty or say so. */
function nameOf({ entities }: DomainObject, role: string, properties: readonly string[]): string | undefined {
  const [, card] = jCard.safeParse(entities.find(({ roles }) => roles.includes(role))?.vcardArray).data ?? [];
  const values = properties.map((property) => card?.find(([name]) => name === property)?.[3]);
  return values.find((value): value is string => typeof value === 'string' && value !== '' && !REDACTED.test(value));
}

const REDACTED = /redacted|privacy|withheld/i;

/** `client hold` → `clientHold`, as EPP writes it. Source: RFC 8056. */
const eppStatus = (status: string): string =>
  status.trim().replace(/\s+(\S)/g, (_, letter: string) => letter.toUpperCase());
