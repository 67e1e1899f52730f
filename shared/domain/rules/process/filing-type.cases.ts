import { NOT_ASKED, WITHHELD } from '../../facts.ts';
import {
  change,
  enterprise,
  enterpriseCheck,
  fires,
  individual,
  individualCheck,
  quiet,
  type RuleCase,
  type Sentences,
} from '../cases.ts';

const record = (filedHere: 'this-account' | 'other-account' | 'no', websites = 1) => ({
  known: true,
  value: { number: '粤ICP备2021012345号', filedHere, websites },
});
const domainRecord = (sameOrganizer: boolean, connectedHere: boolean) => ({
  known: true,
  value: { number: '粤ICP备2021012345号-1', sameOrganizer, connectedHere },
});
const unknown = { known: false };

const [website] = enterprise.contents.websites;
const websites = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ...website, id: `w${i}`, domain: `xinghe-sample${i}.com` }));

export const cases: readonly RuleCase[] = [
  fires('FT-01', enterpriseCheck, { 'input.region': '310000' }, 'region'),
  fires('FT-01', enterprise, { openProvinces: ['350000'] }, 'eligibility.region'),
  quiet('FT-01', enterpriseCheck),
  fires('FT-03', enterpriseCheck, { 'input.certificateType': 'id-card' }, 'certificateType'),
  fires('FT-03', individualCheck, { 'input.certificateType': 'business-licence' }, 'certificateType'),
  quiet('FT-03', individualCheck),
  fires('FT-04', enterpriseCheck, { 'input.certificateNumber': ' ' }, 'certificateNumber'),
  fires('FT-04', enterpriseCheck, { 'input.domain': '' }, 'domain'),
  fires('FT-04', enterpriseCheck, { 'input.region': '' }, 'region', '请填写备案地域。'),
  fires('FT-04', enterprise, { 'contents.eligibility.domain': '' }, 'eligibility.domain', '请填写域名。'),
  quiet('FT-04', enterpriseCheck),
  // An empty number has no other finding.
  quiet('FD-01', enterpriseCheck, { 'input.certificateNumber': '' }),
  fires('FT-13', enterpriseCheck, { hasUnfinishedFiling: true }, 'filing'),
  quiet('FT-13', enterpriseCheck, { hasUnfinishedFiling: false }),
  fires(
    'FT-99',
    enterpriseCheck,
    { notInOrder: ['证件已过有效期，请更换证件后再备案。请先办理变更备案，通过后再办理新增网站。'] },
    'certificateNumber',
    '请先办理变更备案',
  ),
  quiet('FT-99', enterpriseCheck, { notInOrder: [] }),
  quiet('FT-99', enterpriseCheck),
  fires('FT-12', enterpriseCheck, { organizerRecord: record('other-account') }, 'certificateNumber'),
  quiet('FT-12', enterpriseCheck, { organizerRecord: record('this-account') }),
  quiet('FT-12', enterpriseCheck, { organizerRecord: record('no') }),
  fires('FT-15', enterpriseCheck, { organizerRecord: record('this-account', 0) }, 'certificateNumber'),
  quiet('FT-15', enterpriseCheck, { organizerRecord: record('this-account', 0), 'input.region': '120000' }),
  quiet('FT-15', enterpriseCheck, { organizerRecord: record('this-account', 1) }),
  quiet('FT-15', enterpriseCheck, { organizerRecord: record('other-account', 0) }),
  fires(
    'PV-94',
    enterpriseCheck,
    { organizerRecord: record('this-account'), 'input.region': '350000' },
    'certificateNumber',
    '该主体已在广东省备案',
  ),
  fires('PV-94', enterpriseCheck, { organizerRecord: record('no', 0), 'input.region': '120000' }, 'certificateNumber'),
  quiet('PV-94', enterpriseCheck, { organizerRecord: record('this-account') }),
  quiet('PV-94', enterpriseCheck, { organizerRecord: record('other-account'), 'input.region': '350000' }),
  quiet('PV-94', enterpriseCheck, { organizerRecord: record('this-account'), 'input.region': '' }),
  fires(
    'FT-09',
    enterpriseCheck,
    { organizerRecord: record('no'), 'facts.domainRecord': domainRecord(false, false) },
    'domain',
  ),
  quiet('FT-09', enterpriseCheck, {
    organizerRecord: record('no'),
    'facts.domainRecord': domainRecord(true, false),
  }),
  quiet('FT-09', enterpriseCheck, {
    organizerRecord: record('other-account'),
    'facts.domainRecord': domainRecord(false, false),
  }),
  fires('FT-10', enterpriseCheck, { 'facts.domainRecord': domainRecord(false, false) }, 'domain'),
  quiet('FT-10', enterpriseCheck, {
    organizerRecord: record('no'),
    'facts.domainRecord': domainRecord(false, false),
  }),
  fires(
    'FT-11',
    enterpriseCheck,
    { organizerRecord: record('this-account'), 'facts.domainRecord': domainRecord(true, true) },
    'domain',
  ),
  quiet('FT-11', enterpriseCheck, {
    organizerRecord: record('this-account'),
    'facts.domainRecord': domainRecord(true, false),
  }),
  quiet('FT-11', enterpriseCheck, {
    organizerRecord: record('other-account'),
    'facts.domainRecord': domainRecord(true, true),
  }),
  fires(
    'FT-11',
    enterpriseCheck,
    { organizerRecord: unknown, 'facts.domainRecord': domainRecord(true, true) },
    'domain',
  ),
  fires(
    'FT-11',
    enterprise,
    { organizerRecord: record('this-account'), 'facts.w1.domainRecord': domainRecord(true, true) },
    'websites.0.domain',
  ),
  quiet('FT-11', enterprise, {
    filingType: 'change',
    organizerRecord: record('this-account'),
    'facts.w1.domainRecord': domainRecord(true, true),
  }),
  fires('FT-90', enterpriseCheck, { organizerRecord: unknown }, 'certificateNumber'),
  fires('FT-90', enterprise, { organizerRecord: unknown }, 'eligibility.certificateNumber'),
  quiet('FT-90', enterpriseCheck),
  quiet('FT-90', enterpriseCheck, { organizerRecord: WITHHELD }),
  quiet('FT-91', enterpriseCheck, { 'facts.domainRecord': WITHHELD }),
  quiet('FT-90', enterprise),
  quiet('FT-90', enterprise, { organizerRecord: NOT_ASKED }),
  fires('FT-91', enterpriseCheck, { 'facts.domainRecord': unknown }, 'domain'),
  fires('FT-91', enterprise, { 'facts.w1.domainRecord': unknown }, 'websites.0.domain'),
  quiet('FT-91', enterprise, { facts: {} }),
  quiet('FT-91', enterpriseCheck),
  quiet('FT-91', enterprise),
  fires('FT-25', enterprise, { 'contents.websites': websites(11) }, 'websites'),
  quiet('FT-25', enterprise, { 'contents.websites': websites(10) }),
  fires('FT-26', individual, { 'contents.websites': websites(2) }, 'websites'),
  quiet('FT-26', individual),
  fires('FT-92', enterprise, { organizerRecord: record('this-account') }, 'filingType'),
  fires('FT-92', enterprise, { filingType: 'new-website' }, 'filingType'),
  quiet('FT-92', enterprise, { filingType: 'new-website', organizerRecord: record('no') }),
  fires('FT-92', enterprise, { filingType: 'cancel-organizer' }, 'filingType'),
  quiet('FT-92', enterprise, { filingType: 'change', organizerRecord: record('this-account') }),
  quiet('FT-92', enterprise, { organizerRecord: unknown }),
  fires(
    'FT-16',
    change(enterprise, { filingType: 'new-access', organizerRecord: record('no') }),
    {},
    'websites.0.domain',
  ),
  fires('FT-16', enterprise, { 'facts.w1.domainRecord': domainRecord(true, false) }, 'websites.0.domain'),
  quiet('FT-16', enterprise, {
    filingType: 'new-access',
    organizerRecord: record('no'),
    'facts.w1.domainRecord': domainRecord(true, false),
  }),
];

export const sentences: Sentences = {
  'FT-01': [
    '本平台目前仅支持广东省、福建省、天津市的备案，请选择已开通的省份；其他省份请通过当地的接入服务商办理。',
    '本平台目前仅支持福建省的备案，请选择已开通的省份；其他省份请通过当地的接入服务商办理。',
  ],
  'FT-03': ['企业备案请选择“营业执照”，个人备案请选择“身份证”；本平台暂不支持其他证件类型。'],
  'FT-04': ['请填写证件号码。', '请填写域名。', '请填写备案地域。'],
  'FT-13': ['你有一个正在办理的备案订单。请先完成或放弃该订单，再发起新的备案。'],
  'FT-99': [
    '已备案的主体信息不能直接沿用：证件已过有效期，请更换证件后再备案。请先办理变更备案，通过后再办理新增网站。',
  ],
  'FT-12': ['这个主体的备案在本平台的另一个账号里，不用重新办。请打开“备案在别处”，看怎么转过来。'],
  'FT-15': [
    '该主体名下已没有有效网站（空壳主体），请先注销主体，再重新提交首次备案；在其他接入商还有网站的，请不要注销，到那里办理。',
  ],
  'PV-94': [
    '该主体已在广东省备案，新增网站和接入备案请选择广东省。单位住所或本人已迁到福建省的，请先办理注销主体，再在福建省办理首次备案。',
    '该主体已在广东省备案，新增网站和接入备案请选择广东省。单位住所或本人已迁到天津市的，请先办理注销主体，再在天津市办理首次备案。',
  ],
  'FT-09': ['该域名已在其他主体名下备案。请先联系原备案主体或原接入商注销该域名的备案信息，再重新提交。'],
  'FT-10': [
    '该域名已有备案记录，但你填写的证件号码没有对应的备案主体。 → 如证件已更换，请填写原备案使用的证件号码；如域名为新购买，请先注销原备案。',
  ],
  'FT-11': ['该域名已在本平台备案成功，无需重复办理。 → 如需修改备案信息，请到“我的备案”选择该网站，办理变更备案。'],
  'FT-90': [
    '暂时查询不到该主体的备案记录，无法判断备案类型、核对备案号，请稍后重试。',
    '暂时查询不到该主体的备案记录，尚不能确认备案类型是否仍然适用，请稍后再查；提交后由审核人员核对。',
  ],
  'FT-91': [
    '暂时查询不到该域名的备案记录，无法判断备案类型、核对备案号，请稍后重试。',
    '暂时查询不到该域名的备案记录，尚不能确认备案类型是否仍然适用，请稍后再查；提交后由审核人员核对。',
  ],
  'FT-25': ['单位备案每个订单最多可添加10个网站，请将其余网站另行提交。'],
  'FT-26': ['个人备案每个订单只能添加1个网站，请删除多余的网站。'],
  'FT-92': ['该主体的备案记录在发起订单后发生了变化，备案类型不再适用。请放弃本订单，重新验证备案类型。'],
  'FT-16': ['接入备案与新增网站需分开提交，请将该网站另行办理。'],
};
