import type { Day } from '../../../contracts/kit/beijing-time.ts';

/**
 * What was found of a filed website. `silent`: nothing answers at its domain · `no-number`: its first page doesn't have the
 * filing number in a link to the public registry · `no-public-security`: nor the 公安备案号 that was entered, with a link · `elsewhere`:
 * the domain leads to another address than the filed servers'.
 */
export type WebsiteLook = 'fine' | 'silent' | 'no-number' | 'no-public-security' | 'elsewhere';

/**
 * How a website answers by one protocol. `no-page`: with an error, or with what is no page of its domain · `untrusted`: with a
 * certificate that is not valid for its name.
 */
export type WebsiteAnswer = 'page' | 'no-page' | 'untrusted' | 'silent';

/**
 * How a number stands on a first page. `linked`: in a link to its registry · `doubtful`: in such a link that people may not see, or
 * that says that it is void · `unlinked`: without a link · `by-script`: scripts make the page, and nobody ran them · `no-page`: there
 * is no page in which it could be read.
 */
export type NumberMark = 'linked' | 'doubtful' | 'unlinked' | 'absent' | 'by-script' | 'no-page';

/** What a fetch of a filed website brought. */
export interface SeenWebsite {
  readonly http: WebsiteAnswer;
  readonly https: WebsiteAnswer;
  /** To which the domain leads. */
  readonly addresses: readonly string[];
  readonly number: NumberMark;
  /** Left out where no 公安备案号 was looked for. */
  readonly publicSecurity?: NumberMark | undefined;
  /** Whether a picture stands in or just before the link of the 公安备案号. */
  readonly icon?: boolean | undefined;
}

/** What must stand at the foot of a website. */
export interface WantedNumbers {
  /** 主体备案号 or 网站备案号, as the province wants it. */
  readonly number: string;
  /** 公安备案号, if it was entered. */
  readonly publicSecurity?: string | undefined;
}

/** The findings of a look at a website; of several domains those of the one that is worst. */
export interface WebsiteFindings extends SeenWebsite {
  /** An ISO instant. */
  readonly at: string;
  readonly domain: string;
  /** What was looked for. */
  readonly wanted: WantedNumbers;
  /** Whether the domain leads to the filed servers; `unknown`: nobody can tell their addresses. */
  readonly dns: 'filed' | 'elsewhere' | 'nowhere' | 'unknown';
}

/** What is known of a website: how it was, since when it has been so, and what was found last. */
export interface LookedAt {
  readonly look: WebsiteLook;
  readonly since: string;
  /** Left out by looks of before there were any. */
  readonly findings?: WebsiteFindings | undefined;
}

/** What the holder of a record has set for a website of it; no person is in it. */
export interface WebsiteCare {
  /** Whether they want it looked at once a month; left out, they do. */
  readonly monthly?: boolean | undefined;
  /** As it stands on the page; empty when it was taken away. */
  readonly publicSecurityNumber?: string | undefined;
  /** How often they have had it looked at on the last day that they did. */
  readonly checked?: { readonly on: Day; readonly times: number } | undefined;
}

/** What the last look at a record found outside of it; no person is in it. */
export interface Outside {
  /** The last day of each domain. */
  readonly domains: Readonly<Record<string, Day>>;
  /** The last day of the server of each website, by the website's id. */
  readonly servers: Readonly<Record<string, Day>>;
  /** By the website's id. */
  readonly websites: Readonly<Record<string, LookedAt>>;
}

export const NOTHING_OUTSIDE: Outside = { domains: {}, servers: {}, websites: {} };

const isAnswer = (answer: WebsiteAnswer): boolean => answer !== 'silent';
const isMissing = (mark: NumberMark | undefined): boolean => mark === 'absent' || mark === 'unlinked';

/** Whether anything answers. */
export const answers = ({ http, https }: Pick<SeenWebsite, 'http' | 'https'>): boolean => [http, https].some(isAnswer);

/** What to make of findings: the worst of them. */
export function judgedWebsite({ http, https, number, publicSecurity, dns }: WebsiteFindings): WebsiteLook {
  if (!answers({ http, https })) return 'silent';
  if (isMissing(number)) return 'no-number';
  if (isMissing(publicSecurity)) return 'no-public-security';
  return dns === 'elsewhere' ? 'elsewhere' : 'fine';
}

/** @param filed public addresses of the filed servers; undefined: unknown, or they have none of their own. */
export function dnsOf(addresses: readonly string[], filed: readonly string[] | undefined): WebsiteFindings['dns'] {
  if (addresses.length === 0) return 'nowhere';
  if (filed === undefined || filed.length === 0) return 'unknown';
  return addresses.some((address) => filed.includes(address)) ? 'filed' : 'elsewhere';
}

/** From the worst to the best. */
const WORST_FIRST: readonly WebsiteLook[] = ['silent', 'no-number', 'no-public-security', 'elsewhere', 'fine'];

/** A look at all domains of a website beside the look before: what is still so has been so since then. */
export function withLook(
  before: LookedAt | undefined,
  seen: readonly [WebsiteFindings, ...WebsiteFindings[]],
): LookedAt {
  const rank = (findings: WebsiteFindings) => WORST_FIRST.indexOf(judgedWebsite(findings));
  const findings = seen.reduce((worst, next) => (rank(next) < rank(worst) ? next : worst));
  const look = judgedWebsite(findings);
  return { look, since: before?.look === look ? before.since : findings.at, findings };
}
