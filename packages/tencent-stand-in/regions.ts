import { CloudApiError, type CloudCaller } from './cloud-action.ts';

interface CloudRegion {
  readonly region: string;
  readonly name: string;
  readonly mainland: boolean;
}

/** Regions of the laptop's cloud. Source: Tencent Cloud documentation, product/213/6091 (regions and zones). */
export const REGIONS: readonly CloudRegion[] = [
  { region: 'ap-guangzhou', name: '华南地区(广州)', mainland: true },
  { region: 'ap-shenzhen-fsi', name: '华南地区(深圳金融)', mainland: true },
  { region: 'ap-shanghai', name: '华东地区(上海)', mainland: true },
  { region: 'ap-shanghai-fsi', name: '华东地区(上海金融)', mainland: true },
  { region: 'ap-nanjing', name: '华东地区(南京)', mainland: true },
  { region: 'ap-beijing', name: '华北地区(北京)', mainland: true },
  { region: 'ap-beijing-fsi', name: '华北地区(北京金融)', mainland: true },
  { region: 'ap-chengdu', name: '西南地区(成都)', mainland: true },
  { region: 'ap-chongqing', name: '西南地区(重庆)', mainland: true },
  { region: 'ap-hongkong', name: '港澳台地区(中国香港)', mainland: false },
  { region: 'ap-singapore', name: '亚太东南(新加坡)', mainland: false },
  { region: 'ap-jakarta', name: '亚太东南(雅加达)', mainland: false },
  { region: 'ap-bangkok', name: '亚太东南(曼谷)', mainland: false },
  { region: 'ap-seoul', name: '亚太东北(首尔)', mainland: false },
  { region: 'ap-tokyo', name: '亚太东北(东京)', mainland: false },
  { region: 'na-siliconvalley', name: '美国西部(硅谷)', mainland: false },
  { region: 'na-ashburn', name: '美国东部(弗吉尼亚)', mainland: false },
  { region: 'eu-frankfurt', name: '欧洲地区(法兰克福)', mainland: false },
];

/**
 * The region of a regional action's request.
 *
 * @throws CloudApiError MissingParameter or UnsupportedRegion, as the Cloud API does before the product gets the
 * request.
 */
export function regionOf({ region }: CloudCaller): string {
  if (!region) throw new CloudApiError('MissingParameter', 'The request is missing a required parameter `Region`.');
  if (!REGIONS.some((known) => known.region === region)) {
    throw new CloudApiError('UnsupportedRegion', `The product doesn't support the region \`${region}\`.`);
  }
  return region;
}
