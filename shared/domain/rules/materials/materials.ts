import type { DomainFacts } from '../../facts.ts';
import { typesWith } from '../../filing/filing-types.ts';
import { type FilingCase, factsOf } from '../case.ts';
import { GUANGDONG, PROVINCES_WANTING } from '../provinces/province-demands.ts';
import {
  isDue,
  type MaterialRule,
  materialsOf,
  needs,
  organizerPapers,
  type Papers,
  type WebsitePapers,
  websitePapers,
} from './material-rule.ts';
import { MT_21, PRINCIPAL_MATERIALS, SITE_OWNER_MATERIALS } from './materials-people.ts';

/** The materials: which filings need them, and where. */

const changes = { filingTypes: typesWith(({ approval }) => approval === 'writes-difference') };

/** Another organizer in its place has no proof of a new name. */
const isRenamed = (_: Papers, { contents }: FilingCase): boolean => contents.numberReason !== 'replaced';

const ofOrganizers = materialsOf(organizerPapers, [
  needs('MT-01', 'business-licence', {
    appliesTo: { kinds: ['enterprise'], exceptProvinces: PROVINCES_WANTING.licenceDuplicate },
    reason: '单位备案须提供营业执照，正本或副本均可。',
    when: 'there is no usable licence',
    message: '请上传营业执照原件照片或彩色扫描件。',
    source: ['SEED', 'T19-faq'],
  }),
  needs('MT-01', 'business-licence', {
    appliesTo: { kinds: ['enterprise'], provinces: PROVINCES_WANTING.licenceDuplicate },
    reason: '北京市单位备案须提供营业执照副本。',
    when: 'there is no usable licence',
    message: '请上传营业执照副本原件照片或彩色扫描件。',
    source: ['SEED', 'T19-faq'],
  }),
  needs('MT-19', 'name-change-proof', {
    appliesTo: { ...changes, kinds: ['enterprise'], exceptProvinces: PROVINCES_WANTING.proofOfNewName },
    reason: '单位更名须提供登记机关出具的名称变更证明（更名函）。',
    when: 'the name differs from the record, and there is no usable proof of it',
    message: '单位更名请上传登记机关出具的名称变更证明（更名函）。',
    source: ['T19-prov', 'WX'],
    needed: isRenamed,
  }),
  needs('MT-19', 'name-change-proof', {
    appliesTo: { ...changes, kinds: ['enterprise'], provinces: PROVINCES_WANTING.proofOfNewName },
    reason: '单位更名须提供工商登记机关出具的变更登记证明。',
    when: 'the name differs from the record, and there is no usable proof of the commercial register',
    message: '{province}管局要求提供工商登记机关出具的变更登记证明，请上传。',
    source: ['T19-prov'],
    needed: isRenamed,
  }),
  needs('FT-36', 'former-licence', {
    appliesTo: { ...changes, kinds: ['enterprise'] },
    reason: '证件号码因换发证照变化，须同时提供新营业执照和原营业执照（或登记机关出具的换发证明）。',
    when: 'the certificate was issued anew with another number, and there is no usable picture of the former one',
    message: '证件号码因换发证照变化的，请上传新营业执照，并上传原营业执照或登记机关的换发证明，以说明原证件号码。',
    source: ['T19-mp', 'HW-err'],
    needed: (_, { contents }) => contents.numberReason === 're-issued',
  }),
  ...(['business-licence', 'commitment-letter'] as const).map((kind) => ({
    id: 'MT-21',
    kind,
    due: 'any-difference' as const,
    appliesTo: { ...changes, kinds: ['enterprise' as const], provinces: PROVINCES_WANTING.allPicturesAtChange },
    reason: '青海省管局要求变更备案提交全部证件材料。',
    when: 'a change in 青海 has no usable picture of it, although nothing that it proves differs',
    message: MT_21,
    source: ['HW-prov'] as const,
    needed: (part: Papers, filingCase: FilingCase) => !isDue(filingCase, kind, part),
  })),
  needs('MT-03', 'commitment-letter', {
    appliesTo: { kinds: ['enterprise'], exceptProvinces: GUANGDONG },
    reason: '备案须提供网站备案承诺书，签字并加盖公章。请勿上传网站真实性核验单。',
    when: 'there is no usable letter',
    message: '请上传网站备案承诺书，请勿上传网站真实性核验单。',
    source: ['SEED'],
  }),
  needs('MT-03', 'commitment-letter', {
    appliesTo: { kinds: ['individual'], exceptProvinces: GUANGDONG },
    reason: '备案须提供本人签字的网站备案承诺书。请勿上传网站真实性核验单。',
    when: 'there is no usable letter',
    message: '请上传网站备案承诺书，请勿上传网站真实性核验单。',
    source: ['SEED'],
  }),
  needs('PV-GD-06', 'commitment-letter', {
    appliesTo: { kinds: ['enterprise'], provinces: GUANGDONG },
    reason: '广东省备案须提供网站备案承诺书，由法定代表人手写签名和日期，并加盖公章。请勿上传网站真实性核验单。',
    when: 'there is no usable letter',
    message: '请上传《网站备案承诺书》：法定代表人手写正楷签名和日期，并加盖单位公章。请勿上传网站真实性核验单。',
    source: ['T22-prov', 'HW-mat', 'SEED'],
  }),
  needs('PV-GD-06', 'commitment-letter', {
    appliesTo: { kinds: ['individual'], provinces: GUANGDONG },
    reason: '广东省备案须提供网站备案承诺书，由本人手写签名和日期，并按手印。请勿上传网站真实性核验单。',
    when: 'there is no usable letter',
    message: '请上传《网站备案承诺书》：本人手写正楷签名和日期，并按手印。请勿上传网站真实性核验单。',
    source: ['T22-prov', 'HW-mat', 'SEED'],
  }),
]);

const domainFacts = ({ website }: WebsitePapers, filingCase: FilingCase) => {
  const { domain } = factsOf(filingCase, website.id);
  return domain.known ? domain.value : undefined;
};

/** Whether the domain is known to be registered outside the account. */
const isElsewhere = (facts: DomainFacts | undefined): boolean => facts !== undefined && facts.source !== 'account';

const ofWebsites = materialsOf(websitePapers, [
  needs('DM-17', 'domain-certificate', {
    reason: '域名不在本平台注册，须提供域名实名认证信息截图。',
    when: 'the domain is registered outside the account, and there is no usable screenshot',
    message: '该域名不在本平台注册，请上传域名实名认证信息截图（包含域名、所有者、证件类型、证件号码和到期时间）。',
    source: ['T22-mat'],
    needed: (papers, filingCase) => isElsewhere(domainFacts(papers, filingCase)),
  }),
  needs('DM-21', 'domain-certificate', {
    appliesTo: { kinds: ['individual'], provinces: PROVINCES_WANTING.individualDomainCertificate },
    reason: '管局要求个人备案提供每个域名的域名证书。',
    when: 'there is no usable certificate of the domain',
    message: '{province}管局要求提供每个域名的域名证书，请上传。',
    source: ['T19-prov', 'T22-mat'],
    needed: (papers, filingCase) => !isElsewhere(domainFacts(papers, filingCase)),
  }),
  needs('FD-59', 'pre-approval', {
    appliesTo: { kinds: ['enterprise'] },
    reason: '网站涉及前置或专项审批，须提供前置审批文件。',
    when: 'an approval is chosen, and there is no usable document of it',
    message: '请上传前置审批文件。',
    source: ['SEED', 'T19-faq', 'WX'],
    needed: ({ website: { details } }) => details !== undefined && details.preApprovals.length > 0,
  }),
]);

/** All materials, in the order of the upload page. */
export const MATERIALS: readonly MaterialRule[] = [
  ...ofOrganizers,
  ...PRINCIPAL_MATERIALS,
  ...SITE_OWNER_MATERIALS,
  ...ofWebsites,
];
