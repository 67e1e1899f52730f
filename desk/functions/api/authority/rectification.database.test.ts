import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { type DeskRoom, deskRoom } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
const RECORD = '3f0a3f1b-0f55-4a3e-8d0b-4f3f0a3f1b02';
const NUMBER = '粤ICP备2026000009号';
let room: DeskRoom;
let desk: SignedInStaff;
beforeAll(async () => {
  room = await deskRoom({ clock });
  desk = await room.signIn('唐泊', 'authority-desk');
});
afterAll(async () => {
  log.stop();
  await room.close();
});

/** The filing service's feed says so of the record. */
const read = (version: number, notices: readonly object[]) =>
  room.knownRecords.keep({
    changes: [
      {
        recordId: RECORD,
        number: NUMBER,
        version,
        state: 'live',
        websites: [
          { number: `${NUMBER}-1`, domains: ['yunfan.example'], state: 'live' },
          { number: `${NUMBER}-2`, domains: ['haitang.example'], state: 'live' },
        ],
        notices,
      } as never,
    ],
    next: version,
    more: false,
  });
const tell = (body: object) => room.call(desk, `POST /v1/records/${RECORD}/events`, body);
const find = (number: string) => room.call(desk, 'GET /v1/records', undefined, { number });

describe('what the authority wants to have mended', () => {
  it('is told of a record that is found by the number of its organizer or of a website', async () => {
    await read(1, []);

    const [byOrganizer, byWebsite, unknown] = [
      await find(NUMBER),
      await find(`${NUMBER}-2`),
      await find('粤ICP备2026999999号'),
    ];
    const told = await tell({
      kind: 'inspection',
      lastTold: 0,
      websites: [`${NUMBER}-2`],
      items: ['首页底部没有备案号。'],
      dueAt: '2026-12-03T10:00:00Z',
    });

    expect(byOrganizer.body).toMatchObject({ recordId: RECORD, lastTold: 0 });
    expect(byWebsite.body.recordId).toBe(RECORD);
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'desk-record.unknown']);
    expect([told.status, told.body]).toEqual([201, { sequence: 1 }]);
    expect(await room.recordEvents.claimDue(10, 60)).toMatchObject([
      {
        event: {
          kind: 'inspection',
          dueAt: new Date('2026-12-03T10:00:00Z'),
          items: [{ reason: '首页底部没有备案号。' }],
        },
      },
    ]);
  });

  it('is told once, with words without somebody’s number, and with a time that is to come', async () => {
    const again = await tell({ kind: 'notice', lastTold: 0, items: ['备注不符。'] });
    const personal = await tell({ kind: 'notice', lastTold: 1, items: ['请联系13800001234'] });
    const over = await tell({ kind: 'inspection', lastTold: 1, items: ['备注不符。'], dueAt: '2026-11-26T01:59:00Z' });

    expect([again.status, again.body.error.code]).toEqual([409, 'desk.changed-meanwhile']);
    expect([personal.status, personal.body.error.facts.fields[0].field]).toEqual([422, 'items.0']);
    expect([over.status, over.body.error.facts.fields[0].field]).toEqual([422, 'dueAt']);
    expect(await room.knownRecords.lastTold(RECORD)).toBe(1);
  });

  it('stands in the list by its date, with the organizer’s answer, until it is closed', async () => {
    const dueAt = '2026-12-03T10:00:00.000Z';
    await read(2, [{ notice: 1, state: 'open', dueAt }]);
    const open = await room.call(desk, 'GET /v1/rectifications');
    clock.forward(8 * 24 * 3600);
    const late = await room.call(desk, 'GET /v1/rectifications');
    await read(3, [{ notice: 1, state: 'answered', dueAt, answeredAt: '2026-12-04T02:00:00.000Z', word: '已补上' }]);
    const answered = await room.call(desk, 'GET /v1/rectifications');
    const { noticeId } = answered.body.notices[0].authority;
    const closed = await room.call(desk, `POST /v1/authority-notices/${noticeId}/reports`, { result: 'rectified' });
    await read(4, [{ notice: 1, state: 'closed' }]);

    expect(open.body.notices).toMatchObject([
      {
        number: NUMBER,
        domains: ['haitang.example'],
        state: 'open',
        lastTold: 1,
        isOverdue: false,
        items: ['首页底部没有备案号。'],
      },
    ]);
    expect(late.body.notices[0].isOverdue).toBe(true);
    expect(answered.body.notices[0]).toMatchObject({ state: 'answered', isOverdue: false, word: '已补上' });
    expect(closed.status).toBe(201);
    expect((await room.call(desk, 'GET /v1/rectifications')).body.notices).toEqual([]);
  });

  it('leaves a trace of whoever notes that its report is at the authority', async () => {
    const [waiting] = (await room.call(desk, 'GET /v1/authority-reports')).body.reports;

    const noted = await room.call(desk, `PUT /v1/authority-reports/${waiting.reportId}/receipt`);

    expect(noted.status).toBe(200);
    expect(await room.auditReader.entriesOf(waiting.reportId)).toMatchObject([
      { sequence: 1, actor: desk.staffId, action: 'report-noted' },
    ]);
  });

  it('is for leads and those who hand in', async () => {
    const others = await Promise.all(
      (['reviewer', 'auditor', 'support', 'operator-admin'] as const).map((role) => room.signIn(role, role)),
    );
    const statuses = await Promise.all(
      others.map(async (other) => (await room.call(other, 'GET /v1/rectifications')).status),
    );
    const lead = await room.signIn('周岚', 'lead');

    expect(statuses).toEqual([403, 403, 403, 403]);
    expect((await room.call(lead, 'GET /v1/rectifications')).status).toBe(200);
  });
});
