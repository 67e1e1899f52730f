import type { CloudResource } from '../../shared/domain/filing/filing.ts';

/** The products that a filing may use, as people call them, with an example of an id. */
export const CLOUD_PRODUCTS = [
  { code: 'cvm', name: '云服务器 CVM', example: 'ins-gz000001' },
  { code: 'lighthouse', name: '轻量应用服务器', example: 'lhins-gz000001' },
  { code: 'clb', name: '负载均衡 CLB', example: 'lb-gz000001' },
  { code: 'site-host', name: '建站主机', example: 'host-12ab34cd' },
] as const satisfies readonly {
  readonly code: CloudResource['product'];
  readonly name: string;
  readonly example: string;
}[];

export type CloudProduct = (typeof CLOUD_PRODUCTS)[number]['code'];

/** Mainland regions, whose servers may be filed with. Source: Tencent Cloud, 地域和可用区, 2026-11. */
export const CLOUD_REGIONS = [
  { code: 'ap-guangzhou', name: '广州' },
  { code: 'ap-shanghai', name: '上海' },
  { code: 'ap-nanjing', name: '南京' },
  { code: 'ap-beijing', name: '北京' },
  { code: 'ap-chengdu', name: '成都' },
  { code: 'ap-chongqing', name: '重庆' },
  { code: 'ap-shanghai-fsi', name: '上海金融' },
  { code: 'ap-shenzhen-fsi', name: '深圳金融' },
  { code: 'ap-beijing-fsi', name: '北京金融' },
  { code: 'ap-hongkong', name: '中国香港' },
] as const;

export const regionName = (code: string): string => CLOUD_REGIONS.find((region) => region.code === code)?.name ?? code;
