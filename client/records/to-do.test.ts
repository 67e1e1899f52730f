import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../../contracts/kit/refusal.ts';
import { NOTIFICATIONS } from '../../shared/domain/messages/notifications.ts';
import type { Call } from '../calls/api-client.ts';
import type { OwnLists } from './own-lists.ts';
import type { Transfer } from './record-transfers.ts';
import { recordCard } from './records.ts';
import { loadRecord, type ToDo, toDos } from './to-do.ts';

type RecordView = Parameters<typeof recordCard>[0];

const RECORD_ID = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a02';
const NOW = new Date('2026-12-01T02:00:00Z');

const notice: RecordView['notices'][number] = {
  notice: 3,
  kind: 'inspection',
  kindLabel: '备案核查',
  state: 'open',
  stateLabel: '待整改',
  at: '2026-11-30T02:00:00.000Z',
  websites: ['粤ICP备2099000001号-2'],
  items: [{ field: 'websites.0.details.name', reason: '网站内容与备案名称不符' }],
  dueAt: '2026-12-11T15:59:59.000Z',
  extended: false,
};
const website = (number: string, domain: string): RecordView['websites'][number] => ({
  ...{ websiteId: number, number, domains: [domain], state: 'live', stateLabel: '已接入' },
  ...{ cloudServices: [], actions: [] },
});
const record: RecordView = {
  recordId: RECORD_ID,
  number: '粤ICP备2099000001号',
  version: 1,
  state: 'live',
  stateLabel: '已备案',
  region: '440000',
  organizerKind: 'enterprise',
  certificateType: 'business-licence',
  certificateNumber: '9144**********7264',
  websites: [website('粤ICP备2099000001号-1', 'yunfan-keji.cn'), website('粤ICP备2099000001号-2', 'yunfan-docs.cn')],
  notices: [notice],
  hints: [],
  actions: [],
};
const transfer: Transfer = {
  transferId: 't1',
  recordId: RECORD_ID,
  number: '粤ICP备2099000001号',
  role: 'holder',
  state: 'waiting',
  stateLabel: '等待 24 小时',
  startedAt: '2026-12-01T01:00:00.000Z',
  expiresAt: '2026-12-02T01:00:00.000Z',
  movesAt: '2026-12-02T07:20:00.000Z',
};
const filing: OwnLists['filings'][number] = {
  filingId: 'f1',
  filingType: 'new-website',
  state: 'sms-verification',
  stateLabel: '待短信核验',
  domain: 'yunfan-shop.cn',
  updatedAt: '2026-11-30T10:20:00.000Z',
  dueAt: '2026-12-01T10:20:00.000Z',
  recordId: RECORD_ID,
};
const inWords = ({ about, what, next, action }: ToDo) => `${about}：${what}｜${next}｜${action}`;
const SMS = 'yunfan-shop.cn：请完成工信部短信核验｜12月1日18:20前负责人填验证码｜看怎么填';
const MOVE =
  'yunfan-keji.cn、yunfan-docs.cn：你的备案将转到另一个账号｜2026年12月2日 15:20 转出，之前可以停止｜看看，或停止';
const MEND = 'yunfan-docs.cn：备案需要整改｜请在12月11日前完成整改｜去整改';

describe('what somebody has to do', () => {
  it('has a row each for SMS verification, transfer and notice, with its deadline, the most urgent first', () => {
    const all = toDos({ records: [recordCard(record, NOW)], filings: [filing], transfers: [transfer] });

    expect(all.map(inWords)).toEqual([SMS, MOVE, MEND]);
    expect(all.map(({ filingId, notice: number }) => [filingId, number])).toEqual([
      ['f1', undefined],
      [undefined, undefined],
      [undefined, 3],
    ]);
  });

  it('is said in the words of its message', () => {
    const said = (['sms-verification', 'record-inspection', 'record-notice', 'transfer-waiting'] as const).map(
      (kind) => NOTIFICATIONS[kind].wechat.what,
    );

    expect(said).toEqual(['请完成工信部短信核验', '备案需要整改', '备案有新的整改通知', '你的备案将转到另一个账号']);
  });

  it('says of a notice without a date that it is there, and puts it last', () => {
    const { dueAt: _, ...dateless } = notice;
    const records = [recordCard({ ...record, notices: [{ ...dateless, kind: 'notice', websites: [] }] }, NOW)];

    expect(toDos({ records, transfers: [transfer] }).map(inWords)).toEqual([
      MOVE,
      '粤ICP备2099000001号：备案有新的整改通知｜请查看并处理｜去整改',
    ]);
  });

  it('is nothing when a notice is answered, a transfer still waits for the other side or comes in, a filing is in review', () => {
    const { dueAt: _, ...reviewed } = filing;
    const answered = recordCard({ ...record, notices: [{ ...notice, state: 'answered' }] }, NOW);
    const transfers = [
      { ...transfer, state: 'opened' as const },
      { ...transfer, role: 'target' as const },
    ];

    expect(toDos({ records: [answered], filings: [reviewed], transfers })).toEqual([]);
  });

  it('is a new access, last, where the one here has ended; what happens and the way there are said', () => {
    const site = { ...website('粤ICP备2099000001号-1', 'yunfan-keji.cn'), stateLabel: '未在本平台接入' };
    const away = {
      ...record,
      websites: [{ ...site, actions: [{ action: 'new-access' as const, label: '接入备案' }] }],
      hints: [
        {
          code: 'access-ended' as const,
          message: '接入已结束：你已取消接入。',
          action: 'new-access' as const,
          websiteId: site.websiteId,
        },
      ],
    };
    const all = toDos({ records: [recordCard(away, NOW)] });

    expect(all.map(inWords)).toEqual([
      '粤ICP备2099000001号：备案需要整改｜请在12月11日前完成整改｜去整改',
      'yunfan-keji.cn：网站已不再接入本平台｜接入已结束：你已取消接入。｜接入备案',
    ]);
    expect(all[1]?.way).toEqual({
      ...{ recordId: RECORD_ID, action: 'new-access', label: '接入备案' },
      websiteId: '粤ICP备2099000001号-1',
    });
  });

  it('stands at its record too, where nothing of another record is shown', async () => {
    const other = { recordId: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a03' };
    const { dueAt: _, ...undue } = filing;
    const call = (async () => ({
      records: [record],
      filings: [
        filing,
        { ...filing, ...other },
        { ...undue, filingId: 'f2', filingType: 'change', state: 'draft', stateLabel: '草稿' },
        { ...undue, filingId: 'f3', state: 'approved', stateLabel: '已通过' },
      ],
      transfers: [{ ...transfer, ...other }, transfer],
    })) as unknown as Call;

    const found = await loadRecord(call, RECORD_ID);

    expect(found?.toDos.map(inWords)).toEqual([SMS, MOVE, MEND]);
    expect(found?.leaving).toEqual(transfer);
    expect(found?.running).toEqual([
      { filingId: 'f1', about: '新增网站：yunfan-shop.cn', stateLabel: '待短信核验', action: '查看进度' },
      { filingId: 'f2', about: '变更备案：yunfan-shop.cn', stateLabel: '草稿', action: '继续填写' },
    ]);
    expect(await loadRecord(call, other.recordId)).toBeUndefined();
  });
});

describe('a notice', () => {
  const shown = (changed: Partial<typeof notice>, now = NOW) =>
    recordCard({ ...record, notices: [{ ...notice, ...changed }] }, now).notices[0];

  it('names website and field, why it matters, and what happens after the date', () => {
    expect(shown({})).toMatchObject({
      title: '备案核查',
      about: 'yunfan-docs.cn',
      due: '请在 2026年12月11日 前完成整改',
      consequence: '备案信息要和实际情况一致。过了 2026年12月11日 没改好，管局可能取消接入或注销备案，网站就打不开了。',
      items: [{ name: '网站名称', reason: '网站内容与备案名称不符' }],
    });
  });

  it('asks before its time is prolonged, and says that this is given once only', () => {
    expect(shown({})?.extension).toEqual({
      title: '延到 2026年12月22日？',
      text: '只能延这一次，延了不能收回。到 2026年12月22日 还没改好，管局可能取消接入或注销备案，网站就打不开了。',
      action: '确认延期',
    });
  });

  it.each([
    ['prolonged', { extended: true }],
    ['answered', { state: 'answered' as const }],
    ['late', { dueAt: '2026-11-30T15:59:59.000Z' }],
  ])('that is %s offers no extension', (_, changed) => {
    expect(shown(changed)?.extension).toBeUndefined();
  });

  it('that is late says so', () => {
    expect(shown({ dueAt: '2026-11-30T15:59:59.000Z' })?.consequence).toBe(
      '备案信息要和实际情况一致。期限已过，再不改，管局可能取消接入或注销备案，网站就打不开了。',
    );
  });
});

it('whoever mistypes the code that stops a transfer is told another way to stop it, and not to have it begun again', () => {
  expect(REFUSALS['transfer.unknown']).toBe(
    '没有找到这次转移，请核对链接或 6 位停止码，填错不影响备案。管理备案的人登录后也能在“我的备案”里停止。',
  );
});
