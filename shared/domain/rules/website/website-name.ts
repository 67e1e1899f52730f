import { PRE_APPROVALS, type PreApprovalCode } from '../../../../contracts/data/pre-approvals.ts';
import { asciiDomain } from '../../../../contracts/normal-forms/domain.ts';
import { isHan } from '../../../../contracts/normal-forms/han.ts';
import { readableDomain } from '../../../../contracts/normal-forms/readable-domain.ts';
import { APPROVED_SUFFIXES } from '../../data/approved-suffixes.ts';
import {
  COMMERCE_WORDS,
  FINANCE_WORDS,
  NATIONAL_WORDS,
  ORGANISATION_WORDS,
  PRE_APPROVAL_WORDS,
  SENSITIVE_WORDS,
  VAGUE_NAMES,
} from '../../data/site-name-words.ts';
import type { FilingCase } from '../case.ts';
import { PROVINCES_WANTING } from '../provinces/province-demands.ts';
import { blocks, confirms, type Rule, rulesAbout, warns } from '../rule.ts';
import { type FilledWebsite, filledWebsites } from '../scopes.ts';
import { BORROWED_NAME_RULES } from './website-name-borrowed.ts';

/** 网站命名要求. */

const count = (name: string): number => [...name.trim()].length;
/** Number of Chinese characters in a name. The brackets keep the bundler from creating the expression at each call. */
export const countHan = (name: string): number => name.match(/[\p{Script=Han}]/gu)?.length ?? 0;

/** Words of a list in a name, both in normal form, as parameters; without words inside longer words that were found. */
export function wordsIn(normalName: string, words: readonly string[]): readonly { readonly word: string }[] {
  const found = words.filter((word) => normalName.includes(word));
  return found
    .filter((word) => !found.some((other) => other !== word && other.includes(word)))
    .map((word) => ({ word }));
}

const isApproved = ({ preApprovals }: FilledWebsite, approval: PreApprovalCode): boolean =>
  preApprovals.some(({ kind }) => kind === approval);

const aboutForm = rulesAbout(filledWebsites, [
  blocks('FD-40', 'name', {
    when: 'it has fewer than 3 characters (in 四川: Chinese characters)',
    message: '网站名称须为3个字以上（含3个字），请修改。',
    source: ['T19-name'],
    refuses: ({ name }, { contents }) =>
      // 四川 counts only Chinese characters. 天津 does too, by its own rule PV-TJ-10.
      (PROVINCES_WANTING.threeHan.some((code) => code === contents.eligibility.region) ? countHan(name) : count(name)) <
      3,
  }),
  blocks('FD-41', 'name', {
    when: 'it has only digits, or only Latin letters',
    message: '网站名称不能为纯数字或纯英文，请使用中文名称。',
    source: ['T19-name'],
    refuses: ({ name }) => /^(\d+|[a-z ]+)$/iu.test(name.normalize('NFKC').trim()),
  }),
  blocks('FD-42', 'name', {
    when: 'it has characters other than Chinese characters, Latin letters, digits and brackets',
    message: '网站名称不能包含特殊符号，请只使用汉字、字母、数字和括号。',
    source: ['T19-name'],
    status: 'derived',
    refuses: ({ name }) => /[^\p{Script=Han}a-z0-9（）()]/iu.test(name.trim()),
  }),
  blocks('FD-43', 'name', {
    when: 'it is the domain or its first label (unless that is Chinese), or ends with a suffix such as .com',
    message: '网站名称不能使用域名，请使用中文名称。',
    source: ['T19-faq', 'T19-name'],
    refuses: looksLikeDomain,
  }),
]);

/** Whether a name is the domain, with or without its suffix, or ends with a suffix such as .com. */
function looksLikeDomain({ normalName, domain }: FilledWebsite): boolean {
  const written = normalName.toLowerCase();
  const readable = readableDomain(asciiDomain(domain) ?? domain);
  const [label = ''] = readable.split('.');
  // Longer suffixes also end with one of these.
  const suffix = /\.([^.]+)$/.exec(written)?.[1];
  const endsInSuffix = suffix !== undefined && APPROVED_SUFFIXES.has(suffix);
  // A Chinese name may be the label of its own Chinese domain.
  return endsInSuffix || written === readable || (!isHan(label) && written === label);
}

const aboutWords = rulesAbout(filledWebsites, [
  blocks('FD-44', 'name', {
    when: 'it contains a word for the nation (中国, 国家 …), unless the unit’s name contains it too',
    message: '网站名称不能包含“{word}”等字样，请修改；国家级单位的名称须与单位名称一致。',
    source: ['T19-name', 'T19-faq', 'T22-prov'],
    refuses: ({ normalName }, { contents: { eligibility, organizer } }) =>
      wordsIn(normalName, NATIONAL_WORDS).filter(
        ({ word }) => eligibility.organizerKind === 'individual' || !organizer?.name.includes(word),
      ),
  }),
  blocks('FD-45', 'name', {
    when: 'it contains a sensitive word',
    message: '网站名称包含敏感词“{word}”，请修改。',
    source: ['T19-faq'],
    refuses: ({ normalName }) => wordsIn(normalName, SENSITIVE_WORDS),
  }),
  blocks('FD-46', 'name', {
    appliesTo: { kinds: ['individual'] },
    when: 'it contains a word for an organization (公司, 协会 …)',
    message: '个人网站名称不能包含“{word}”等单位、组织类字样，请修改。',
    source: ['T19-name'],
    refuses: ({ normalName }) => wordsIn(normalName, ORGANISATION_WORDS),
  }),
  blocks('FD-48', 'name', {
    appliesTo: { kinds: ['individual'] },
    when: 'it contains a word for commerce (购买, 商城 …)',
    message: '个人网站名称不能涉及“{word}”等经营性内容，请修改。',
    source: ['T19-name'],
    refuses: ({ normalName }) => wordsIn(normalName, COMMERCE_WORDS),
  }),
  warns('FD-49', 'name', {
    appliesTo: { kinds: ['individual'], exceptProvinces: PROVINCES_WANTING.exactNames },
    when: 'it contains a vague word (个人博客, 我的网站 …)',
    message: '名称“{word}”过于宽泛，建议使用能体现网站主要内容的名称。',
    source: ['T19-name', 'T22-prov'],
    refuses: ({ normalName }) => vagueness(normalName),
  }),
  blocks('FD-49', 'name', {
    appliesTo: { kinds: ['individual'], provinces: PROVINCES_WANTING.exactNames },
    when: 'it contains a vague word (个人博客, 我的网站 …)',
    message: '{province}管局不接受“{word}”等过于宽泛的名称，请使用能体现网站主要内容的名称。',
    source: ['T19-name', 'T22-prov'],
    refuses: ({ normalName }) => vagueness(normalName),
  }),
  blocks('FD-53', 'name', {
    when: 'it contains a word for finance (基金, 理财 …), and no approval for finance is chosen',
    message: '网站名称涉及金融类内容“{word}”，请修改名称，或选择“互联网金融”并上传地方金融主管部门的批准文件。',
    source: ['T19-name', 'T22-faq'],
    refuses: (website) => (isApproved(website, 'FINANCE') ? false : wordsIn(website.normalName, FINANCE_WORDS)),
  }),
]);

const vagueness = (normalName: string) => wordsIn(normalName, VAGUE_NAMES);

/** The national approvals for these were abolished, but some provinces still require them, so people confirm. */
const ABOLISHED: readonly PreApprovalCode[] = ['EDU', 'HEALTH'];

type PreApproval = (typeof PRE_APPROVALS)[number];

/** Words that point to an approval the website doesn't have. */
const unapprovedWords = (website: FilledWebsite, approvals: readonly PreApproval[]) =>
  approvals
    .filter(({ code }) => !isApproved(website, code))
    .flatMap(({ code, name }) =>
      wordsIn(website.normalName, PRE_APPROVAL_WORDS[code] ?? []).map(({ word }) => ({ word, approval: name })),
    );

const IN_FORCE = PRE_APPROVALS.filter(({ code }) => !ABOLISHED.includes(code));
const NO_LONGER_IN_FORCE = PRE_APPROVALS.filter(({ code }) => ABOLISHED.includes(code));

const aboutApprovals = rulesAbout(filledWebsites, [
  blocks('FD-52', 'name', {
    appliesTo: { kinds: ['enterprise'] },
    when: 'it contains a word for something that needs an approval (新闻, 药品 …), and that approval is not chosen',
    message: '网站名称涉及前置审批内容“{word}”，请修改名称，或选择“{approval}”并上传前置审批文件。',
    source: ['T19-name', 'T22-faq'],
    refuses: (website) => unapprovedWords(website, IN_FORCE),
  }),
  blocks('FD-52', 'name', {
    appliesTo: { kinds: ['individual'] },
    when: 'it contains a word for something that needs an approval (新闻, 药品 …)',
    message: '网站名称涉及前置审批内容“{word}”（{approval}），个人无法办理前置审批，请修改名称。',
    source: ['T19-name', 'T22-faq', 'T19-faq'],
    refuses: (website) => unapprovedWords({ ...website, preApprovals: [] }, IN_FORCE),
  }),
  confirms('FD-52', 'name', {
    when: 'it contains a word for education or health, whose national approvals were abolished, and that approval is not chosen',
    message: '网站名称含“{word}”，部分省份仍要求“{approval}”批准文件，请确认网站内容不涉及，或已取得批准文件。',
    source: ['T19-name', 'T22-faq'],
    refuses: (website) => unapprovedWords(website, NO_LONGER_IN_FORCE),
  }),
]);

/** Rules about the names of websites. */
export const WEBSITE_NAME_RULES: readonly Rule<FilingCase>[] = [
  ...aboutForm,
  ...aboutWords,
  ...aboutApprovals,
  ...BORROWED_NAME_RULES,
];
