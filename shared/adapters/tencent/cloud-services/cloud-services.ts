import { type CloudApiSettings, clientConfig, VendorCode } from '../../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import { isMainland } from '../../../domain/data/cloud-regions.ts';
import type { CloudServices } from '../../../ports/facts/cloud-services.ts';
import { PRODUCTS } from './products.ts';
import { PORT } from './words.ts';

/** Error codes that mean "no such resource there": a malformed or unknown id, or a region without the product. */
const NOT_THERE: ReadonlySet<string> = new Set([
  'InvalidInstanceId.Malformed',
  'InvalidInstanceId.NotFound',
  'InvalidParameterValue.InstanceIdMalformed',
  'ResourceNotFound.InstanceIdNotFound',
  'InvalidParameter.LBIdNotFound',
  'InvalidParameter.FormatError',
  'UnsupportedRegion',
]);

/**
 * Servers and load balancers of the account whose credentials are used: Tencent Cloud API cvm 2017-03-12, lighthouse
 * 2020-03-24 and clb 2018-03-17. A resource is searched only in its named region.
 */
export function createCloudServices(settings: CloudApiSettings): CloudServices {
  const config = clientConfig(settings);

  return {
    async facts({ product, resourceId, region }) {
      try {
        if (product === 'site-host') return undefined;
        const { lookup } = await PRODUCTS[product]();
        const facts = await lookup({ ...config, region }, resourceId);
        return facts && { ...facts, inMainland: isMainland(region) };
      } catch (error) {
        if (!(error instanceof VendorCode)) throw error;
        if (NOT_THERE.has(error.code)) return undefined;
        throw new Failed(PORT, 'broken', error.code);
      }
    },
  };
}
