import { vendor } from '../../platform/compose/provider.ts';
import { config } from '../config.ts';
import type { FiledWebsites } from '../ports/records/filed-websites.ts';

const TIMEOUT_SECONDS = 4;

const filedWebsites = (): Promise<FiledWebsites> =>
  vendor(filedWebsites, 'filed-websites', async () => {
    const { createFiledWebsites } = await import('../adapters/web/filed-websites.ts');
    const { CLOUD_API_ENDPOINT: standIn } = config();
    // With stand-ins, every website is on the same machine, behind one port.
    const local = standIn && {
      addressesOf: async () => ['127.0.0.1'],
      ports: { http: Number(new URL(standIn).port), https: 1 },
    };
    return createFiledWebsites({ timeoutSeconds: TIMEOUT_SECONDS, ...local });
  });

/** Looks at filed websites; undefined where the operator has turned it off. */
export const websiteLooks = async () => (config().FILED_WEBSITE_CHECK === 'off' ? undefined : filedWebsites());
