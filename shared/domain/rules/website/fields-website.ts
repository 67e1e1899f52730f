import { LANGUAGES } from '../../../../contracts/data/languages.ts';
import { PRE_APPROVALS } from '../../../../contracts/data/pre-approvals.ts';
import { BLOG, OTHER_CONTENT, SERVICE_CONTENTS } from '../../../../contracts/data/service-contents.ts';
import { isHomeOf } from '../../../../contracts/normal-forms/domain.ts';
import type { FilingCase } from '../case.ts';
import { GUANGDONG, PROVINCES_WANTING, TIANJIN } from '../provinces/province-demands.ts';
import { blocks, informs, type Rule, requires, rulesAbout } from '../rule.ts';
import { filledWebsites, websites } from '../scopes.ts';

const MAX_SERVICE_CONTENTS = 5;
const MAX_REMARK_LENGTH = 200;

const length = (text: string): number => [...text.trim()].length;

/** Whether a field contains several addresses. */
export const isSeveralUrls = (homeUrl: string): boolean => /[\s,;，；、|]/.test(homeUrl.trim());

const aboutHomeUrls = rulesAbout(filledWebsites, [
  blocks('FD-54', 'homeUrl', {
    when: 'it is not the domain or a host below it, or has a path, a query or a port',
    message: '首页网址须使用备案域名，不带路径和参数，请修改，例如 www.{domain}。',
    source: ['T19-mp'],
    status: 'derived',
    refuses: ({ homeUrl, domain }) => !isSeveralUrls(homeUrl) && !isHomeOf(homeUrl, domain) && { domain },
  }),
  blocks('FD-93', 'homeUrl', {
    appliesTo: { exceptProvinces: [...GUANGDONG, ...TIANJIN] },
    when: 'it contains several addresses',
    message: '请只填写一个首页网址。',
    source: ['OWN'],
    refuses: ({ homeUrl }) => isSeveralUrls(homeUrl),
  }),
]);

const aboutContents = rulesAbout(filledWebsites, [
  requires('FD-55', 'serviceContents', {
    when: 'none is chosen, or more than 5 are',
    message: '请选择网站服务内容，最多选择{max}项。',
    source: ['SEED', 'WX'],
    refuses: ({ serviceContents: { length: chosen } }) =>
      (chosen === 0 || chosen > MAX_SERVICE_CONTENTS) && { max: MAX_SERVICE_CONTENTS },
  }),
  blocks('FD-94', 'serviceContents', {
    when: 'a chosen code is not in the table',
    message: '网站服务内容中有不存在的选项，请重新选择。',
    source: ['OWN'],
    refuses: ({ serviceContents }) =>
      !serviceContents.every((chosen) => SERVICE_CONTENTS.some(({ code }) => code === chosen)),
  }),
  blocks('FD-56', 'serviceContents', {
    appliesTo: {
      kinds: ['individual'],
      exceptProvinces: [...PROVINCES_WANTING.blogAlone, ...PROVINCES_WANTING.noBlog],
    },
    when: 'something other than 博客/个人空间 or 其他 is chosen',
    message: '个人网站服务内容请选择“博客/个人空间”或“其他”，并在网站备注中说明。',
    source: ['T19-prov', 'T19-faq'],
    refuses: ({ serviceContents }) => serviceContents.some((code) => code !== BLOG && code !== OTHER_CONTENT),
  }),
  blocks('FD-56', 'serviceContents', {
    appliesTo: { kinds: ['individual'], provinces: PROVINCES_WANTING.blogAlone },
    when: 'something other than 博客/个人空间 is chosen',
    message: '{province}管局要求个人网站服务内容选择“博客/个人空间”，请修改。',
    source: ['T19-prov', 'T19-faq'],
    refuses: ({ serviceContents }) => serviceContents.some((code) => code !== BLOG),
  }),
  blocks('FD-56', 'serviceContents', {
    appliesTo: { kinds: ['individual'], provinces: PROVINCES_WANTING.noBlog },
    when: 'something other than 其他 is chosen',
    message: '{province}管局要求个人网站服务内容选择“其他”，请修改，并在网站备注中说明。',
    source: ['T19-prov', 'T19-faq'],
    refuses: ({ serviceContents }) => serviceContents.some((code) => code !== OTHER_CONTENT),
  }),
  requires('FD-57', 'remark', {
    appliesTo: { provinces: PROVINCES_WANTING.otherContentsExplained },
    when: '其他 is chosen and the remark is empty',
    message: '服务内容选择“其他”时，请在网站备注中说明网站内容。',
    source: ['T19-prov'],
    refuses: ({ serviceContents, remark }) => serviceContents.includes(OTHER_CONTENT) && length(remark) === 0,
  }),
  requires('FD-61', 'languages', {
    when: 'none is chosen',
    message: '请选择网站语言。',
    source: ['RESELL'],
    status: 'unverified',
    refuses: ({ languages }) => languages.length === 0,
  }),
  blocks('FD-95', 'languages', {
    when: 'a chosen code is not in the table',
    message: '网站语言中有不存在的选项，请重新选择。',
    source: ['OWN'],
    refuses: ({ languages }) => !languages.every((chosen) => LANGUAGES.some(({ code }) => code === chosen)),
  }),
]);

const aboutPreApprovals = rulesAbout(filledWebsites, [
  requires('FD-58', 'preApprovals', {
    appliesTo: { kinds: ['enterprise'] },
    when: 'a chosen code is not in the table, or is chosen twice',
    message: '前置或专项审批内容类型选择有误或重复，请重新选择；如不涉及，请选择“以上都不涉及”。',
    source: ['SEED', 'WX'],
    refuses: ({ preApprovals }) =>
      !preApprovals.every(({ kind }) => PRE_APPROVALS.some(({ code }) => code === kind)) ||
      new Set(preApprovals.map(({ kind }) => kind)).size < preApprovals.length,
  }),
  requires('FD-59', 'preApprovals', {
    appliesTo: { kinds: ['enterprise'] },
    when: 'an approval is chosen and its number is empty',
    message: '请填写“{approval}”的前置审批号。',
    source: ['SEED', 'T19-faq', 'WX'],
    refuses: ({ preApprovals }) =>
      // FD-58 reports codes that are not in the table.
      PRE_APPROVALS.filter(({ code }) =>
        preApprovals.some(({ kind, number }) => kind === code && number.trim() === ''),
      ).map(({ name }) => ({ approval: name })),
  }),
  blocks('FD-60', 'preApprovals', {
    appliesTo: { kinds: ['individual'] },
    when: 'an approval is chosen',
    message: '个人无法办理前置审批，请调整网站内容或以单位主体备案。',
    source: ['T19-faq'],
    refuses: ({ preApprovals }) => preApprovals.length > 0,
  }),
]);

const aboutRemarks = rulesAbout(filledWebsites, [
  requires('FD-62', 'remark', {
    appliesTo: { kinds: ['individual'], provinces: PROVINCES_WANTING.longRemarks },
    when: 'it has fewer than 30 characters',
    message: '网站备注不少于30个字，请详细说明网站内容和用途。',
    source: ['T19-prov'],
    refuses: ({ remark }) => length(remark) < 30,
  }),
  blocks('FD-63', 'remark', {
    when: 'it has more than 200 characters',
    message: '备注内容请控制在{max}字以内。',
    source: ['WX'],
    refuses: ({ remark }) => length(remark) > MAX_REMARK_LENGTH && { max: MAX_REMARK_LENGTH },
  }),
]);

/** Rules about 网站信息 except the name. */
export const WEBSITE_RULES: readonly Rule<FilingCase>[] = [
  ...aboutHomeUrls,
  ...aboutContents,
  ...aboutPreApprovals,
  ...aboutRemarks,
  ...rulesAbout(websites, [
    informs('FD-64', 'siteOwner', {
      appliesTo: { kinds: ['individual'] },
      when: 'a site owner is given, although the site owner of an individual is the principal',
      message: '个人备案的网站负责人默认为本人，无需重复填写，所填内容不会使用。',
      source: ['SEED'],
      refuses: ({ siteOwner }) => siteOwner !== undefined,
    }),
  ]),
];
