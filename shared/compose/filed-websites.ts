import { vendor } from '../../platform/compose/provider.ts';
import { config } from '../config.ts';
import type { FiledWebsites } from '../ports/filed-websites.ts';

const TIMEOUT_SECONDS = 4;

const filedWebsites = (): Promise<FiledWebsites> =>
  vendor(filedWebsites, 'filed-websites', async () => {
    const { createFiledWebsites } = await import('../adapters/web/filed-websites.ts');
    return createFiledWebsites({ timeoutSeconds: TIMEOUT_SECONDS });
  });

/** Looks at filed websites; undefined where the operator has not turned it on. */
export const websiteLooks = async () => (config().FILED_WEBSITE_CHECK === 'on' ? filedWebsites() : undefined);
