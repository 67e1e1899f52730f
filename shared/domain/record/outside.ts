import type { Day } from '../../../contracts/kit/beijing-time.ts';

/**
 * What was found of a filed website. `silent`: nothing answers at its domain · `no-number`: its first page doesn't have the
 * filing number in a link to the public registry · `elsewhere`: the domain leads to another address than the filed server's.
 */
export type WebsiteLook = 'fine' | 'silent' | 'no-number' | 'elsewhere';

/** What a fetch of a filed website brought. */
export interface SeenWebsite {
  /** Whether anything answers HTTP. */
  readonly answers: boolean;
  /**
   * Whether the wanted filing number stands in a link to the public registry. Undefined: there is no page in which it could be
   * read, or the page is made by its scripts.
   */
  readonly showsNumber: boolean | undefined;
  /** To which the domain leads. */
  readonly addresses: readonly string[];
}

/** What the last look at a record found outside of it; no person is in it. */
export interface Outside {
  /** The last day of each domain. */
  readonly domains: Readonly<Record<string, Day>>;
  /** The last day of the server of each website, by the website's id. */
  readonly servers: Readonly<Record<string, Day>>;
  /** By the website's id, with the instant since when it has been so. */
  readonly websites: Readonly<Record<string, { readonly look: WebsiteLook; readonly since: string }>>;
}

export const NOTHING_OUTSIDE: Outside = { domains: {}, servers: {}, websites: {} };

/**
 * What to make of a fetch: the worst of what was found.
 *
 * @param serverIps public addresses of the filed server; undefined: unknown, or it has none of its own.
 */
export function judgedWebsite(seen: SeenWebsite, serverIps: readonly string[] | undefined): WebsiteLook {
  if (!seen.answers) return 'silent';
  if (seen.showsNumber === false) return 'no-number';
  const isElsewhere =
    serverIps !== undefined && serverIps.length > 0 && seen.addresses.every((address) => !serverIps.includes(address));
  return isElsewhere ? 'elsewhere' : 'fine';
}

/** A look beside the one before: what is still so has been so since then. */
export function withLook(
  before: Outside | undefined,
  websiteId: string,
  look: WebsiteLook,
  now: Date,
): Outside['websites'][string] {
  const last = before?.websites[websiteId];
  return last?.look === look ? last : { look, since: now.toISOString() };
}
