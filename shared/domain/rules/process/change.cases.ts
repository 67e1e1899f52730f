import { WITHHELD } from '../../facts.ts';
import { change, enterprise, fires, idNumber, quiet, type RuleCase, type Sentences } from '../cases.ts';

const filedHere = {
  filingType: 'change',
  organizerRecord: { known: true, value: { number: '粤ICP备2026000001号', filedHere: 'this-account', websites: 1 } },
  'facts.w1.domainRecord': {
    known: true,
    value: { number: '粤ICP备2026000001号-1', sameOrganizer: true, connectedHere: true },
  },
  record: { isMoved: false, isEnded: false },
};
const before = ({ contents: { organizer, principal, websites } }: typeof enterprise) => ({
  'contents.before': { organizer, principal, websites },
});

/** A change of a record that says what the complete filing says; nothing differs yet. */
const ofEnterprise = change(enterprise, { ...filedHere, ...before(enterprise) });

const NEW_NAME = '深圳市星河新样例科技有限公司';
const remark = { 'contents.organizer.remark': '主体备注' };
const renamed = { 'contents.organizer.name': NEW_NAME };
const owned = (name: string) => ({ 'facts.w1.domain.value.ownerName': name });
const oldName = enterprise.contents.organizer?.name ?? '';
const moved = { 'contents.websites.0.cloudService.resourceId': 'ins-sample2' };
const proof = { kind: 'name-change-proof', subject: 'organizer', state: 'ready', findings: [] };
const withProof = { documents: [...enterprise.documents, proof] };
const inHunan = { 'contents.eligibility.region': '430000' };
const inQinghai = { 'contents.eligibility.region': '630000' };
const anotherPrincipal = {
  'contents.principal.name': '周明远',
  'contents.principal.idNumber': idNumber('44010619880101002'),
};
const principalsLetter = { kind: 'authorization-letter', subject: 'principal', state: 'ready', findings: [] };
const without = (kind: string, subject: string) => ({
  documents: enterprise.documents.filter((document) => document.kind !== kind || document.subject !== subject),
});
const NEW_NUMBER = '91440300MAYH3K8A88';
const renumbered = {
  'contents.before.certificateNumber': enterprise.contents.eligibility.certificateNumber,
  'contents.eligibility.certificateNumber': NEW_NUMBER,
};
const reissued = { ...renumbered, 'contents.numberReason': 're-issued' };
const replaced = { ...renumbered, 'contents.numberReason': 'replaced' };
const formerLicence = { kind: 'former-licence', subject: 'organizer', state: 'ready', findings: [] };
const inJiangsu = { 'contents.eligibility.region': '320000' };
const filedWith = (filedHere: string) => ({
  ...reissued,
  numberRecord: { known: true, value: { number: '粤ICP备2026000002号', filedHere, websites: 1 } },
});

/** A new access to a website that the account has filed here. */
const comesBack = change(enterprise, {
  filingType: 'new-access',
  record: { isMoved: false, isEnded: false, ownerMobiles: { 'xinghe-sample.com': '13900001111' } },
});

export const cases: readonly RuleCase[] = [
  fires('FT-19', comesBack, { 'record.isContradicted': true }, 'filing'),
  quiet('FT-19', comesBack),
  quiet('FT-19', { ...comesBack, filingType: 'first' }, { 'record.isContradicted': true }),
  fires('FT-20', comesBack, {}, 'websites.0.siteOwner.mobile'),
  quiet('FT-20', comesBack, { record: { isMoved: false, isEnded: false } }),
  quiet('FT-20', comesBack, { 'contents.websites.0.siteOwner.mobile': '139 0000 1111' }),
  quiet('FT-20', { ...comesBack, filingType: 'new-website' }),
  fires('FT-12', ofEnterprise, filedWith('other-account'), 'eligibility.certificateNumber'),
  quiet('FT-12', ofEnterprise, filedWith('this-account')),
  quiet('FT-12', ofEnterprise, { ...reissued, numberRecord: { known: true, value: undefined } }),
  quiet('FT-12', ofEnterprise, { ...reissued, numberRecord: WITHHELD }),
  fires('FT-98', ofEnterprise, filedWith('this-account'), 'eligibility.certificateNumber'),
  quiet('FT-98', ofEnterprise, filedWith('other-account')),
  fires('FT-40', ofEnterprise, {}, 'filing'),
  fires('FT-40', ofEnterprise, { 'contents.organizer.remark': ' ' }, 'filing'),
  quiet('FT-40', ofEnterprise, remark),
  quiet('FT-40', enterprise),
  fires('FT-95', ofEnterprise, { ...remark, record: { isMoved: true, isEnded: false } }, 'filing'),
  quiet('FT-95', ofEnterprise, remark),
  quiet('FT-95', ofEnterprise, { ...remark, record: { isMoved: true, isEnded: true } }),
  quiet('FT-95', ofEnterprise, { ...remark, record: undefined }),
  fires('FT-96', ofEnterprise, { ...remark, record: { isMoved: true, isEnded: true } }, 'filing'),
  quiet('FT-96', ofEnterprise, remark),
  fires('CS-19', ofEnterprise, moved, 'filing'),
  quiet('CS-19', ofEnterprise, { ...moved, ...remark }),
  quiet('CS-19', ofEnterprise),
  fires('FT-37', ofEnterprise, { 'contents.websites.0.domain': 'xinghe-other.com' }, 'websites.0.domain'),
  fires('FT-37', ofEnterprise, { 'contents.websites.0.otherDomains': ['xinghe-other.com'] }, 'websites.0.domain'),
  quiet('FT-37', ofEnterprise, {
    'contents.before.websites.0.otherDomains': ['xinghe-old.com'],
    'contents.websites.0.domain': 'xinghe-old.com',
  }),
  fires('FT-38', ofEnterprise, { 'contents.websites.0.domain': '' }, 'websites.0.domain'),
  quiet('FT-38', ofEnterprise),
  fires('DM-22', ofEnterprise, { ...renamed, ...owned(oldName) }, 'websites.0.domain'),
  quiet('DM-22', ofEnterprise, { ...renamed, ...owned(NEW_NAME) }),
  quiet('DM-22', ofEnterprise, { ...remark, ...owned(oldName) }),
  quiet('DM-22', ofEnterprise, { ...renamed, ...owned('别的单位') }),
  quiet('DM-22', ofEnterprise, { ...renamed, 'facts.w1.domain': { known: false } }),
  fires('DM-23', ofEnterprise, { ...remark, 'facts.w1.isOpen': { known: true, value: false } }, 'websites.0'),
  quiet('DM-23', ofEnterprise, { ...remark, 'facts.w1.isOpen': { known: true, value: true } }),
  quiet('DM-23', ofEnterprise, { ...remark, 'facts.w1.isOpen': { known: false } }),
  fires('MT-19', ofEnterprise, renamed, 'documents.name-change-proof', '更名函'),
  quiet('MT-19', ofEnterprise, { ...renamed, ...withProof }),
  quiet('MT-19', ofEnterprise, remark),
  fires('MT-19', ofEnterprise, { ...renamed, ...inJiangsu }, 'documents.name-change-proof', '江苏省管局'),
  quiet('MT-19', ofEnterprise, { ...renamed, ...inJiangsu, ...withProof }),
  quiet('MT-19', ofEnterprise, { ...renamed, ...replaced }),
  fires('FT-36', ofEnterprise, reissued, 'documents.former-licence', '原营业执照'),
  quiet('FT-36', ofEnterprise, { ...reissued, documents: [...enterprise.documents, formerLicence] }),
  quiet('FT-36', ofEnterprise, replaced),
  quiet('FT-36', ofEnterprise, remark),
  fires('FT-97', ofEnterprise, replaced, 'eligibility.certificateNumber'),
  quiet('FT-97', ofEnterprise, reissued),
  quiet('FT-97', ofEnterprise, remark),
  quiet('FT-40', ofEnterprise, reissued),
  fires('MT-21', ofEnterprise, { ...anotherPrincipal, ...inHunan }, 'documents.authorization-letter', '湖南省'),
  quiet('MT-21', ofEnterprise, {
    ...anotherPrincipal,
    ...inHunan,
    documents: [...enterprise.documents, principalsLetter],
  }),
  quiet('MT-21', ofEnterprise, { ...anotherPrincipal }),
  quiet('MT-21', ofEnterprise, { ...remark, ...inHunan }),
  fires(
    'MT-21',
    ofEnterprise,
    { ...remark, ...inQinghai, ...without('business-licence', 'organizer') },
    'documents.business-licence',
    '青海省',
  ),
  fires(
    'MT-21',
    ofEnterprise,
    { ...remark, ...inQinghai, ...without('commitment-letter', 'organizer') },
    'documents.commitment-letter',
  ),
  fires('MT-21', ofEnterprise, { ...remark, ...inQinghai, ...without('id-front', 'principal') }, 'documents.id-front'),
  fires('MT-21', ofEnterprise, { ...remark, ...inQinghai, ...without('id-back', 'principal') }, 'documents.id-back'),
  quiet('MT-21', ofEnterprise, { ...remark, ...inQinghai }),
  quiet('MT-21', ofEnterprise, { ...remark, ...without('business-licence', 'organizer') }),
  quiet('MT-21', ofEnterprise, { ...renamed, ...inQinghai, ...without('business-licence', 'organizer') }),
];

export const sentences: Sentences = {
  'FT-12': ['新的证件号码已在本平台其他账号下有备案记录，请核对号码；号码无误的，请打开“备案在别处”，看怎么办。'],
  'FT-98': ['新的证件号码已用于你的另一份备案，请核对号码；号码无误的，请先注销其中一份备案。'],
  'FT-19': [
    '填写的主体信息与已备案信息不一致。请改成与备案一致；备案信息有变化的，请放弃本订单，先办理变更备案再提交。',
  ],
  'FT-20': ['手机号码与已备案信息不一致，将无法通过短信核验。请填写备案的号码，或先变更手机号码。'],
  'FT-40': ['没有修改任何内容，无需提交。'],
  'FT-95': ['备案信息在你办理期间有了变化，请先查看变化的内容并确认，再提交。'],
  'FT-96': ['这份备案已注销或不再接入本平台，不能继续办理，请放弃本订单。'],
  'CS-19': ['同一接入商内更换IP不强制变更，建议保持备案IP与解析一致。'],
  'FT-37': ['变更时只能减少域名。新域名请办理“新增网站”。'],
  'FT-38': ['网站至少保留一个域名；不再使用该网站时，请办理“注销网站”。'],
  'DM-22': ['单位更名后，请先更新域名实名信息，3个工作日后再提交变更。'],
  'DM-23': ['已备案网站须能正常访问，并在底部标明备案号，请先恢复访问，否则变更可能被退回。'],
  'MT-19': [
    '单位更名请上传登记机关出具的名称变更证明（更名函）。',
    '江苏省管局要求提供工商登记机关出具的变更登记证明，请上传。',
    '单位更名须提供登记机关出具的名称变更证明（更名函）。',
    '单位更名须提供工商登记机关出具的变更登记证明。',
  ],
  'FT-36': [
    '证件号码因换发证照变化的，请上传新营业执照，并上传原营业执照或登记机关的换发证明，以说明原证件号码。',
    '证件号码因换发证照变化，须同时提供新营业执照和原营业执照（或登记机关出具的换发证明）。',
  ],
  'FT-97': ['本次变更将把备案的主办单位更换为另一单位，原单位不再是主办者，请确认。'],
  'MT-21': [
    '请按湖南省要求重新上传授权书与全部证件材料。',
    '请按青海省要求重新上传授权书与全部证件材料。',
    '管局要求更换主体负责人时提供新的授权书。',
    '青海省管局要求变更备案提交全部证件材料。',
  ],
};
