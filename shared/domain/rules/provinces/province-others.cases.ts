import { BORN, enterprise, fires, idNumber, individual, quiet, type RuleCase, type Sentences } from '../cases.ts';

const filedIn = (region: string) => ({ 'contents.eligibility.region': region });
const principal = (field: string, value: unknown) => ({ [`contents.principal.${field}`]: value });
const record = (websites: number) => ({
  organizerRecord: { known: true, value: { number: '沪ICP备2021012345号', filedHere: 'no', websites } },
});
const fromHunan = { 'documents.1.fields.address.text': '湖南省长沙市岳麓区样例路1号' };

/** Number of websites from which on a province requires a plan. */
const PLAN_FROM = [
  ['310000', 30],
  ['320000', 30],
  ['430000', 2],
  ['500000', 35],
] as const;

export const cases: readonly RuleCase[] = [
  fires(
    'PV-90',
    enterprise,
    { ...filedIn('330000'), ...principal('idNumber', idNumber('44030520081126999')) },
    'principal.idNumber',
  ),
  quiet('PV-90', enterprise, { ...filedIn('460000'), ...principal('idNumber', idNumber('44030520081126999')) }),
  quiet('PV-90', enterprise, { ...filedIn('330000'), ...principal('idNumber', idNumber('44030520081125999')) }),
  fires(
    'PV-91',
    enterprise,
    { ...filedIn('330000'), ...principal('isLegalRepresentative', false) },
    'principal.isLegalRepresentative',
  ),
  // 安徽 accepts individuals from 16 on, and people of enterprises from 18 on.
  fires(
    'PV-90',
    enterprise,
    { ...filedIn('340000'), ...principal('idNumber', idNumber('44030520091125999')) },
    'principal.idNumber',
    '年满18周岁',
  ),
  quiet('PV-90', individual, { ...filedIn('340000'), ...principal('idNumber', idNumber('44030520101125999')) }),
  fires(
    'PV-90',
    individual,
    { ...filedIn('340000'), ...principal('idNumber', idNumber('44030520101126999')) },
    'principal.idNumber',
    '年满16周岁',
  ),
  quiet('PV-90', enterprise, { ...filedIn('330000'), ...principal('idNumber', '440305') }),
  quiet('PV-91', enterprise, filedIn('330000')),
  quiet('PV-91', enterprise, { ...filedIn('320000'), ...principal('isLegalRepresentative', false) }),
  fires('PV-92', individual, { ...filedIn('140000'), ...fromHunan }, 'principal.idNumber'),
  quiet('PV-92', individual, {
    ...filedIn('140000'),
    'documents.1.fields.address.text': '太原市迎泽区样例路1号',
  }),
  fires('PV-92', individual, { ...filedIn('130000'), ...fromHunan }, 'principal.mobile'),
  quiet('PV-92', individual, { ...filedIn('130000'), 'documents.1.fields.address.text': '河北省样例村1号' }),
  fires('MT-12', enterprise, filedIn('540000'), 'documents'),
  quiet('MT-12', enterprise, filedIn('330000')),
  fires('MT-13', enterprise, filedIn('320000'), 'documents'),
  quiet('MT-13', enterprise, filedIn('330000')),
  ...PLAN_FROM.flatMap(([region, from]) => [
    fires('MT-18', enterprise, { ...filedIn(region), ...record(from - 1) }, 'websites', `达到${from}个`),
    quiet('MT-18', enterprise, { ...filedIn(region), ...record(from - 2) }),
  ]),
  quiet('MT-18', enterprise, { ...filedIn('330000'), ...record(100) }),
  ...[BORN.sixteen, BORN.seventeen].map((number) =>
    fires(
      'PV-93',
      individual,
      { ...filedIn('320000'), ...principal('idNumber', number) },
      'documents.employment-proof',
    ),
  ),
  ...[BORN.fifteen, BORN.eighteen].map((number) =>
    quiet('PV-93', individual, { ...filedIn('320000'), ...principal('idNumber', number) }),
  ),
  quiet('PV-93', individual, filedIn('320000')),
];

export const sentences: Sentences = {
  'PV-90': [
    '浙江省备案要求负责人年满18周岁，请更换负责人。',
    '安徽省备案要求负责人年满18周岁，请更换负责人。',
    '安徽省备案要求负责人年满16周岁，请更换负责人。',
  ],
  'PV-91': ['浙江省单位备案的主体负责人须为法定代表人，请填写法定代表人的信息。'],
  'PV-92': [
    '山西省管局不受理外省身份证的个人备案，请在身份证所在省份办理。',
    '外省身份证的个人在河北省备案须使用该省的手机号码，请确认。',
  ],
  'MT-12': ['西藏自治区管局要求《网站党建备案信息确认函》，请另行准备并提交管局，请确认。'],
  'MT-13': ['江苏省备案须提供责任告知书、真实性承诺书和承诺视频，请另行准备并提交管局，请确认。'],
  'MT-18': [
    '网站数量达到30个，上海市管局要求提供网站建设方案书，请另行准备并提交管局，请确认。',
    '网站数量达到30个，江苏省管局要求提供网站建设方案书，请另行准备并提交管局，请确认。',
    '网站数量达到2个，湖南省管局要求提供网站建设方案书，请另行准备并提交管局，请确认。',
    '网站数量达到35个，重庆市管局要求提供网站建设方案书，请另行准备并提交管局，请确认。',
  ],
  'PV-93': ['未满18周岁的个人在江苏省备案，请上传就业或收入证明。', '未满18周岁的个人备案须提供就业或收入证明。'],
};
