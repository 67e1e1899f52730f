import { phoneForm } from '../../../../contracts/normal-forms/phone.ts';
import { textKey } from '../../../../contracts/normal-forms/text.ts';
import { TIANJIN_APPROVAL_WORDS, TIANJIN_FORMAT_WORDS } from '../../data/site-name-words.ts';
import { isTianjinMobile } from '../../data/tianjin-mobiles.ts';
import { sex } from '../../identity/identity-number.ts';
import type { FilingCase } from '../case.ts';
import { isMobile, samePhone } from '../people/phone-number.ts';
import { type AppliesTo, blocks, confirms, type Rule, requires, rulesAbout, warns } from '../rule.ts';
import { filledWebsites, isUnder, organizers, people, principals, siteOwners } from '../scopes.ts';
import { isSeveralUrls } from '../website/fields-website.ts';
import { countHan, wordsIn } from '../website/website-name.ts';
import { TIANJIN } from './province-demands.ts';

/** Additional requirements of 天津. Its documents are in materials-people.ts, the domain's validity in domain.ts. */

const everybody: AppliesTo = { provinces: TIANJIN };
const enterprises: AppliesTo = { ...everybody, kinds: ['enterprise'] };
const individuals: AppliesTo = { ...everybody, kinds: ['individual'] };

const RETIREMENT_AGE = { male: 60, female: 55 } as const;

const STATEMENT =
  '本网站是个人网站，不含有企业、单位等非个人网站的信息，若在核实中发现网站中含有企业、单位等信息，本人愿接受以虚假信息进行备案，注销网站，并将主体和域名加入黑名单的处罚。';

const aboutPeople = rulesAbout(people, [
  blocks('PV-TJ-03', 'idNumber', {
    appliesTo: everybody,
    // The edition of 2022 accepts 16 and 17 with documents of a guardian; those of 2019 and 2026 refuse them.
    when: 'the person is under 18',
    message: '天津市备案要求负责人年满18周岁，请更换负责人。',
    source: ['T19-prov', 'T22-prov', 'HW-prov'],
    refuses: (role) => isUnder(role, 18),
  }),
  warns('PV-TJ-05', 'mobile', {
    appliesTo: everybody,
    // Only the edition of 2019 has this rule, and numbers can be ported: only a warning.
    when: 'its prefix is known and not from 天津',
    message: '天津市备案要求负责人联系方式归属地为天津，建议更换本地号码，以免被退回。',
    source: ['T19-prov', 'LPN'],
    refuses: ({ person }) => isMobile(person.mobile) && isTianjinMobile(phoneForm(person.mobile)) === false,
  }),
  requires('PV-TJ-07', 'emergencyPhone', {
    appliesTo: enterprises,
    when: 'it is the same as the mobile number',
    message: '应急联系电话填写手机号时，须与负责人手机号不同，请更换。',
    source: ['T19-prov', 'T22-prov'],
    refuses: ({ person }) => samePhone(person.emergencyPhone, person.mobile),
  }),
  requires('PV-TJ-08', 'emergencyPhone', {
    appliesTo: individuals,
    when: 'it is the same as the mobile number',
    message: '应急联系电话须与本人手机号不同，请填写直系亲属等的号码。',
    source: ['T19-prov', 'T22-prov'],
    refuses: ({ person }) => samePhone(person.emergencyPhone, person.mobile),
  }),
]);

/** Whether the emergency phone of any person is a mobile number. */
const hasEmergencyMobile = (filingCase: FilingCase): boolean =>
  people.parts(filingCase).some(({ part }) => isMobile(part.person.emergencyPhone));

const explainsPhone = (remark: string): boolean => /(使用人|联系方式2|应急联系电话)/u.test(remark);

const aboutOrganizers = rulesAbout(organizers, [
  requires('PV-TJ-07', 'remark', {
    appliesTo: enterprises,
    when: 'an emergency phone is a mobile number, and the remark does not say who uses it',
    message: '请在主体备注中说明应急联系电话的使用人，例如“应急联系电话手机号使用人为XX公司员工张三”。',
    source: ['T19-prov', 'T22-prov'],
    refuses: ({ remark = '' }, filingCase) => hasEmergencyMobile(filingCase) && !explainsPhone(remark),
  }),
  requires('PV-TJ-08', 'remark', {
    appliesTo: individuals,
    when: 'an emergency phone is a mobile number, and the remark does not say who uses it and how they are related',
    message:
      '请在主体备注中说明应急联系电话的使用人及其与你的关系，例如“联系方式2中手机号使用人为张三，与网站主办者关系为父子”。',
    source: ['T19-prov', 'T22-prov'],
    refuses: ({ remark = '' }, filingCase) =>
      hasEmergencyMobile(filingCase) && !(explainsPhone(remark) && remark.includes('关系')),
  }),
  blocks('PV-TJ-12', 'address.detail', {
    appliesTo: everybody,
    when: 'the detail contains 市辖区',
    message: '请按实际行政区填写地址，不要填写“市辖区”。',
    source: ['T22-prov'],
    refuses: ({ address }) => address.detail.includes('市辖区'),
  }),
  blocks('PV-TJ-12', 'address.district', {
    appliesTo: everybody,
    when: 'the detail is in 自贸区 or 空港, and the district is not 滨海新区',
    message: '自贸区和空港的地址请选择滨海新区。',
    source: ['T22-prov'],
    refuses: ({ address }) => /自贸|空港/u.test(address.detail) && address.district !== BINHAI,
  }),
  blocks('PV-TJ-12', 'address.district', {
    appliesTo: everybody,
    when: 'the detail is in 华苑, and the district is neither 南开区 nor 西青区',
    message: '华苑产业区的地址，环内请选择南开区，环外请选择西青区。',
    source: ['T22-prov'],
    refuses: ({ address }) => address.detail.includes('华苑') && ![NANKAI, XIQING].includes(address.district),
  }),
  confirms('PV-TJ-13', 'address.detail', {
    appliesTo: individuals,
    when: 'the detail contains a school, but neither department nor class',
    message: '在校学生请在通信地址中写明所在院系和班级；如不是在校学生，请确认。',
    source: ['T19-prov', 'T22-prov'],
    refuses: ({ address }) => /大学|学院|学校/u.test(address.detail) && !/系|班/u.test(address.detail),
  }),
]);

const BINHAI = '120116';
const NANKAI = '120104';
const XIQING = '120111';

const aboutWebsites = rulesAbout(filledWebsites, [
  requires('PV-TJ-09', 'remark', {
    appliesTo: individuals,
    when: 'it does not contain the statement that the website is a personal one',
    message: `请在网站备注中填写：“${STATEMENT}”`,
    source: ['T22-prov'],
    refuses: ({ remark }) => !textKey(remark).includes(textKey(STATEMENT.slice(0, -1))),
  }),
  blocks('PV-TJ-10', 'name', {
    appliesTo: everybody,
    when: 'it has fewer than 3 Chinese characters',
    message: '天津市备案的网站名称须含3个以上汉字，请修改。',
    source: ['T22-prov'],
    refuses: ({ name }) => countHan(name) < 3,
  }),
  blocks('PV-TJ-10', 'name', {
    appliesTo: everybody,
    when: 'it contains a word for a kind of website (资讯, 平台 …)',
    message: '网站名称不符合天津管局命名要求，请避免使用“{word}”。',
    source: ['T22-prov'],
    refuses: ({ normalName }) => wordsIn(normalName, TIANJIN_FORMAT_WORDS),
  }),
  blocks('PV-TJ-11', 'name', {
    appliesTo: everybody,
    when: 'it contains 博客, 论坛, 在线, 社区 or 交流, and no approval is chosen',
    message: '网站名称含“{word}”需先办理前置审批，请修改名称或上传批准文件。',
    source: ['T22-prov'],
    refuses: ({ normalName, preApprovals }) => preApprovals.length === 0 && wordsIn(normalName, TIANJIN_APPROVAL_WORDS),
  }),
  blocks('PV-TJ-18', 'homeUrl', {
    appliesTo: everybody,
    when: 'it contains several addresses',
    message: '一个网站只能填写一个首页网址，请删除多余的网址。',
    source: ['T19-prov'],
    refuses: ({ homeUrl }) => isSeveralUrls(homeUrl),
  }),
]);

/** Rules of 天津. */
export const TIANJIN_RULES: readonly Rule<FilingCase>[] = [
  ...rulesAbout(principals, [
    blocks('PV-TJ-01', 'isLegalRepresentative', {
      appliesTo: enterprises,
      when: 'the principal is not the legal representative',
      message: '天津市单位备案的主体负责人须为法定代表人，请填写法定代表人的信息。',
      source: ['T19-prov', 'T22-prov'],
      refuses: ({ person }) => !person.isLegalRepresentative,
    }),
  ]),
  ...aboutPeople,
  ...rulesAbout(siteOwners, [
    blocks('PV-TJ-04', 'idNumber', {
      appliesTo: enterprises,
      when: 'the site owner is over 60 (a woman: 55)',
      message: '网站负责人已超过退休年龄（{max}周岁），请更换网站负责人。',
      source: ['T22-prov'],
      refuses: ({ key, age }) => {
        const max = RETIREMENT_AGE[sex(key)];
        return age !== undefined && age > max && { max };
      },
    }),
  ]),
  ...aboutOrganizers,
  ...aboutWebsites,
];
