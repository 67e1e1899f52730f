import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { PERSONAL, WEBSITE_ID } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';
import { unreachedService } from '../../../../tests/support/unreached-service.ts';
import type { UnreachedMessage } from '../../../ports/filing-service.ts';
import { declareTie } from '../../session/ties.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
const [, , MOBILE] = PERSONAL as [string, string, string];
const RECORD = '3f0a3f1b-0f55-4a3e-8d0b-4f3f0a3f1b02';
let service: Awaited<ReturnType<typeof unreachedService>>;
let room: DeskRoom;
let lead: SignedInStaff;
let caseId: string;
let filingId: string;

beforeAll(async () => {
  service = await unreachedService();
  room = await deskRoom({ clock, filingService: service.filingService });
});
afterAll(async () => {
  log.stop();
  await room.close();
  await service.stop();
});
beforeEach(async () => {
  await room.test.query('truncate desk.review_case, desk.filing, desk.declared_tie, desk.audit cascade');
  lead = await room.signIn('周岚', 'lead');
  ({ caseId, filingId } = await room.receive());
  service.messages.length = 0;
});

const message = (key: string, more: Partial<UnreachedMessage> = {}): UnreachedMessage => ({
  key,
  filingId,
  role: 'principal',
  what: '初审退回，请12月8日前交回',
  at: '2026-11-25T02:00:00.000Z',
  tried: [{ way: 'sms', failure: 'unreachable' }],
  ...more,
});
const list = (by = lead) => room.call(by, 'GET /v1/unreached-messages');
const told = (key: string) => room.call(lead, 'POST /v1/told-messages', { key });

describe('messages that reached nobody', () => {
  it('are listed with whom to call, masked, and whose number the gate shows', async () => {
    service.messages.push(message('reminder/1'));

    const { body, text } = await list();
    const { person, ...row } = body.rows[0];
    const revealed = await room.call(lead, `POST /v1/cases/${caseId}/reveals`, { row: person.row, reason: 'call' });

    expect(row).toEqual({
      key: 'reminder/1',
      role: 'principal',
      what: '初审退回，请12月8日前交回',
      at: '2026-11-25T02:00:00.000Z',
      tried: [{ way: 'sms', failure: 'unreachable' }],
      domains: ['yunfan.example'],
      about: '深圳云帆样例科技有限公司',
      caseId,
    });
    expect(person).toEqual({ isPrincipal: true, name: '林**', mobile: '138****1234', row: 'principal.mobile' });
    expect(text).not.toContain(MOBILE);
    expect(revealed.status).toBe(200);
  });

  it.each([
    ['a site owner', { role: 'site-owner', websiteId: WEBSITE_ID }, 'websites.0.siteOwner.mobile', false],
    ['whoever files, by the principal', { role: 'filer' }, 'principal.mobile', true],
  ] as const)('may be for %s', async (_, more, row, isPrincipal) => {
    service.messages.push(message('reminder/1', more));

    expect((await list()).body.rows[0].person).toMatchObject({ row, isPrincipal });
  });

  it('may be about a record of which the desk has no case: then there is no number', async () => {
    await room.knownRecords.keep({
      changes: [
        {
          recordId: RECORD,
          number: '粤ICP备2026000009号',
          version: 1,
          state: 'live',
          websites: [{ number: '粤ICP备2026000009号-1', domains: ['haitang.example'], state: 'live' }],
        } as never,
      ],
      next: 1,
      more: false,
    });
    service.messages.push(message('reminder/2', { filingId: undefined, recordId: RECORD }));

    const [row] = (await list()).body.rows;

    expect([row.about, row.domains, row.caseId, row.person]).toEqual([
      '粤ICP备2026000009号',
      ['haitang.example'],
      undefined,
      undefined,
    ]);
  });

  it('leave the list when somebody has told them, which the chain of the case remembers once', async () => {
    service.messages.push(message('reminder/1'), message('reminder/2', { role: 'filer' }));

    const replies = [await told('reminder/1'), await told('reminder/1')];

    expect(replies.map(({ status, body }) => [status, body])).toEqual([
      [200, { told: true }],
      [200, { told: true }],
    ]);
    expect((await list()).body.rows.map(({ key }: { key: string }) => key)).toEqual(['reminder/2']);
    const entries = (await room.auditReader.entriesOf(caseId)).filter(({ action }) => action === 'told');
    expect(entries).toMatchObject([{ actor: lead.staffId, facts: { message: 'reminder/1' } }]);
  });

  it('are neither seen nor told by whoever has declared a number that stands in the case', async () => {
    service.messages.push(message('reminder/1'));
    await declareTie({ staff: lead, body: { kind: 'phone', relation: 'family', value: MOBILE } }, room);

    expect((await list()).body.rows).toEqual([]);
    await told('reminder/1');
    expect(service.messages).toHaveLength(1);
  });

  it('are for those who may see the number of any case', async () => {
    const people = await Promise.all(
      (['reviewer', 'support', 'auditor', 'operator-admin', 'authority-desk'] as const).map((role) =>
        room.signIn(role, role),
      ),
    );

    expect(await Promise.all(people.map(async (by) => (await list(by)).status))).toEqual([403, 403, 403, 403, 200]);
  });
});
