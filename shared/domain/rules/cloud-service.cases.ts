import { enterprise, enterpriseCheck, fires, quiet, type RuleCase } from './cases.ts';

const server = (field: string, value: unknown) => ({ [`facts.cloudService.value.${field}`]: value });
const code = { 'input.cloudService': { kind: 'authorization-code', code: 'SAMPLE-CODE-1' } };
const heldBy = (holder: string) => ({ 'facts.w1.cloudService.value.codeHeldBy': holder });
const none = { 'facts.cloudService': { known: true, value: undefined } };
const unknown = { 'facts.cloudService': { known: false } };

const [website] = enterprise.contents.websites;
const websites = (count: number, cloudService: unknown) =>
  Array.from({ length: count }, (_, i) => ({ ...website, id: `w${i}`, domain: `xinghe-sample${i}.com`, cloudService }));

/** Each differs in one thing from the server of the sample. */
const otherServers = [{ product: 'clb' }, { region: 'ap-shanghai' }, { resourceId: 'ins-sample2' }].map(
  (different) => ({
    ...website?.cloudService,
    ...different,
  }),
);

/** Websites of a filing on one server, on which others run as well. */
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

export const CLOUD_SERVICE_CASES: readonly RuleCase[] = [
  fires('CS-01', enterpriseCheck, server('inMainland', false), 'cloudService'),
  quiet('CS-01', enterpriseCheck),
  fires('CS-02', enterpriseCheck, server('prepaid', false), 'cloudService'),
  quiet('CS-02', enterpriseCheck),
  fires(
    'CS-03',
    enterpriseCheck,
    { ...server('createdAt', new Date('2026-11-01')), ...server('expiresAt', new Date('2027-01-31')) },
    'cloudService',
  ),
  quiet('CS-03', enterpriseCheck, {
    ...server('createdAt', new Date('2026-11-01')),
    ...server('expiresAt', new Date('2027-02-01')),
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
  fires('CS-91', enterprise, { facts: {} }, 'websites.0.cloudService'),
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
