import { describe, expect, it } from 'vitest';
import type { Call } from '../calls/api-client.ts';
import { filingLink, inputFromRecord, loadOwnLists, type OwnLists, recordCard } from './records.ts';

const STAFF = '暂不支持在线办理，请向接入服务商申请人工办理。';
const website = (number: string, actions: Parameters<typeof recordCard>[0]['websites'][number]['actions']) => ({
  websiteId: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01',
  number,
  domains: ['yunfan-keji.cn'],
  state: 'live' as const,
  stateLabel: '已接入',
  cloudServices: [],
  actions,
});

const record = {
  recordId: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a02',
  number: '粤ICP备2026000001号',
  version: 1,
  state: 'live' as const,
  stateLabel: '已备案',
  region: '440000',
  organizerKind: 'enterprise' as const,
  certificateType: 'business-licence' as const,
  certificateNumber: '9144**********7264',
  websites: [
    website('粤ICP备2026000001号-1', [{ action: 'end-access', label: '取消接入', reason: STAFF }]),
    website('粤ICP备2026000001号-2', [
      { action: 'new-access', label: '接入备案' },
      { action: 'change', label: '变更备案', reason: STAFF },
    ]),
  ],
  notices: [],
  hints: [],
  actions: [
    { action: 'new-website' as const, label: '新增网站' },
    { action: 'change' as const, label: '变更备案', reason: STAFF },
  ],
};

describe('a record in 我的备案', () => {
  it('shows what to see to', () => {
    const message = '域名 yunfan.example 将于2027年1月3日到期，请续费。';

    const { hints } = recordCard({ ...record, hints: [{ code: 'domain', message }] });

    expect([hints, recordCard(record).hints]).toEqual([[message], []]);
  });

  it('has what can be done now, and once what cannot, with its reason', () => {
    const { open, closed } = recordCard(record);

    expect(open.map(({ label }) => label)).toEqual(['新增网站', '接入备案']);
    expect(closed).toEqual([{ labels: '变更备案、取消接入', reason: STAFF }]);
  });

  it('has the number for a title as long as it has no organizer, and each website with its number', () => {
    const { title, websites } = recordCard(record);

    expect(title).toBe('粤ICP备2026000001号');
    expect(websites[0]).toEqual({
      number: '粤ICP备2026000001号-1',
      domains: 'yunfan-keji.cn',
      name: undefined,
      stateLabel: '已接入',
      isEnded: false,
    });
  });

  it('that has ended says why', () => {
    const ended = { at: new Date('2026-11-24T02:00:00Z'), why: 'revoked' as const, label: '管局已注销这次备案' };

    const { isEnded, endLabel } = recordCard({
      ...record,
      state: 'ended',
      ended: { ...ended, at: ended.at.toISOString() },
    });

    expect([isEnded, endLabel]).toEqual([true, '管局已注销这次备案']);
  });
});

describe('a filing that starts from a record', () => {
  const subject = {
    region: '440000',
    organizerKind: 'enterprise',
    certificateType: 'business-licence',
    certificateNumber: '91440300MAYH3K7264',
  } as const;
  const cloudService = { kind: 'authorization-code', code: 'AAAA-BBBB-CCCC-DDDD' } as const;
  const ended = { at: '2026-11-24T02:00:00.000Z', why: 'revoked' } as const;
  const filed = (domain: string, more: object) => ({
    ...{ id: domain, number: `粤ICP备2026000001号-${domain}`, domains: [domain], filingId: 'f1' },
    accesses: [{ id: 'w1', filingId: 'f1', cloudService }],
    ...more,
  });
  const moved = { accesses: [{ id: 'w1', filingId: 'f1', cloudService, ended }] };
  const websites = [filed('here.cn', {}), filed('over.cn', { ...moved, ended }), filed('moved.cn', moved)];

  it('knows who is filed, and not which domain a new website has', () => {
    expect(inputFromRecord({ subject, websites }, 'new-website')).toEqual({ ...subject, takenNumber: '', domain: '' });
  });

  it('knows the domain of a new access: that of a live website without an access', () => {
    expect(inputFromRecord({ subject, websites }, 'new-access').domain).toBe('moved.cn');
  });
});

it('a filing in the list leads to what is to be done with it', () => {
  const link = (filingType: 'change' | 'end-access', state: 'draft' | 'returned' | 'authority-returned' | 'queued') =>
    filingLink({ filingType, state });

  expect([link('change', 'draft'), link('change', 'returned'), link('change', 'queued')]).toEqual([
    '继续填写',
    '去修改',
    '查看进度',
  ]);
  expect([link('end-access', 'authority-returned'), link('end-access', 'queued')]).toEqual(['查看原因', '查看进度']);
});

describe('the lists of 我的备案', () => {
  const down = new Error('系统正忙，请稍后再试。');
  const filing = { filingId: 'f1', domain: 'yunfan-keji.cn' };
  /** An API of which one list is out of order. */
  const apiWithout = (broken: string) =>
    (async (name: string) => {
      if (name === broken) throw down;
      return { records: [record], filings: [filing] };
    }) as unknown as Call;
  async function loaded(broken: string) {
    const lists: Partial<OwnLists> = {};
    const failure = await loadOwnLists(apiWithout(broken), (part) => Object.assign(lists, part)).catch(
      (error) => error,
    );
    return { failure, records: lists.records?.length, filings: lists.filings?.length };
  }

  it('show the one that is there when the other fails, and what failed', async () => {
    expect(await loaded('listRecords')).toEqual({ failure: down, records: undefined, filings: 1 });
    expect(await loaded('listFilings')).toEqual({ failure: down, records: 1, filings: undefined });
  });

  it('are both there when nothing fails', async () => {
    expect(await loaded('')).toEqual({ failure: undefined, records: 1, filings: 1 });
  });
});
