import { enterprise, fires, individual, quiet, type RuleCase, type Sentences } from '../cases.ts';

const organizer = (field: string, value: unknown) => ({ [`contents.organizer.${field}`]: value });
const filedIn = (region: string) => ({ 'contents.eligibility.region': region });

export const cases: readonly RuleCase[] = [
  fires('FT-29', enterprise, organizer('certificateAddress', '厦门市思明区样例路1号'), 'organizer.certificateAddress'),
  fires(
    'FT-29',
    enterprise,
    organizer('certificateAddress', '福建自贸试验区样例路1号'),
    'organizer.certificateAddress',
  ),
  fires(
    'FT-29',
    enterprise,
    { filingType: 'new-website', ...organizer('certificateAddress', '厦门市思明区样例路1号') },
    'organizer.certificateAddress',
    '注销主体',
  ),
  quiet('FT-29', enterprise, { filingType: 'new-website', ...organizer('certificateAddress', '深圳市样例路1号') }),
  quiet('FT-29', enterprise, organizer('certificateAddress', '深圳市南山区样例路1号')),
  quiet('FT-29', enterprise, organizer('certificateAddress', '南山区样例路1号')),
  fires('FD-23', enterprise, organizer('address.district', '440106'), 'organizer.address'),
  fires('FD-23', enterprise, organizer('address.province', '350000'), 'organizer.address'),
  quiet('FD-23', enterprise, { ...organizer('address.city', '441900'), ...organizer('address.district', '') }),
  fires('FD-20', enterprise, organizer('address.detail', '科苑路样例大厦'), 'organizer.address.detail'),
  quiet('FD-20', enterprise, organizer('address.detail', '科苑路８８号')),
  quiet('FD-20', enterprise, organizer('address.detail', '样例村三组')),
  quiet('FD-20', enterprise, {
    ...organizer('address.detail', '样例村'),
    ...organizer('remark', '通信地址已为最详细地址'),
  }),
  fires(
    'FD-21',
    enterprise,
    { ...filedIn('110000'), ...organizer('address.detail', '样例路8号院1-2-301') },
    'organizer.address.detail',
  ),
  quiet('FD-21', enterprise, {
    ...filedIn('110000'),
    ...organizer('address.detail', '样例路8号院1单元2层301室'),
  }),
  fires('FD-63', enterprise, organizer('remark', '备'.repeat(201)), 'organizer.remark'),
  quiet('FD-63', enterprise, organizer('remark', '备'.repeat(200))),
  fires('FD-91', individual, organizer('name', '林之秋'), 'organizer.name'),
  quiet('FD-91', individual, organizer('name', ' 林知秋')),
];

export const sentences: Sentences = {
  'FT-29': [
    '单位备案的省份需与营业执照住所所在省份一致，不支持跨省备案。请放弃本订单，备案省份选福建省。',
    '单位备案的省份需与营业执照住所所在省份一致，不支持跨省备案。请放弃本订单，先办理注销主体，再在福建省办理首次备案。',
  ],
  'FD-23': ['所选省、市、区不匹配，请重新选择。'],
  'FD-20': ['通信地址须精确到门牌号或房间号；如确无门牌号，请在主体备注中注明“通信地址已为最详细地址”。'],
  'FD-21': ['请用文字描述地址，例如“1单元2层3号”，不要使用“1-2-3”。'],
  'FD-63': ['备注内容请控制在200字以内。'],
  'FD-91': ['个人备案的主办者名称须与负责人姓名一致，请核对。'],
};
