import { GAMES } from '../../../../contracts/data/service-contents.ts';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { phoneForm } from '../../../../contracts/normal-forms/phone.ts';
import type { Person } from '../../filing/filing.ts';
import { organizationKind } from '../../identity/credit-code.ts';
import { countWebsites, type FilingCase, oncePerCase } from '../case.ts';
import { holdersOf, isShared } from '../people/holders.ts';
import { cityOfAddress } from '../places.ts';
import { type AppliesTo, blocks, confirms, type Rule, requires, rulesAbout } from '../rule.ts';
import { filings, filledWebsites, inputs, isUnder, organizers, people, principals } from '../scopes.ts';
import { isSeveralUrls } from '../website/fields-website.ts';
import { countHan } from '../website/website-name.ts';
import { GUANGDONG } from './province-demands.ts';

/** Additional requirements of 广东. Its documents are in materials.ts and materials-people.ts. */

const everybody: AppliesTo = { provinces: GUANGDONG };
const enterprises: AppliesTo = { provinces: GUANGDONG, kinds: ['enterprise'] };
const individuals: AppliesTo = { provinces: GUANGDONG, kinds: ['individual'] };

const MIN_ENTERPRISE_AGE = 16;

const numbersOf = ({ mobile, emergencyPhone }: Person): readonly string[] => [mobile, emergencyPhone].map(phoneForm);

const phones = oncePerCase((filingCase: FilingCase) => holdersOf(filingCase, numbersOf));

/** Whether another person of the filing has one of a person's numbers. */
const sharesNumber = (person: Person, filingCase: FilingCase): boolean =>
  numbersOf(person).some((number) => isShared(phones(filingCase), number));

/** How many different numbers each person has in all their roles. */
const numberCounts = oncePerCase((filingCase: FilingCase): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const keys of phones(filingCase).values()) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
});

const aboutPeople = rulesAbout(people, [
  blocks('PV-GD-01', 'idNumber', {
    appliesTo: enterprises,
    when: 'the person is under 16',
    message: '未满{age}周岁不能作为单位备案的负责人，请更换负责人。',
    source: ['T19-prov', 'T22-prov'],
    refuses: (role) => isUnder(role, MIN_ENTERPRISE_AGE) && { age: MIN_ENTERPRISE_AGE },
  }),
  blocks('PV-GD-10', 'mobile', {
    appliesTo: enterprises,
    when: 'another person of the filing has one of the same numbers',
    message: '不同负责人不能填写相同的电话，请填写各自的手机号码和应急联系电话。',
    source: ['T22-prov'],
    refuses: ({ person }, filingCase) => sharesNumber(person, filingCase),
  }),
  blocks('PV-GD-10', 'emergencyPhone', {
    appliesTo: enterprises,
    when: 'the person has only one number in all their roles',
    message: '同一负责人需填写两个不同的联系电话，请更换应急联系电话。',
    source: ['T22-prov'],
    refuses: ({ key }, filingCase) => numberCounts(filingCase).get(key) === 1,
  }),
]);

const aboutOrganizers = rulesAbout(organizers, [
  blocks('PV-GD-09', 'address.city', {
    appliesTo: enterprises,
    when: 'the certificate’s address is in another city than the postal address',
    message: '通信地址须与证件住所在同一城市（{city}），请核对。',
    source: ['T22-prov'],
    refuses: ({ certificateAddress, address }) => {
      const city = cityOfAddress(certificateAddress, address.province);
      return city !== undefined && city.code !== address.city && { city: city.name };
    },
  }),
  requires('PV-GD-15', 'remark', {
    appliesTo: enterprises,
    when: 'the unit’s name is that of a hospital or clinic, and the remark does not contain 许可证',
    message: '医疗单位请在主体备注中填写医疗机构执业许可证的颁发时间、有效期、颁发部门和许可证号码。',
    source: ['T19-prov'],
    refuses: ({ name, remark = '' }) => /医院|诊所|卫生院|门诊/u.test(name) && !remark.includes('许可证'),
  }),
]);

const aboutWebsites = rulesAbout(filledWebsites, [
  blocks('PV-GD-07', 'name', {
    appliesTo: everybody,
    when: 'it contains no Chinese characters',
    message: '广东省备案的网站名称须为纯中文或中英文组合，请加入中文。',
    source: ['T19-prov', 'T22-prov'],
    refuses: ({ name }) => countHan(name) === 0,
  }),
  requires('PV-GD-08', 'name', {
    appliesTo: enterprises,
    when: 'it contains 学院 without 内部学院 or 非独立机构',
    message: '网站名称含“学院”时，请注明“（内部学院）”或“（非独立机构）”。',
    source: ['T22-prov'],
    refuses: ({ name }) => name.includes('学院') && !/内部学院|非独立机构/u.test(name),
  }),
  blocks('PV-GD-12', 'homeUrl', {
    appliesTo: everybody,
    when: 'it contains several addresses',
    message: '一个网站只能填写一个首页网址，请删除多余的网址。',
    source: ['T19-prov'],
    refuses: ({ homeUrl }) => isSeveralUrls(homeUrl),
  }),
  requires('PV-GD-14', 'remark', {
    appliesTo: individuals,
    when: 'it is empty',
    message: '请在网站备注中详细说明网站开办后的内容和用途。',
    source: ['T19-prov', 'T22-prov'],
    refuses: ({ remark }) => remark.trim() === '',
  }),
  requires('PV-GD-16', 'preApprovals', {
    appliesTo: enterprises,
    when: 'the service contents or the name refer to games, and 网络游戏 is not chosen',
    message: '网站内容涉及游戏，请在前置审批中选择“网络游戏”并上传游戏版号批复文件。',
    source: ['T22-prov', 'T19-faq'],
    refuses: ({ name, serviceContents, preApprovals }) =>
      (serviceContents.includes(GAMES) || name.includes('游戏')) && !preApprovals.some(({ kind }) => kind === 'GAME'),
  }),
]);

/** Number of websites of an organizer above which the authority requires documents by post (PV-GD-11). */
const MANY_WEBSITES = { enterprise: 31, individual: 5 } as const;

/** Rules of 广东. */
export const GUANGDONG_RULES: readonly Rule<FilingCase>[] = [
  ...aboutPeople,
  ...rulesAbout(principals, [
    blocks('PV-GD-04', 'isLegalRepresentative', {
      appliesTo: { ...enterprises, filingTypes: ['first', 'new-website'] },
      when: 'the principal is not the legal representative',
      message: '广东省单位备案的主体负责人须为法定代表人，请填写法定代表人的信息。',
      source: ['T19-prov', 'T22-prov'],
      refuses: ({ person }) => !person.isLegalRepresentative,
    }),
  ]),
  ...aboutOrganizers,
  ...aboutWebsites,
  ...rulesAbout(filings, [
    confirms('PV-GD-11', 'websites', {
      appliesTo: everybody,
      when: 'this filing and earlier ones have more than 31 websites (individuals: 5)',
      message: '域名数量超过{max}个，请准备域名证书、网站建设方案书等材料邮寄至广东管局。',
      source: ['T19-prov', 'T22-prov'],
      refuses: ({ eligibility }, filingCase) => {
        const max = MANY_WEBSITES[eligibility.organizerKind];
        return countWebsites(filingCase) > max && { max };
      },
    }),
  ]),
  ...rulesAbout<FilingCase, { readonly certificateNumber: string }>(inputs, [
    confirms('PV-GD-18', 'certificateNumber', {
      appliesTo: enterprises,
      when: 'the credit code is that of a 个体工商户',
      message: '无字号的个体工商户请按个人备案，并在备注中说明；有字号的可按单位备案，请确认。',
      source: ['T19-prov', 'T22-prov'],
      refuses: ({ certificateNumber }) => organizationKind(certificateForm(certificateNumber)) === '92',
    }),
  ]),
];
