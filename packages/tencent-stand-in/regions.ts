import { CloudApiError, type CloudCaller } from './cloud-action.ts';

/** Regions of the laptop's cloud. Source: Tencent Cloud documentation, product/213/6091 (regions and zones). */
const REGIONS = (
  'ap-guangzhou ap-shenzhen-fsi ap-shanghai ap-shanghai-fsi ap-nanjing ap-beijing ap-beijing-fsi ap-chengdu ap-chongqing ' +
  'ap-hongkong ap-singapore ap-jakarta ap-bangkok ap-seoul ap-tokyo na-siliconvalley na-ashburn eu-frankfurt'
).split(' ');

/**
 * The region of a regional action's request.
 *
 * @throws CloudApiError MissingParameter or UnsupportedRegion, as the Cloud API does before the product gets the
 * request.
 */
export function regionOf({ region }: CloudCaller): string {
  if (!region) throw new CloudApiError('MissingParameter', 'The request is missing a required parameter `Region`.');
  if (!REGIONS.includes(region)) {
    throw new CloudApiError('UnsupportedRegion', `The product doesn't support the region \`${region}\`.`);
  }
  return region;
}
