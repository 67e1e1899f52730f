import { vendor } from '../../platform/compose/provider.ts';
import { createKeptFacts } from '../adapters/postgres/documents/kept-facts.ts';
import { createKeptWebsiteProbe } from '../application/kept-facts.ts';
import { config } from '../config.ts';
import type { WebsiteProbe } from '../ports/facts/website-probe.ts';
import { sealedParts } from './sealed.ts';

const TIMEOUT_SECONDS = 4;

const websites = (): Promise<WebsiteProbe> =>
  vendor(websites, 'website-probe', async () => {
    const { createWebsiteProbe } = await import('../adapters/web/website-probe.ts');
    return createKeptWebsiteProbe(
      createWebsiteProbe({ timeoutSeconds: TIMEOUT_SECONDS }),
      createKeptFacts(await sealedParts()),
    );
  });

/** Undefined where the operator has turned the check off. */
export const websiteProbe = async () => (config().WEBSITE_PROBE === 'on' ? websites() : undefined);
