import { enterprise, enterpriseCheck, fires, quiet, type RuleCase, type Sentences } from '../cases.ts';

const server = (field: string, value: unknown) => ({ [`facts.cloudService.value.${field}`]: value });
const term = (from: string, until: string) => ({
  ...server('createdAt', new Date(from)),
  ...server('expiresAt', new Date(until)),
});
const code = { 'input.cloudService': { kind: 'authorization-code', code: 'SAMPLE-CODE-1' } };
const heldBy = (holder: string) => ({ 'facts.w1.cloudService.value.codeHeldBy': holder });
const none = { 'facts.cloudService': { known: true, value: undefined } };
const unknown = { 'facts.cloudService': { known: false } };

const [website] = enterprise.contents.websites;
const websites = (count: number, cloudService: unknown) =>
  Array.from({ length: count }, (_, i) => ({ ...website, id: `w${i}`, domain: `xinghe-sample${i}.com`, cloudService }));

/** Each differs in one value from the server of the sample. */
const otherServers = [{ product: 'clb' }, { region: 'ap-shanghai' }, { resourceId: 'ins-sample2' }].map(
  (different) => ({
    ...website?.cloudService,
    ...different,
  }),
);

/** Websites of a filing on one server that other filings use too. */
const usedElsewhere = (count: number, websitesElsewhere: number) => {
  const cloudService = enterpriseCheck.facts.cloudService;
  const facts = {
    ...enterpriseCheck.facts,
    cloudService: { ...cloudService, value: { ...('value' in cloudService && cloudService.value), websitesElsewhere } },
  };
  return {
    'contents.websites': websites(count, website?.cloudService),
    facts: Object.fromEntries(Array.from({ length: count }, (_, i) => [`w${i}`, facts])),
  };
};

export const cases: readonly RuleCase[] = [
  fires('CS-01', enterpriseCheck, server('inMainland', false), 'cloudService'),
  quiet('CS-01', enterpriseCheck),
  fires('CS-02', enterpriseCheck, server('prepaid', false), 'cloudService'),
  quiet('CS-02', enterpriseCheck),
  fires('CS-03', enterpriseCheck, term('2026-11-01T10:00+08:00', '2027-02-01T10:00+08:00'), 'cloudService'),
  quiet('CS-03', enterpriseCheck, term('2026-11-01T10:00+08:00', '2027-02-02T00:00+08:00')),
  // The day in Beijing, where it is eight hours later.
  fires('CS-03', enterpriseCheck, term('2026-10-31T16:00Z', '2027-02-01T15:59Z'), 'cloudService'),
  quiet('CS-03', enterpriseCheck, term('2026-10-31T16:00Z', '2027-02-01T16:00Z')),
  fires('CS-03', enterpriseCheck, term('2026-10-31T15:59Z', '2027-01-31T15:59Z'), 'cloudService'),
  quiet('CS-03', enterpriseCheck, term('2026-10-31T15:59Z', '2027-01-31T16:00Z')),
  // A shorter month ends three months on its last day.
  fires('CS-03', enterpriseCheck, term('2026-11-30T10:00+08:00', '2027-02-28T10:00+08:00'), 'cloudService'),
  quiet('CS-03', enterpriseCheck, term('2026-11-30T10:00+08:00', '2027-03-01T10:00+08:00')),
  quiet('CS-03', enterpriseCheck, server('expiresAt', undefined)),
  fires(
    'CS-03',
    enterpriseCheck,
    { ...term('2026-11-30T10:00+08:00', '2027-02-27T10:00+08:00'), acceptsThreeMonths: true },
    'cloudService',
    '满3个月',
  ),
  quiet('CS-03', enterpriseCheck, {
    ...term('2026-11-30T10:00+08:00', '2027-02-28T10:00+08:00'),
    acceptsThreeMonths: true,
  }),
  fires('CS-04', enterpriseCheck, server('expiresAt', new Date('2026-12-24')), 'cloudService'),
  quiet('CS-04', enterpriseCheck, server('expiresAt', new Date('2026-12-25'))),
  quiet('CS-04', enterpriseCheck, server('expiresAt', undefined)),
  fires('CS-05', enterpriseCheck, server('publicIps', []), 'cloudService'),
  fires('CS-05', enterprise, { 'facts.w1.cloudService.value.publicIps': [] }, 'websites.0.cloudService'),
  quiet('CS-05', enterpriseCheck),
  fires('CS-11', enterpriseCheck, { ...code, ...server('expiresAt', new Date('2026-12-24')) }, 'cloudService'),
  quiet('CS-11', enterpriseCheck, { ...code, ...server('expiresAt', new Date('2026-12-25')) }),
  fires('CS-10', enterprise, heldBy('open-filing'), 'websites.0.cloudService'),
  quiet('CS-10', enterprise, heldBy('approved-filing')),
  fires('CS-16', enterpriseCheck, { ...code, ...server('codeHeldBy', 'approved-filing') }, 'cloudService'),
  quiet('CS-16', enterpriseCheck, { ...code, ...server('codeHeldBy', 'open-filing') }),
  fires('CS-92', enterpriseCheck, server('running', false), 'cloudService'),
  quiet('CS-92', enterpriseCheck),
  fires('CS-09', enterpriseCheck, { ...code, ...none }, 'cloudService'),
  quiet('CS-09', enterpriseCheck, code),
  fires('CS-90', enterpriseCheck, none, 'cloudService'),
  quiet('CS-90', enterpriseCheck),
  fires('CS-91', enterpriseCheck, unknown, 'cloudService'),
  fires('CS-91', enterprise, { 'facts.w1.cloudService': { known: false } }, 'websites.0.cloudService'),
  quiet('CS-91', enterprise, { facts: {} }),
  quiet('CS-91', enterpriseCheck),
  fires(
    'CS-06',
    enterprise,
    { 'contents.websites': websites(6, website?.cloudService) },
    'websites.5.cloudService',
    '最多可用于5个网站',
  ),
  ...otherServers.map((other) =>
    quiet('CS-06', enterprise, {
      'contents.websites': [...websites(5, website?.cloudService), { ...website, id: 'other', cloudService: other }],
    }),
  ),
  quiet('CS-06', enterprise, { 'contents.websites': websites(5, website?.cloudService) }),
  fires('CS-06', enterpriseCheck, server('websitesElsewhere', 5), 'cloudService'),
  quiet('CS-06', enterpriseCheck, server('websitesElsewhere', 4)),
  fires('CS-06', enterprise, usedElsewhere(2, 4), 'websites.1.cloudService'),
  quiet('CS-06', enterprise, usedElsewhere(2, 3)),
  quiet('CS-06', enterpriseCheck, { ...code, ...server('websitesElsewhere', 5) }),
  fires(
    'CS-10',
    enterprise,
    { 'contents.websites': websites(2, { kind: 'authorization-code', code: 'SAMPLE-CODE-1' }) },
    'websites.1.cloudService',
  ),
  quiet('CS-10', enterprise, {
    'contents.websites': ['SAMPLE-CODE-1', 'SAMPLE-CODE-2'].flatMap((given) =>
      websites(1, { kind: 'authorization-code', code: given }),
    ),
  }),
  quiet('CS-10', enterprise, {
    'contents.websites': websites(1, { kind: 'authorization-code', code: 'SAMPLE-CODE-1' }),
  }),
];

export const sentences: Sentences = {
  'CS-01': ['仅中国大陆地区的云服务可用于备案，中国香港及境外地区的云服务无需且不能用于备案，请更换云服务。'],
  'CS-02': ['按量计费的云服务不能用于备案，请使用包年包月的云服务器。'],
  'CS-03': ['云服务购买时长须超过3个月，请续费后再备案。', '云服务购买时长须满3个月，请续费后再备案。'],
  'CS-04': ['云服务已到期或剩余时长不足1个月，请续费后再提交备案。'],
  'CS-05': ['所选云服务没有公网IP，请分配公网IP（带宽不能为0）后再备案。'],
  'CS-11': ['该备案授权码对应的云服务器已到期或将在30天内到期，授权码已失效，请联系授权方续费。'],
  'CS-10': [
    '该备案授权码正在被其他备案订单使用，一个授权码只能备案一个网站，请更换授权码或先放弃原订单。',
    '该备案授权码已用于本订单的其他网站，一个授权码只能备案一个网站，请更换授权码。',
  ],
  'CS-16': ['该备案授权码已用于其他网站，仅可用于原网站的变更备案，请更换授权码。'],
  'CS-92': ['所选云服务当前没有运行，请确认没有被停用或隔离，以免审核时查询不到。'],
  'CS-09': ['备案授权码无效，或不属于当前账号，请向授权方核对。'],
  'CS-90': ['当前账号下没有找到所选的云服务，请重新选择，或填写备案授权码。'],
  'CS-91': ['暂时查询不到该云服务的信息，尚不能确认是否符合备案要求，请稍后再查；提交后由审核人员核对。'],
  'CS-06': ['一台云服务器最多可用于5个网站的备案，该云服务器的网站数量已达上限，请更换其他云服务器。'],
};
