import type { DocumentKind } from '../../media/document.ts';
import { enterprise, fires, individual, quiet, type RuleCase, type Sentences } from '../cases.ts';

const filedIn = (region: string) => ({ 'contents.eligibility.region': region });
const without = (kind: DocumentKind, subject = '') => ({
  documents: enterprise.documents.filter(
    (document) => document.kind !== kind || (subject !== '' && document.subject !== subject),
  ),
});
const withState = (state: string) => ({ 'documents.0.state': state });
const onlyPrincipal = { 'contents.websites.0.siteOwner': enterprise.contents.principal };
/** Another website with the same owner, whose pictures are those of the first. */
const [first] = enterprise.contents.websites;
const twoOfOne = { 'contents.websites': [first, { ...first, id: 'w2' }] };
const twoOfTwo = { 'contents.websites': [first, { ...first, id: 'w2', siteOwner: enterprise.contents.principal }] };
const notLegalRepresentative = { 'contents.principal.isLegalRepresentative': false };
/** A finding of the check or the reading of a picture. */
const found = (ruleId: string) => ({
  'documents.0.findings': [
    { ruleId, severity: 'block', field: 'file', message: '请重新拍摄证件原件后上传。', params: {} },
  ],
});

export const cases: readonly RuleCase[] = [
  fires('MT-01', enterprise, without('business-licence'), 'documents.business-licence'),
  fires('MT-01', enterprise, withState('waiting'), 'documents.business-licence'),
  fires('MT-01', enterprise, withState('refused'), 'documents.business-licence'),
  quiet('MT-01', enterprise, withState('reading')),
  quiet('MT-01', individual),
  fires('MT-01', enterprise, { ...filedIn('110000'), ...without('business-licence') }, 'documents.business-licence'),
  quiet('MT-01', enterprise, filedIn('110000')),
  fires('MT-03', enterprise, { ...filedIn('350000'), ...without('commitment-letter') }, 'documents.commitment-letter'),
  fires('MT-03', individual, { ...filedIn('120000'), ...without('commitment-letter') }, 'documents.commitment-letter'),
  quiet('MT-03', enterprise, filedIn('350000')),
  quiet('MT-03', individual, filedIn('120000')),
  fires('MT-02', enterprise, without('id-front'), 'documents.id-front'),
  fires('MT-02', enterprise, without('id-back'), 'documents.id-back'),
  fires('MT-02', enterprise, without('id-front', 'website:w1'), 'websites.0.documents.id-front'),
  fires('MT-02', enterprise, without('id-back', 'website:w1'), 'websites.0.documents.id-back'),
  quiet('MT-02', enterprise),
  quiet('MT-02', enterprise, { ...without('id-front', 'website:w1'), ...onlyPrincipal }),
  quiet('MT-02', enterprise, twoOfOne),
  fires('MT-02', enterprise, { ...without('id-back', 'website:w1'), ...twoOfOne }, 'websites.0.documents.id-back'),
  quiet('MT-04', enterprise, twoOfOne),
  fires('MT-04', enterprise, twoOfTwo, 'websites.1.documents.handheld-photo'),
  fires('MT-08', enterprise, { ...filedIn('340000'), ...notLegalRepresentative }, 'documents.authorization-letter'),
  quiet('MT-08', enterprise, filedIn('340000')),
  fires('MT-11', individual, filedIn('310000'), 'documents.residence-proof'),
  quiet('MT-11', individual, {
    ...filedIn('310000'),
    'documents.1.fields.address.text': '上海市徐汇区样例路1号',
  }),
  fires('MT-04', enterprise, without('handheld-photo'), 'websites.0.documents.handheld-photo'),
  fires('MT-04', individual, { documents: [] }, 'websites.0.documents.handheld-photo'),
  quiet('MT-04', enterprise),
  quiet('MT-04', individual),
  fires('MT-09', enterprise, filedIn('340000'), 'websites.0.documents.authorization-letter'),
  quiet('MT-09', enterprise, { ...filedIn('340000'), ...onlyPrincipal }),
  fires('DM-17', enterprise, { 'facts.w1.domain.value.source': 'registry' }, 'websites.0.documents.domain-certificate'),
  fires(
    'DM-17',
    enterprise,
    { 'facts.w1.domain.value.source': 'unreachable' },
    'websites.0.documents.domain-certificate',
  ),
  quiet('DM-17', enterprise),
  fires('DM-21', individual, filedIn('430000'), 'websites.0.documents.domain-certificate'),
  quiet('DM-21', individual, { ...filedIn('430000'), 'facts.w1.domain.value.source': 'registry' }),
  fires(
    'FD-59',
    enterprise,
    { 'contents.websites.0.details.preApprovals': [{ kind: 'NEWS', number: '样例1号' }] },
    'websites.0.documents.pre-approval',
  ),
  fires('MT-90', enterprise, withState('received'), 'documents.business-licence'),
  fires('MT-90', enterprise, withState('reading'), 'documents.business-licence'),
  fires('MT-90', enterprise, withState('checking'), 'documents.business-licence'),
  quiet('MT-90', enterprise),
  ...['MT-05', 'MT-06', 'MT-07'].flatMap((rule) => [
    fires(rule, enterprise, found(rule), 'documents.business-licence'),
    quiet(rule, enterprise),
  ]),
];

export const sentences: Sentences = {
  'MT-01': [
    '请上传营业执照原件照片或彩色扫描件。',
    '单位备案须提供营业执照，正本或副本均可。',
    '请上传营业执照副本原件照片或彩色扫描件。',
    '北京市单位备案须提供营业执照副本。',
  ],
  'MT-03': [
    '请上传网站备案承诺书，请勿上传网站真实性核验单。',
    '备案须提供网站备案承诺书，签字并加盖公章。请勿上传网站真实性核验单。',
    '备案须提供本人签字的网站备案承诺书。请勿上传网站真实性核验单。',
  ],
  'MT-02': [
    '请上传主体负责人身份证人像面照片。',
    '请上传网站负责人身份证人像面照片。',
    '须提供主体负责人身份证人像面。',
    '须提供主体负责人身份证国徽面。',
    '网站负责人与主体负责人不同，须提供网站负责人身份证人像面。',
    '网站负责人与主体负责人不同，须提供网站负责人身份证国徽面。',
    '请上传主体负责人身份证国徽面照片。',
    '请上传网站负责人身份证国徽面照片。',
  ],
  'MT-08': ['主体负责人不是法定代表人，请上传主体负责人授权书。', '主体负责人不是法定代表人，须提供授权书。'],
  'MT-11': ['证件地址不在上海市，请上传有效的居住证明。', '身份证地址不在备案省份，须提供居住证明。'],
  'MT-04': [
    '请上传网站负责人手持营业执照的照片，五官和证件内容清晰无遮挡。',
    '须提供网站负责人手持营业执照的照片。',
    '请上传本人手持身份证的照片，五官和证件内容清晰无遮挡。',
    '须提供本人手持身份证的照片。',
  ],
  'MT-09': [
    '网站负责人不是法定代表人，请上传网站负责人授权书（日期不晚于提交日期，且在3个月以内）。',
    '网站负责人不是法定代表人，须提供网站负责人授权书。',
  ],
  'DM-17': [
    '该域名不在本平台注册，请上传域名实名认证信息截图（包含域名、所有者、证件类型、证件号码和到期时间）。',
    '域名不在本平台注册，须提供域名实名认证信息截图。',
  ],
  'DM-21': ['湖南省管局要求提供每个域名的域名证书，请上传。', '管局要求个人备案提供每个域名的域名证书。'],
  'FD-59': ['请上传前置审批文件。', '网站涉及前置或专项审批，须提供前置审批文件。'],
  'MT-90': ['“营业执照”正在检查和识别，请稍候再提交。'],
};
