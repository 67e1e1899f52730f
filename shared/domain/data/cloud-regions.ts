/**
 * Regions in mainland China, without Hong Kong and everything overseas (CS-01). No action of cvm or clb returns this,
 * and lighthouse's DescribeRegions covers only its own regions.
 *
 * Source: Tencent Cloud documentation, product/213/6091 (regions and zones), 2025-11-07; the finance zones `-fsi` are
 * for customers under financial supervision.
 */
export const MAINLAND_REGIONS: ReadonlySet<string> = new Set([
  'ap-guangzhou',
  'ap-shenzhen-fsi',
  'ap-shanghai',
  'ap-shanghai-fsi',
  'ap-nanjing',
  'ap-beijing',
  'ap-beijing-fsi',
  'ap-chengdu',
  'ap-chongqing',
]);

export const isMainland = (region: string): boolean => MAINLAND_REGIONS.has(region);
