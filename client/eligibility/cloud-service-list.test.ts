import { describe, expect, it } from 'vitest';
import {
  addressOf,
  besideDraft,
  detailsOf,
  firstFit,
  isMeant,
  isOfKind,
  kindsIn,
  type ListedService,
  refusalOf,
  serviceAt,
  servicesFor,
} from './cloud-service-list.ts';

const NOW = new Date('2026-11-27T02:00:00Z');
const blocks = (ruleId: string) => ({
  ruleId,
  severity: 'block' as const,
  field: 'cloudService',
  message: '请更换。',
  params: { term: '超过3个月' },
});
const service = (changes: Partial<ListedService> = {}): ListedService => ({
  product: 'cvm',
  resourceId: 'ins-gz000001',
  region: 'ap-guangzhou',
  name: '官网',
  publicIps: ['203.0.113.11'],
  expiresAt: '2028-05-03T16:30:00.000Z',
  isUsable: true,
  placesLeft: 4,
  findings: [],
  ...changes,
});
const refused = (ruleId: string, changes: Partial<ListedService> = {}) =>
  refusalOf(service({ isUsable: false, findings: [blocks(ruleId)], ...changes }), NOW);

describe('a list of cloud services', () => {
  it('proposes the first one that fits', () => {
    const full = service({ resourceId: 'ins-gz000002', isUsable: false });

    expect(firstFit([full, service()])?.resourceId).toBe('ins-gz000001');
    expect(firstFit([full])).toBe(undefined);
  });

  it('proposes one that is off only where nothing else fits', () => {
    const off = service({ resourceId: 'ins-stopped1', findings: [{ ...blocks('CS-92'), severity: 'warn' }] });

    expect(firstFit([off, service()])?.resourceId).toBe('ins-gz000001');
    expect(firstFit([off])?.resourceId).toBe('ins-stopped1');
  });

  it('counts the websites of the draft among those on a server', () => {
    const on = (resourceId: string) => ({
      cloudService: { kind: 'resource', product: 'cvm', resourceId, region: 'ap-guangzhou' } as const,
    });
    const byCode = { cloudService: { kind: 'authorization-code', code: 'YFKJ20261124TX01' } as const };
    const all = [service(), service({ resourceId: 'ins-gz000002', placesLeft: 1 })];
    const draft = [on('ins-gz000001'), on('ins-gz000001'), on('ins-gz000002'), on('ins-gz000002'), byCode];

    expect(besideDraft(all, draft).map(({ placesLeft }) => placesLeft)).toEqual([2, 0]);
  });

  it('offers servers and 建站主机, and load balancers only to whoever has one', () => {
    expect(kindsIn([service()])).toEqual(['server', 'site-host']);
    expect(kindsIn([service(), service({ product: 'clb' })])).toEqual(['server', 'site-host', 'clb']);
  });

  it('has both products of servers side by side', () => {
    const products = ['cvm', 'lighthouse', 'clb', 'site-host'] as const;

    expect(products.filter((product) => isOfKind(service({ product }), 'server'))).toEqual(['cvm', 'lighthouse']);
  });

  it('says product, place and expiry', () => {
    expect(detailsOf(service())).toBe('云服务器·广州·2028年5月4日 到期');
    expect(detailsOf(service({ product: 'lighthouse', region: 'ap-nanjing', expiresAt: undefined }))).toBe('轻量·南京');
    expect([addressOf(service()), addressOf(service({ publicIps: [] }))]).toEqual(['203.0.113.11', '无公网 IP']);
  });

  it.each([
    ['', true],
    ['203.0.113.1', true],
    [' 203.0.113.11 ', true],
    ['官', true],
    ['ins-gz000001', true],
    ['203.0.113.12', false],
    ['备份', false],
  ])('is searched by address, name or id: “%s”', (typed, isFound) => {
    expect(isMeant(service(), typed)).toBe(isFound);
  });

  it('has a server chosen by its whole address, if it can be used', () => {
    const other = service({ resourceId: 'ins-gz000002', publicIps: ['203.0.113.1'] });

    expect(serviceAt([service(), other], ' 203.0.113.1 ')?.resourceId).toBe('ins-gz000002');
    expect(serviceAt([service({ isUsable: false })], '203.0.113.11')).toBeUndefined();
    expect(serviceAt([service()], '203.0.113')).toBeUndefined();
  });
});

describe('a search in the list', () => {
  const postpaid = service({
    resourceId: 'lb-1',
    product: 'clb',
    publicIps: ['203.0.113.40'],
    isUsable: false,
    findings: [blocks('CS-02')],
  });
  const search = (typed: string) => {
    const { usable, others, isRefused, none } = servicesFor([service(), postpaid], { kind: 'server', typed }, NOW);
    return {
      found: [...usable, ...others.map((other) => other.service)].map((service) => service.resourceId),
      isRefused,
      none,
    };
  };

  it('by the whole address of a service that can’t be used says so at once, of whatever kind it is', () => {
    expect(search('203.0.113.40')).toEqual({ found: ['lb-1'], isRefused: true, none: '找到了，但不能用于备案。' });
  });

  it('by anything else stays within the kind', () => {
    expect(search('')).toEqual({ found: ['ins-gz000001'], isRefused: false, none: '' });
    expect(search('203.0.113.4')).toEqual({ found: [], isRefused: false, none: '没有找到，换个 IP 或名称试试。' });
  });
});

describe('a service that can’t be used', () => {
  const cvm = 'https://console.cloud.tencent.com/cvm/instance';

  it.each([
    ['CS-01', { region: 'ap-hongkong' }, { text: '在中国香港，须在中国内地' }],
    ['CS-02', {}, { text: '须为包年包月', way: { label: '去转换', href: cvm } }],
    ['CS-03', {}, { text: '购买时长须超过3个月', way: { label: '去续费', href: cvm } }],
    [
      'CS-04',
      { expiresAt: '2026-12-06T02:00:00.000Z' },
      { text: '只剩 9 天，须满 1 个月', way: { label: '去续费', href: cvm } },
    ],
    ['CS-04', { expiresAt: '2026-11-06T02:00:00.000Z' }, { text: '已经到期', way: { label: '去续费', href: cvm } }],
    ['CS-05', {}, { text: '须有公网 IP', way: { label: '去绑定', href: cvm } }],
    ['CS-06', {}, { text: '5 个备案名额都已用完' }],
    [
      'CS-04',
      { product: 'site-host' as const, expiresAt: '2026-12-06T02:00:00.000Z' },
      { text: '只剩 9 天，须满 1 个月' },
    ],
    ['CS-99', {}, { text: '请更换。' }],
  ])('says why in a few words, and where to mend it: %s', (ruleId, changes, refusal) => {
    expect(refused(ruleId, changes)).toEqual(refusal);
  });

  it('is none of those that can', () => {
    expect(refusalOf(service(), NOW)).toBeUndefined();
  });
});
