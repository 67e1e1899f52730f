import { BORN, enterprise, fires, idNumber, individual, quiet, type RuleCase, type Sentences } from '../cases.ts';

const details = (field: string, value: unknown) => ({ [`contents.websites.0.details.${field}`]: value });
const siteOwner = (field: string, value: unknown) => ({ [`contents.websites.0.siteOwner.${field}`]: value });
const principal = (field: string, value: unknown) => ({ [`contents.principal.${field}`]: value });
const organizer = (field: string, value: unknown) => ({ [`contents.organizer.${field}`]: value });
const record = (websites: number) => ({
  organizerRecord: { known: true, value: { number: '粤ICP备2021012345号', filedHere: 'no', websites } },
});
const papers = (id: string) => enterprise.documents.filter(({ kind }) => kind !== id);
const websites = (count: number) => ({
  'contents.websites': Array.from({ length: count }, (_, i) => ({ ...enterprise.contents.websites[0], id: `w${i}` })),
});
const OWNER = 'websites.0.siteOwner';

export const cases: readonly RuleCase[] = [
  fires('PV-GD-01', enterprise, siteOwner('idNumber', idNumber('44030520101126999')), `${OWNER}.idNumber`),
  quiet('PV-GD-01', enterprise, siteOwner('idNumber', idNumber('44030520101125999'))),
  fires('PV-GD-10', enterprise, siteOwner('mobile', '13822201234'), `${OWNER}.mobile`),
  fires('PV-GD-10', enterprise, siteOwner('emergencyPhone', '075586001234'), 'principal.mobile'),
  fires('PV-GD-10', enterprise, siteOwner('emergencyPhone', '13922205678'), `${OWNER}.emergencyPhone`),
  quiet('PV-GD-10', enterprise),
  quiet('PV-GD-10', enterprise, { 'contents.websites.0.siteOwner': enterprise.contents.principal }),
  fires('PV-GD-04', enterprise, principal('isLegalRepresentative', false), 'principal.isLegalRepresentative'),
  quiet('PV-GD-04', enterprise),
  quiet('PV-GD-04', enterprise, { ...principal('isLegalRepresentative', false), filingType: 'new-access' }),
  fires('PV-GD-09', enterprise, organizer('certificateAddress', '广州市天河区样例路1号'), 'organizer.address.city'),
  quiet('PV-GD-09', enterprise, organizer('certificateAddress', '天河区样例路1号')),
  fires('PV-GD-15', enterprise, organizer('name', '深圳星河样例医院有限公司'), 'organizer.remark'),
  quiet('PV-GD-15', enterprise, {
    ...organizer('name', '深圳星河样例医院有限公司'),
    ...organizer('remark', '医疗机构执业许可证：样例局2024年1月1日颁发，有效期5年，号码样例1号'),
  }),
  fires('PV-GD-07', enterprise, details('name', 'Xinghe360'), 'websites.0.details.name'),
  quiet('PV-GD-07', enterprise, details('name', 'Xinghe样例')),
  quiet('PV-GD-07', enterprise, details('name', 'Xinghe')),
  fires('PV-GD-08', enterprise, details('name', '星河学院'), 'websites.0.details.name'),
  quiet('PV-GD-08', enterprise, details('name', '星河学院（内部学院）')),
  fires(
    'PV-GD-12',
    enterprise,
    details('homeUrl', 'www.xinghe-sample.com；m.xinghe-sample.com'),
    'websites.0.details.homeUrl',
  ),
  quiet('PV-GD-12', enterprise),
  fires('PV-GD-14', individual, details('remark', ' '), 'websites.0.details.remark'),
  quiet('PV-GD-14', individual),
  fires('PV-GD-16', enterprise, details('serviceContents', [13]), 'websites.0.details.preApprovals'),
  quiet('PV-GD-16', enterprise, {
    ...details('serviceContents', [13]),
    ...details('preApprovals', [{ kind: 'GAME', number: '样例1号' }]),
  }),
  fires('PV-GD-11', enterprise, record(31), 'websites'),
  quiet('PV-GD-11', enterprise, record(30)),
  fires('PV-GD-11', individual, record(5), 'websites', '超过5个'),
  quiet('PV-GD-11', individual, record(4)),
  // Without a known record, only the websites of the filing count.
  ...[{ known: true, value: undefined }, { known: false }].flatMap((organizerRecord) => [
    fires('PV-GD-11', enterprise, { organizerRecord, ...websites(32) }, 'websites', '超过31个'),
    quiet('PV-GD-11', enterprise, { organizerRecord, ...websites(31) }),
  ]),
  fires(
    'PV-GD-18',
    enterprise,
    { 'contents.eligibility.certificateNumber': '92440300MAYH3K7261' },
    'eligibility.certificateNumber',
  ),
  quiet('PV-GD-18', enterprise),
  fires('PV-GD-06', enterprise, { documents: papers('commitment-letter') }, 'documents.commitment-letter'),
  fires('PV-GD-06', individual, { documents: [] }, 'documents.commitment-letter'),
  quiet('PV-GD-06', enterprise),
  quiet('PV-GD-06', individual),
  ...[BORN.sixteen, BORN.seventeen].flatMap((number) => [
    fires('PV-GD-02', enterprise, principal('idNumber', number), 'documents.employment-proof'),
    fires('PV-GD-02', enterprise, siteOwner('idNumber', number), 'websites.0.documents.employment-proof'),
    fires('PV-GD-03', individual, principal('idNumber', number), 'documents.employment-proof'),
  ]),
  ...[BORN.fifteen, BORN.eighteen].flatMap((number) => [
    quiet('PV-GD-02', enterprise, principal('idNumber', number)),
    quiet('PV-GD-02', enterprise, siteOwner('idNumber', number)),
  ]),
  quiet('PV-GD-03', individual, principal('idNumber', BORN.eighteen)),
  quiet('PV-GD-03', individual, { 'contents.principal': undefined }),
  quiet('PV-GD-03', individual),
  fires(
    'PV-GD-05',
    individual,
    {
      'documents.1.fields.address.text': '湖南省长沙市岳麓区样例路1号',
    },
    'documents.residence-proof',
  ),
  // Without an address read from the card, the one in the form counts, then the number.
  fires(
    'PV-GD-05',
    individual,
    { 'documents.1.fields': undefined, ...organizer('certificateAddress', '湖南省长沙市岳麓区样例路1号') },
    'documents.residence-proof',
  ),
  fires(
    'PV-GD-05',
    individual,
    {
      'documents.1.fields': undefined,
      ...organizer('certificateAddress', '样例路1号'),
      ...principal('idNumber', idNumber('43010219920318998')),
    },
    'documents.residence-proof',
  ),
  fires(
    'PV-GD-05',
    individual,
    {
      'documents.1.fields': undefined,
      'contents.organizer': undefined,
      'contents.principal': undefined,
      'contents.eligibility.certificateNumber': idNumber('43010219920318998'),
    },
    'documents.residence-proof',
  ),
  quiet('PV-GD-05', individual, {
    'documents.1.fields': undefined,
    ...organizer('certificateAddress', '样例路1号'),
  }),
  quiet('PV-GD-05', individual),
];

export const sentences: Sentences = {
  'PV-GD-01': ['未满16周岁不能作为单位备案的负责人，请更换负责人。'],
  'PV-GD-10': [
    '不同负责人不能填写相同的电话，请填写各自的手机号码和应急联系电话。',
    '同一负责人需填写两个不同的联系电话，请更换应急联系电话。',
  ],
  'PV-GD-04': ['广东省单位备案的主体负责人须为法定代表人，请填写法定代表人的信息。'],
  'PV-GD-09': ['通信地址须与证件住所在同一城市（广州市），请核对。'],
  'PV-GD-15': ['医疗单位请在主体备注中填写医疗机构执业许可证的颁发时间、有效期、颁发部门和许可证号码。'],
  'PV-GD-07': ['广东省备案的网站名称须为纯中文或中英文组合，请加入中文。'],
  'PV-GD-08': ['网站名称含“学院”时，请注明“（内部学院）”或“（非独立机构）”。'],
  'PV-GD-12': ['一个网站只能填写一个首页网址，请删除多余的网址。'],
  'PV-GD-14': ['请在网站备注中详细说明网站开办后的内容和用途。'],
  'PV-GD-16': ['网站内容涉及游戏，请在前置审批中选择“网络游戏”并上传游戏版号批复文件。'],
  'PV-GD-11': [
    '域名数量超过31个，请准备域名证书、网站建设方案书等材料邮寄至广东管局。',
    '域名数量超过5个，请准备域名证书、网站建设方案书等材料邮寄至广东管局。',
  ],
  'PV-GD-18': ['无字号的个体工商户请按个人备案，并在备注中说明；有字号的可按单位备案，请确认。'],
  'PV-GD-06': [
    '请上传《网站备案承诺书》：法定代表人手写正楷签名和日期，并加盖单位公章。请勿上传网站真实性核验单。',
    '广东省备案须提供网站备案承诺书，由法定代表人手写签名和日期，并加盖公章。请勿上传网站真实性核验单。',
    '请上传《网站备案承诺书》：本人手写正楷签名和日期，并按手印。请勿上传网站真实性核验单。',
    '广东省备案须提供网站备案承诺书，由本人手写签名和日期，并按手印。请勿上传网站真实性核验单。',
  ],
  'PV-GD-02': [
    '负责人未满18周岁，请上传加盖公章的就业证明（注明入职时间与职务）。',
    '主体负责人未满18周岁，须提供就业证明。',
    '网站负责人未满18周岁，请上传加盖公章的就业证明（注明入职时间与职务）。',
    '网站负责人未满18周岁，须提供就业证明。',
  ],
  'PV-GD-03': [
    '未满18周岁的个人备案需提供就业证明，请上传；在校学生须年满18周岁。',
    '未满18周岁的个人备案须提供就业证明；在校学生须年满18周岁。',
  ],
  'PV-GD-05': [
    '证件地址不在广东省，请上传广东省有效的居住证、暂住证、社保证明或房产证之一（不接受学生证）。 → 深圳居住证还须附有效期页面或近3个月社保证明。',
    '身份证地址不在广东省，须提供居住证、暂住证、社保证明或房产证之一。',
  ],
};
