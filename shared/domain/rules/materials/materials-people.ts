import { certificatePictures } from '../../../../contracts/data/person-certificates.ts';
import { PROVINCES } from '../../../../contracts/data/provinces.ts';
import { typesWith } from '../../filing/filing-types.ts';
import type { DocumentKind } from '../../media/document.ts';
import type { FilingCase } from '../case.ts';
import { livesElsewhere } from '../evidence.ts';
import { FUJIAN, GUANGDONG, PROVINCES_WANTING, TIANJIN } from '../provinces/province-demands.ts';
import { isUnder, principalOf } from '../scopes.ts';
import {
  isDue,
  isTakenElsewhere,
  type MaterialRule,
  materialsOf,
  needs,
  type Papers,
  principalPapers,
  websitePapers,
} from './material-rule.ts';

/** Old enough to work, and a minor. */
const is16Or17 = ({ holder }: Papers): boolean => holder?.age === 16 || holder?.age === 17;

/** A site owner who is not the principal needs their own documents. */
const isAnother = ({ holder }: Papers, filingCase: FilingCase): boolean => {
  const principal = principalOf(filingCase);
  return holder !== undefined && principal !== undefined && holder.key !== principal.key;
};

const isNotLegalRepresentative = ({ holder }: Papers): boolean => holder?.person.isLegalRepresentative === false;

/** Whether the certificate of the holder needs this picture; that of nobody yet is a 居民身份证. */
const shows =
  (picture: DocumentKind) =>
  ({ holder }: Papers): boolean =>
    (certificatePictures(holder?.person.certificateType ?? 'id-card') as readonly DocumentKind[]).includes(picture);

/** Whoever owns several websites has their pictures taken once. */
const isOnce =
  (picture: DocumentKind) =>
  (papers: Papers, filingCase: FilingCase): boolean =>
    !isTakenElsewhere(picture, papers, filingCase);

const ofAnother =
  (picture: DocumentKind) =>
  (papers: Papers, filingCase: FilingCase): boolean =>
    isAnother(papers, filingCase) && shows(picture)(papers) && isOnce(picture)(papers, filingCase);

const OTHERS_WANTING_RESIDENCE = PROVINCES.filter(({ outsiders }) => outsiders === 'proof')
  .map(({ code }) => code)
  .filter((code) => ![...GUANGDONG, ...FUJIAN].includes(code));

const changes = { filingTypes: typesWith(({ approval }) => approval === 'writes-difference') };
export const MT_21 = '请按{province}要求重新上传授权书与全部证件材料。';

/** Documents of principals. */
export const PRINCIPAL_MATERIALS: readonly MaterialRule[] = materialsOf(principalPapers, [
  needs('MT-21', 'authorization-letter', {
    appliesTo: { ...changes, kinds: ['enterprise'], provinces: PROVINCES_WANTING.letterAtChange },
    reason: '管局要求更换主体负责人时提供新的授权书。',
    when: 'the principal is another person than in the record, and there is no usable letter',
    message: MT_21,
    source: ['HW-prov'],
  }),
  ...(['id-front', 'id-back'] as const).map((kind) => ({
    id: 'MT-21',
    kind,
    due: 'any-difference' as const,
    appliesTo: { ...changes, kinds: ['enterprise' as const], provinces: PROVINCES_WANTING.allPicturesAtChange },
    reason: '青海省管局要求变更备案提交全部证件材料。',
    when: 'a change in 青海 has no usable picture of the principal’s ID card, although the person is the same',
    message: MT_21,
    source: ['HW-prov'] as const,
    needed: (papers: Papers, filingCase: FilingCase) => !isDue(filingCase, kind, papers) && shows(kind)(papers),
  })),
  needs('MT-02', 'id-front', {
    reason: '须提供主体负责人身份证人像面。',
    when: 'there is no usable front of the principal’s ID card',
    message: '请上传主体负责人身份证人像面照片。',
    source: ['SEED', 'T22-mat'],
    needed: shows('id-front'),
  }),
  needs('MT-02', 'id-back', {
    reason: '须提供主体负责人身份证国徽面。',
    when: 'there is no usable back of the principal’s ID card',
    message: '请上传主体负责人身份证国徽面照片。',
    source: ['SEED', 'T22-mat'],
    needed: shows('id-back'),
  }),
  needs('MT-02', 'passport', {
    reason: '须提供主体负责人护照资料页。',
    when: 'the principal’s certificate is a passport, and there is no usable picture of its data page',
    message: '请上传主体负责人护照资料页的照片。',
    source: ['SEED', 'T22-mat'],
    needed: shows('passport'),
  }),
  needs('MT-02', 'card-front', {
    reason: '须提供主体负责人证件有照片的一面。',
    when: 'the principal’s certificate is another card with two sides, and there is no usable front',
    message: '请上传主体负责人证件有照片那一面的照片。',
    source: ['SEED', 'T22-mat'],
    needed: shows('card-front'),
  }),
  needs('MT-02', 'card-back', {
    reason: '须提供主体负责人证件的背面。',
    when: 'the principal’s certificate is another card with two sides, and there is no usable back',
    message: '请上传主体负责人证件背面的照片。',
    source: ['SEED', 'T22-mat'],
    needed: shows('card-back'),
  }),
  needs('MT-08', 'authorization-letter', {
    appliesTo: {
      kinds: ['enterprise'],
      provinces: PROVINCES.filter(({ principal }) => principal === 'letter').map(({ code }) => code),
    },
    reason: '主体负责人不是法定代表人，须提供授权书。',
    when: 'the principal is not the legal representative, and there is no usable letter',
    message: '主体负责人不是法定代表人，请上传主体负责人授权书。',
    source: ['T22-faq', 'T19-prov'],
    needed: isNotLegalRepresentative,
  }),
  needs('MT-11', 'residence-proof', {
    appliesTo: { kinds: ['individual'], provinces: OTHERS_WANTING_RESIDENCE },
    reason: '身份证地址不在备案省份，须提供居住证明。',
    when: 'the ID card is from another province, and there is no usable proof of residence',
    message: '证件地址不在{province}，请上传有效的居住证明。',
    source: ['T22-mat', 'T19-prov'],
    needed: (_, filingCase) => livesElsewhere(filingCase),
  }),
  needs('PV-GD-05', 'residence-proof', {
    appliesTo: { kinds: ['individual'], provinces: GUANGDONG },
    reason: '身份证地址不在广东省，须提供居住证、暂住证、社保证明或房产证之一。',
    when: 'the ID card is from another province, and there is no usable proof of residence',
    message: '证件地址不在广东省，请上传广东省有效的居住证、暂住证、社保证明或房产证之一（不接受学生证）。',
    suggestion: '深圳居住证还须附有效期页面或近3个月社保证明。',
    source: ['T22-prov', 'HW-prov'],
    needed: (_, filingCase) => livesElsewhere(filingCase),
  }),
  needs('PV-FJ-03', 'residence-proof', {
    appliesTo: { kinds: ['individual'], provinces: FUJIAN },
    reason: '身份证地址不在福建省，须提供有效期内的居住证、暂住证等居住证明。',
    when: 'the ID card is from another province, and there is no usable proof of residence',
    message: '证件地址不在福建省，请上传福建省居住证明（居住证、暂住证等，需在有效期内）。',
    source: ['T19-prov', 'T22-prov', 'HW-prov'],
    needed: (_, filingCase) => livesElsewhere(filingCase),
  }),
  needs('PV-GD-02', 'employment-proof', {
    appliesTo: { kinds: ['enterprise'], provinces: GUANGDONG },
    reason: '主体负责人未满18周岁，须提供就业证明。',
    when: 'the principal is 16 or 17, and there is no usable proof of employment',
    message: '负责人未满18周岁，请上传加盖公章的就业证明（注明入职时间与职务）。',
    source: ['T22-prov'],
    needed: is16Or17,
  }),
  needs('PV-GD-03', 'employment-proof', {
    appliesTo: { kinds: ['individual'], provinces: GUANGDONG },
    reason: '未满18周岁的个人备案须提供就业证明；在校学生须年满18周岁。',
    when: 'the person is under 18, and there is no usable proof of employment',
    message: '未满18周岁的个人备案需提供就业证明，请上传；在校学生须年满18周岁。',
    source: ['T19-prov', 'T22-prov'],
    needed: ({ holder }) => holder !== undefined && isUnder(holder, 18),
  }),
  needs('PV-93', 'employment-proof', {
    appliesTo: { kinds: ['individual'], provinces: PROVINCES_WANTING.incomeProof },
    reason: '未满18周岁的个人备案须提供就业或收入证明。',
    when: 'the person is 16 or 17, and there is no usable proof of employment',
    message: '未满18周岁的个人在{province}备案，请上传就业或收入证明。',
    source: ['T19-prov', 'T22-prov'],
    needed: is16Or17,
  }),
]);

/** Documents and photos of site owners. */
export const SITE_OWNER_MATERIALS: readonly MaterialRule[] = materialsOf(websitePapers, [
  needs('MT-02', 'id-front', {
    appliesTo: { kinds: ['enterprise'] },
    reason: '网站负责人与主体负责人不同，须提供网站负责人身份证人像面。',
    when: 'the site owner is not the principal, and there is no usable front of their ID card for any website of theirs',
    message: '请上传网站负责人身份证人像面照片。',
    source: ['SEED', 'T22-mat'],
    needed: ofAnother('id-front'),
  }),
  needs('MT-02', 'id-back', {
    appliesTo: { kinds: ['enterprise'] },
    reason: '网站负责人与主体负责人不同，须提供网站负责人身份证国徽面。',
    when: 'the site owner is not the principal, and there is no usable back of their ID card for any website of theirs',
    message: '请上传网站负责人身份证国徽面照片。',
    source: ['SEED', 'T22-mat'],
    needed: ofAnother('id-back'),
  }),
  needs('MT-02', 'passport', {
    appliesTo: { kinds: ['enterprise'] },
    reason: '须提供网站负责人护照资料页。',
    when: 'the site owner is not the principal and has a passport, of which there is no usable data page',
    message: '请上传网站负责人护照资料页的照片。',
    source: ['SEED', 'T22-mat'],
    needed: ofAnother('passport'),
  }),
  needs('MT-02', 'card-front', {
    appliesTo: { kinds: ['enterprise'] },
    reason: '须提供网站负责人证件有照片的一面。',
    when: 'the site owner is not the principal and has another card, of which there is no usable front',
    message: '请上传网站负责人证件有照片那一面的照片。',
    source: ['SEED', 'T22-mat'],
    needed: ofAnother('card-front'),
  }),
  needs('MT-02', 'card-back', {
    appliesTo: { kinds: ['enterprise'] },
    reason: '须提供网站负责人证件的背面。',
    when: 'the site owner is not the principal and has another card, of which there is no usable back',
    message: '请上传网站负责人证件背面的照片。',
    source: ['SEED', 'T22-mat'],
    needed: ofAnother('card-back'),
  }),
  needs('MT-04', 'handheld-photo', {
    appliesTo: { kinds: ['enterprise'] },
    reason: '须提供网站负责人手持营业执照的照片。',
    when: 'there is no usable photo of the site owner holding the licence, for any website of theirs',
    message: '请上传网站负责人手持营业执照的照片，五官和证件内容清晰无遮挡。',
    source: ['SEED', 'T19-faq'],
    needed: isOnce('handheld-photo'),
  }),
  needs('MT-04', 'handheld-photo', {
    appliesTo: { kinds: ['individual'] },
    reason: '须提供本人手持身份证的照片。',
    when: 'there is no usable photo of the person holding their ID card',
    message: '请上传本人手持身份证的照片，五官和证件内容清晰无遮挡。',
    source: ['SEED', 'T19-faq'],
  }),
  needs('MT-09', 'authorization-letter', {
    appliesTo: { kinds: ['enterprise'], provinces: PROVINCES_WANTING.siteOwnerLetter },
    reason: '网站负责人不是法定代表人，须提供网站负责人授权书。',
    when: 'the site owner is not the legal representative, and there is no usable letter',
    message: '网站负责人不是法定代表人，请上传网站负责人授权书（日期不晚于提交日期，且在3个月以内）。',
    source: ['T22-faq', 'T19-faq', 'T22-mat'],
    needed: isNotLegalRepresentative,
  }),
  needs('PV-FJ-02', 'authorization-letter', {
    appliesTo: { kinds: ['enterprise'], provinces: FUJIAN },
    reason: '福建省备案：网站负责人不是法定代表人，须提供网站负责人授权书。',
    when: 'the site owner is not the legal representative, and there is no usable letter',
    message: '网站负责人不是法定代表人，请上传网站负责人授权书（日期不晚于提交日期，且在3个月以内）。',
    source: ['T19-prov', 'T22-prov', 'T22-mat'],
    needed: isNotLegalRepresentative,
  }),
  needs('PV-TJ-02', 'authorization-letter', {
    appliesTo: { kinds: ['enterprise'], provinces: TIANJIN },
    reason: '天津市备案：网站负责人不是法定代表人，须提供网站负责人授权书。',
    when: 'the site owner is not the legal representative, and there is no usable letter',
    message: '网站负责人不是法定代表人，请上传网站负责人授权书（日期不晚于提交日期，且在3个月以内）。',
    source: ['T22-prov', 'T19-faq', 'T22-mat'],
    needed: isNotLegalRepresentative,
  }),
  needs('PV-GD-02', 'employment-proof', {
    appliesTo: { kinds: ['enterprise'], provinces: GUANGDONG },
    reason: '网站负责人未满18周岁，须提供就业证明。',
    when: 'the site owner is not the principal, is 16 or 17, and there is no usable proof of employment',
    message: '网站负责人未满18周岁，请上传加盖公章的就业证明（注明入职时间与职务）。',
    source: ['T22-prov'],
    needed: (papers, filingCase) => isAnother(papers, filingCase) && is16Or17(papers),
  }),
]);
