import { isDivisionChain } from '../../../../contracts/data/divisions.ts';
import { provinceOf } from '../../../../contracts/data/provinces.ts';
import { sameText, textKey } from '../../../../contracts/normal-forms/text.ts';
import { FILING_TYPES } from '../../filing/filing-types.ts';
import type { FilingCase } from '../case.ts';
import { provinceOfAddress } from '../places.ts';
import { PROVINCES_WANTING } from '../provinces/province-demands.ts';
import { blocks, type Rule, rulesAbout, warns } from '../rule.ts';
import { organizers } from '../scopes.ts';

/** A house number, floor, room or mailbox, which makes an address exact. */
const DOOR = /\d|[零〇一二三四五六七八九十百]+(号|室|栋|幢|座|楼|层|单元|组|队|社)|信箱/u;
const MOST_EXACT = '通信地址已为最详细';
const MAX_REMARK_LENGTH = 200;

/** Rules about 主体信息. */
export const ORGANIZER_RULES: readonly Rule<FilingCase>[] = rulesAbout(organizers, [
  blocks('FT-29', 'certificateAddress', {
    appliesTo: { kinds: ['enterprise'] },
    when: 'the address on the licence begins with another province or one of its cities',
    message: '单位备案的省份需与营业执照住所所在省份一致，不支持跨省备案。请放弃本订单，{how}。',
    source: ['T19-limit', 'T19-faq', 'T19-mp'],
    refuses: ({ certificateAddress }, { contents, filingType }) => {
      const province = provinceOf(provinceOfAddress(certificateAddress) ?? '');
      const isFiled = FILING_TYPES[filingType].organizer === 'filed';
      return (
        province !== undefined &&
        province.code !== contents.eligibility.region && {
          how: isFiled ? `先办理注销主体，再在${province.name}办理首次备案` : `备案省份选${province.name}`,
        }
      );
    },
  }),
  blocks('FD-23', 'address', {
    when: 'province, city and district do not belong together',
    message: '所选省、市、区不匹配，请重新选择。',
    source: ['OWN'],
    refuses: ({ address }) => !isDivisionChain(address),
  }),
  blocks('FD-20', 'address.detail', {
    when: 'the detail has no digit, no number with 号, 室, 楼 … and no 信箱, and the remark does not contain 通信地址已为最详细',
    message: '通信地址须精确到门牌号或房间号；如确无门牌号，请在主体备注中注明“通信地址已为最详细地址”。',
    source: ['SEED', 'T19-faq'],
    refuses: ({ address, remark = '' }) => !DOOR.test(textKey(address.detail)) && !remark.includes(MOST_EXACT),
  }),
  warns('FD-21', 'address.detail', {
    appliesTo: { provinces: PROVINCES_WANTING.addressInWords },
    when: 'the detail has numbers joined by dashes, such as 1-2-3',
    message: '请用文字描述地址，例如“1单元2层3号”，不要使用“1-2-3”。',
    source: ['T19-prov'],
    refuses: ({ address }) => /\d\s*[-－—]\s*\d/.test(address.detail),
  }),
  blocks('FD-63', 'remark', {
    when: 'it has more than 200 characters',
    message: '备注内容请控制在{max}字以内。',
    source: ['WX'],
    refuses: ({ remark = '' }) => [...remark].length > MAX_REMARK_LENGTH && { max: MAX_REMARK_LENGTH },
  }),
  blocks('FD-91', 'name', {
    appliesTo: { kinds: ['individual'] },
    when: 'it differs from the principal’s name',
    message: '个人备案的主办者名称须与负责人姓名一致，请核对。',
    source: ['OWN'],
    status: 'derived',
    refuses: ({ name }, { contents }) => contents.principal !== undefined && !sameText(name, contents.principal.name),
  }),
]);
