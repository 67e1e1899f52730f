import * as z from 'zod/mini';
import { exchange, failureOf, parseJson } from '../../../platform/adapters/http/exchange.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import { Failed } from '../../../platform/ports/failed.ts';

const PORT = 'domain-registry';
/** The file of all suffixes has about 60 KB. */
const MAX_BYTES = 1024 * 1024;
/** The file changes a few times a month. */
const KEPT_MS = 24 * 60 * 60 * 1000;

const registryFile = z.object({ services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])) });

export interface BootstrapSettings {
  readonly url: string;
  readonly timeoutSeconds: number;
  readonly clock: Clock;
}

/**
 * The RDAP server of a top-level domain, by IANA's registry file (RFC 9224). The file is cached for a day; a failure is
 * not cached.
 *
 * @returns the base URL with a trailing slash, https where there is a choice; undefined for a suffix without RDAP.
 */
export function createBootstrap({ url, timeoutSeconds, clock }: BootstrapSettings) {
  let kept: { readonly bases: ReadonlyMap<string, string>; readonly untilMs: number } | undefined;

  return async (topLevelDomain: string): Promise<string | undefined> => {
    const nowMs = clock.now().getTime();
    if (!kept || kept.untilMs <= nowMs) {
      const { status, text } = await exchange(url, {}, { port: PORT, timeoutSeconds, maxBytes: MAX_BYTES });
      if (status !== 200) throw new Failed(PORT, failureOf(status), `HTTP ${status}`);
      kept = { bases: basesOf(parseJson(PORT, text, registryFile)), untilMs: nowMs + KEPT_MS };
    }
    return kept.bases.get(topLevelDomain);
  };
}

function basesOf({ services }: z.output<typeof registryFile>): ReadonlyMap<string, string> {
  const bases = services.flatMap(([suffixes, urls]) => {
    const base = urls.find((candidate) => candidate.startsWith('https:')) ?? urls[0];
    return base === undefined ? [] : suffixes.map((suffix) => [suffix.toLowerCase(), withSlash(base)] as const);
  });
  return new Map(bases);
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
