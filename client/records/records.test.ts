import { describe, expect, it, vi } from 'vitest';
import type { Call } from '../calls/api-client.ts';
import { createOwnLists, filingLink, filingName, type OwnLists } from './own-lists.ts';
import { hintsBesides, inputFromRecord, recordCard } from './records.ts';

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

    const { hints, toDo } = recordCard({ ...record, hints: [{ code: 'domain', message }] });

    expect([hints, recordCard(record).hints]).toEqual([[{ code: 'domain', message, way: undefined }], []]);
    expect([toDo, recordCard(record).toDo]).toEqual(['有 1 件事要处理', '']);
  });

  it('has a button at each hint for the operation that it names, while that is possible, else for its website', () => {
    const { recordId } = record;
    const [site] = record.websites;
    const hints = [
      { code: 'access-ended', message: '1', action: 'new-access', websiteId: site?.websiteId },
      { code: 'certificate', message: '2', action: 'change' },
      { code: 'silent', message: '3', websiteId: site?.websiteId },
    ] as never;
    const card = recordCard({ ...record, hints });
    const websiteId = site?.websiteId;

    expect(card.hints.map(({ way }) => way)).toEqual([
      { recordId, action: 'new-access', label: '接入备案', websiteId },
      undefined,
      { recordId, websiteId, label: '检查网站、填公安备案号' },
    ]);
    // What has a row of its own in 要你动手 is not said twice, and what is asked for comes first.
    expect(hintsBesides(card).map(({ message }) => message)).toEqual(['2', '3']);
    expect(card.open.map(({ action }) => action)).toEqual(['new-access', 'new-website']);
  });

  it('says once why something is closed', () => {
    const reason = '该主体名下已没有有效网站（空壳主体），请先注销主体';
    const actions = [{ action: 'new-website' as const, label: '新增网站', reason }];
    const { closed } = recordCard({
      ...record,
      websites: [],
      actions,
      hints: [{ code: 'empty', message: reason }] as never,
    });

    expect(closed).toEqual([{ labels: '新增网站', reason: '请先处理上面提醒的事。' }]);
  });

  it('has what can be done now, and once what cannot, with its reason', () => {
    const { open, closed } = recordCard(record);

    expect(open.map(({ label, sentence }) => `${label}：${sentence}`)).toEqual([
      '新增网站：再加一个网站。主体信息不用再填，证件再拍一次；新网站有自己的备案号。',
      '接入备案：网站没有接入本平台。办好后可以开在这里的云服务器上，备案号不变。',
    ]);
    expect(closed).toEqual([{ labels: '变更备案、取消接入', reason: STAFF }]);
  });

  it('says of each ending what becomes of the number before it is chosen', () => {
    const ends = website('粤ICP备2026000001号-1', [{ action: 'cancel-website', label: '注销网站' }]);

    const { endings } = recordCard({ ...record, websites: [ends] });

    expect(endings).toEqual([
      {
        recordId: record.recordId,
        filingType: 'cancel-website',
        label: '注销网站',
        about: 'yunfan-keji.cn',
        websiteId: ends.websiteId,
        sentence: '这个网站不办了。它的备案号作废，拿不回来。',
      },
    ]);
    const both = recordCard({ ...record, websites: [ends, ends] }).endings[0]?.sentence;
    expect(both).toBe('这个网站不办了。它的备案号作废，拿不回来。其他网站不受影响。');
  });

  it('has the number for a title as long as it has no organizer, and each website with its number', () => {
    const { title, websites } = recordCard(record);

    expect(title).toBe('粤ICP备2026000001号');
    expect(websites[0]).toEqual({
      websiteId: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01',
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

  it('says what the desk has written of an end', () => {
    const ended = {
      at: '2026-11-24T02:00:00Z',
      why: 'cancelled' as const,
      label: '已被管局注销',
      reason: '主体信息不真实',
    };
    const [website] = record.websites;
    const card = recordCard({
      ...record,
      state: 'ended',
      ended,
      websites: website ? [{ ...website, stateLabel: '已注销', ended }] : [],
    });

    expect([card.endLabel, card.websites[0]?.stateLabel]).toEqual([
      '已被管局注销：主体信息不真实',
      '已注销：主体信息不真实',
    ]);
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
    const more = [...websites, filed('second.cn', moved)];
    expect(inputFromRecord({ subject, websites: more }, 'new-access', 'second.cn').domain).toBe('second.cn');
  });
});

it('a filing in the list is named by its website; the end of an organizer by its name and number', () => {
  const card = { recordId: record.recordId, title: '云帆科技有限公司', number: '粤ICP备2026000001号' };
  const name = (filingType: 'change' | 'cancel-organizer', domain: string) =>
    filingName({ filingType, domain, recordId: record.recordId }, [card]);

  expect([name('change', 'yunfan-keji.cn'), name('cancel-organizer', 'yunfan-keji.cn')]).toEqual([
    'yunfan-keji.cn',
    '云帆科技有限公司（粤ICP备2026000001号）',
  ]);
  expect(name('cancel-organizer', '')).toBe('云帆科技有限公司（粤ICP备2026000001号）');
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
  const filing = { filingId: 'f1', domain: 'yunfan-keji.cn', state: 'draft' };
  /** An API of which one list is out of order. */
  const apiWithout = (broken: string) =>
    (async (name: string) => {
      if (name === broken) throw down;
      return { records: [record], filings: [filing], transfers: [], messages: [] };
    }) as unknown as Call;
  async function loaded(broken: string) {
    const lists: Partial<OwnLists> = {};
    const own = createOwnLists(apiWithout(broken), (part) => Object.assign(lists, part));
    const failure = await own.load().catch((error) => error);
    return { failure, records: lists.records?.length, filings: lists.filings?.length };
  }

  it('show the one that is there when the other fails, and what failed', async () => {
    expect(await loaded('listRecords')).toEqual({ failure: down, records: undefined, filings: 1 });
    expect(await loaded('listFilings')).toEqual({ failure: down, records: 1, filings: undefined });
  });

  it('are both there when nothing fails', async () => {
    expect(await loaded('')).toEqual({ failure: undefined, records: 1, filings: 1 });
  });

  it('are loaded again while a filing is on its way, once it has got further, and not after the page is gone', async () => {
    vi.useFakeTimers();
    const asked: string[] = [];
    let state = 'sms-verification';
    const call = (async (name: string) => {
      asked.push(name);
      const filings = [{ filingId: 'f1', domain: 'yunfan-keji.cn', filingType: 'first', state, stateLabel: state }];
      return { records: [], filings, transfers: [], messages: [] };
    }) as unknown as Call;
    const lists: Partial<OwnLists> = {};
    const own = createOwnLists(call, (part) => Object.assign(lists, part));

    await own.load();
    await vi.advanceTimersByTimeAsync(3000);
    expect(asked).toEqual(['listRecords', 'listFilings', 'listTransfers', 'listUnreached', 'listFilings']);
    state = 'authority-review';
    await vi.advanceTimersByTimeAsync(3000);
    expect(lists.filings?.[0]?.state).toBe('authority-review');
    own.pause();
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(9000);
    expect(asked).toHaveLength(before);
    vi.useRealTimers();
  });
});
