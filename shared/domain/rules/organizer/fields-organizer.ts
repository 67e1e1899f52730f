import { isDivisionChain } from '../../../../contracts/data/divisions.ts';
import { sameText, textKey } from '../../../../contracts/normal-forms/text.ts';
import type { FilingCase } from '../case.ts';
import { provinceOfAddress } from '../places.ts';
import { type Rule, rulesAbout } from '../rule.ts';
import { organizers } from '../scopes.ts';

/** A house number, floor, room or mailbox, which makes an address exact. */
const DOOR = /\d|[零〇一二三四五六七八九十百]+(号|室|栋|幢|座|楼|层|单元|组|队|社)|信箱/u;
const MOST_EXACT = '通信地址已为最详细';
const MAX_REMARK_LENGTH = 200;

/** Rules about 主体信息. */
export const ORGANIZER_RULES: readonly Rule<FilingCase>[] = rulesAbout(organizers, [
  {
    id: 'FT-29',
    severity: 'block',
    appliesTo: { kinds: ['enterprise'] },
    field: 'certificateAddress',
    when: 'the address on the licence begins with another province or one of its cities',
    message: '单位备案的省份需与营业执照住所所在省份一致，不支持跨省备案。请放弃本订单，按营业执照住所选择备案省份。',
    source: ['T19-limit', 'T19-faq'],
    refuses: ({ certificateAddress }, { contents }) => {
      const province = provinceOfAddress(certificateAddress);
      return province !== undefined && province !== contents.eligibility.region;
    },
  },
  {
    id: 'FD-23',
    severity: 'block',
    field: 'address',
    when: 'province, city and district do not belong together',
    message: '所选省、市、区不匹配，请重新选择。',
    source: ['OWN'],
    refuses: ({ address }) => !isDivisionChain(address),
  },
  {
    id: 'FD-20',
    severity: 'block',
    field: 'address.detail',
    when: 'the detail has no digit, no number with 号, 室, 楼 … and no 信箱, and the remark does not contain 通信地址已为最详细',
    message: '通信地址须精确到门牌号或房间号；如确无门牌号，请在主体备注中注明“通信地址已为最详细地址”。',
    source: ['SEED', 'T19-faq'],
    refuses: ({ address, remark = '' }) => !DOOR.test(textKey(address.detail)) && !remark.includes(MOST_EXACT),
  },
  {
    id: 'FD-21',
    severity: 'warn',
    appliesTo: { provinces: ['110000'] },
    field: 'address.detail',
    when: 'the detail has numbers joined by dashes, such as 1-2-3',
    message: '请用文字描述地址，例如“1单元2层3号”，不要使用“1-2-3”。',
    source: ['T19-prov'],
    refuses: ({ address }) => /\d\s*[-－—]\s*\d/.test(address.detail),
  },
  {
    id: 'FD-63',
    severity: 'block',
    field: 'remark',
    when: 'it has more than 200 characters',
    message: '备注内容请控制在{max}字以内。',
    source: ['WX'],
    refuses: ({ remark = '' }) => [...remark].length > MAX_REMARK_LENGTH && { max: MAX_REMARK_LENGTH },
  },
  {
    id: 'FD-91',
    severity: 'block',
    appliesTo: { kinds: ['individual'] },
    field: 'name',
    when: 'it differs from the principal’s name',
    message: '个人备案的主办者名称须与负责人姓名一致，请核对。',
    source: ['OWN'],
    status: 'derived',
    refuses: ({ name }, { contents }) => contents.principal !== undefined && !sameText(name, contents.principal.name),
  },
]);
