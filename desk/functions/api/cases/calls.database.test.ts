import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { PERSONAL, toConfirm } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';
import { endLostCalls, resumeCalls, tellMissedCalls } from '../../timer/keep-promises.ts';
import type { Ports as TimerPorts } from '../../timer/ports.ts';

const START = '2026-11-26T02:00:00Z';
const clock = testClock(START);
const log = collectLog();
let room: DeskRoom;
let lin: SignedInStaff;
let cheng: SignedInStaff;
let caseId: string;

beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  await room.test.empty('desk.review_case', 'desk.filing');
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
  lin = await room.signIn('林悦', 'reviewer');
  cheng = await room.signIn('程皓', 'reviewer');
  caseId = (await room.receive({ findings: [toConfirm('principal.mobile')] })).caseId;
  await take(lin);
});

const MOBILE = 'principal.mobile';
const code = ({ status, body }: Reply) => [status, body.error?.code];
const take = (by: SignedInStaff) => room.call(by, 'POST /v1/cases/next', {});
const start = (row = MOBILE) => room.call(lin, `POST /v1/cases/${caseId}/calls`, { row });
const connect = (callId: string) => room.call(lin, `PUT /v1/cases/${caseId}/calls/${callId}/connection`);
const end = (callId: string, outcome: string, more: object = {}) =>
  room.call(lin, `PUT /v1/cases/${caseId}/calls/${callId}`, { outcome, items: [], ...more });
const clockOf = async () => (await room.call(lin, `GET /v1/cases/${caseId}`)).body.clock;
const tell = () => tellMissedCalls({ ...room, clock } as unknown as TimerPorts);
const lostCalls = () => endLostCalls({ ...room, clock } as unknown as TimerPorts);
const tick = () => resumeCalls({ ...room, clock } as unknown as TimerPorts);

describe('a call', () => {
  it('has what is always asked and the open points of the case, and not the number', async () => {
    const { status, text, body } = await start();

    expect(status).toBe(201);
    expect(body.items.map(({ item }: { item: string }) => item)).toEqual([
      'greeting',
      'person',
      'agrees',
      'content',
      'control',
      'emergency',
      MOBILE,
      'sms',
    ]);
    for (const value of PERSONAL) expect(text).not.toContain(value);
  });

  it('stops the clock while somebody talks, and keeps what they answered', async () => {
    clock.forward(600);
    const { body } = await start();
    await connect(body.callId);
    clock.forward(900);
    const during = await clockOf();
    const items = [{ item: MOBILE, answer: 'fits' }];
    const ended = await end(body.callId, 'reached', { items });
    clock.forward(60);

    expect(during).toMatchObject({ standing: 'paused', usedMs: 600_000, pausedFor: 'call-connected' });
    expect(await clockOf()).toMatchObject({ standing: 'later', usedMs: 660_000 });
    expect(ended.body.call).toMatchObject({ outcome: 'reached', endedAt: '2026-11-26T02:25:00.000Z' });
    expect(ended.body.call.items[6]).toMatchObject(items[0] as object);
    expect(ended.body.preparedReturn).toBeUndefined();
  });

  it('that nobody answers stops the clock for an hour, then comes back to whoever called; the second prepares a return', async () => {
    const first = await end((await start()).body.callId, 'missed');
    const waiting = await room.call(lin, 'GET /v1/queues/call-again');
    clock.forward(3599);
    const early = [await tick(), (await take(lin)).body];
    clock.forward(1);
    const due = await tick();
    const others = await take(cheng);
    const again = await take(lin);
    const second = await end((await start()).body.callId, 'missed');

    expect(first.body.callAgainAt).toBe('2026-11-26T03:00:00.000Z');
    expect(waiting.body.rows[0]).toMatchObject({
      caseId,
      reason: '先留给你：第 1 次致电未接',
      clock: { standing: 'paused', pausedFor: 'call-missed', goesOnAt: '2026-11-26T03:00:00.000Z' },
    });
    expect(early).toEqual([0, {}]);
    expect([due, others.body]).toEqual([1, {}]);
    expect(again.body.case).toMatchObject({ caseId, clock: { usedMs: 0 } });
    expect(second.body.callAgainAt).toBeUndefined();
    expect(second.body.preparedReturn).toMatchObject([{ field: MOBILE, reasonId: 'RJ-15', reason: '电话没有打通。' }]);
  });

  it('that nobody answered is told to the applicant once, as the first verdict of the round; the second is not', async () => {
    const [row] = await room.test.query<{ filing_id: string }>('select filing_id from desk.review_case');
    const verdicts = () => room.verdicts.after([{ filingId: row?.filing_id ?? '', round: 1, after: 0 }]);
    await end((await start()).body.callId, 'missed');
    const told = [await tell(), await tell()];
    clock.forward(3600);
    await tick();
    await take(lin);
    await end((await start()).body.callId, 'missed');
    const again = await tell();
    const { body } = await room.call(lin, `GET /v1/cases/${caseId}`);
    const items = [{ field: MOBILE, reasonId: 'RJ-15' }];
    await room.call(lin, `POST /v1/cases/${caseId}/decision`, { version: body.version, kind: 'returned', items });
    clock.forward(60);
    for (const id of await room.decisions.due(10)) await room.release(id);

    expect([...told, again]).toEqual([1, 0, 1]);
    expect((await verdicts()).map(({ sequence, kind }) => [sequence, kind])).toEqual([
      [1, 'call-missed'],
      [2, 'returned'],
    ]);
  });

  it('is not told of when the round was taken back meanwhile', async () => {
    const [row] = await room.test.query<{ filing_id: string }>('select filing_id from desk.review_case');
    const filingId = row?.filing_id ?? '';
    await end((await start()).body.callId, 'missed');
    await room.incomingCases.withdraw(filingId, 1);

    await tell();

    expect(await room.verdicts.after([{ filingId, round: 1, after: 0 }])).toEqual([]);
  });

  it('can be agreed on for another time within seven days, which stops no clock and lets nobody pull the case before', async () => {
    const { body } = await start();
    await connect(body.callId);
    const past = await end(body.callId, 'call-again', { callAgainAt: '2026-11-26T01:00:00Z' });
    const before = await clockOf();
    const agreed = await end(body.callId, 'call-again', { callAgainAt: '2026-11-26T06:00:00Z' });
    const early = await room.call(lin, 'POST /v1/cases/next', {});
    const listed = await room.call(lin, 'GET /v1/queues/call-again');

    expect(code(past)).toEqual([422, 'request.invalid']);
    expect(agreed.body.callAgainAt).toBe('2026-11-26T06:00:00.000Z');
    expect(before).toMatchObject({ standing: 'paused', pausedFor: 'call-connected' });
    expect(await clockOf()).toMatchObject({ standing: 'later', dueAt: expect.any(String) });
    expect([early.body, listed.body.rows.map((row: { caseId: string }) => row.caseId)]).toEqual([{}, [caseId]]);
    clock.forward(4 * 3600);
    expect((await room.call(lin, 'POST /v1/cases/next', {})).body.case).toMatchObject({ caseId });
  });

  it('is one at a time, ends once, and needs a number', async () => {
    const { body } = await start();
    const twice = await start();
    await end(body.callId, 'reached');

    expect(code(twice)).toEqual([409, 'call.running']);
    expect(code(await end(body.callId, 'missed'))).toEqual([409, 'call.over']);
    expect(code(await connect(body.callId))).toEqual([409, 'call.over']);
    expect(code(await start('principal.email'))).toEqual([422, 'call.no-number']);
  });

  it('that nobody ends is over with the lease: the clock goes on, and the next reviewer can call', async () => {
    const { body } = await start();
    await connect(body.callId);
    clock.forward(19 * 60);
    const early = await lostCalls();
    clock.forward(60);
    const late = [await lostCalls(), await lostCalls()];
    await take(cheng);
    const again = await room.call(cheng, `POST /v1/cases/${caseId}/calls`, { row: MOBILE });

    expect([early, ...late]).toEqual([0, 1, 0]);
    expect(await clockOf()).toMatchObject({ standing: 'later', usedMs: 0 });
    expect(again.status).toBe(201);
  });

  it('is made by whoever holds the case', async () => {
    const others = await room.call(cheng, `POST /v1/cases/${caseId}/calls`, { row: MOBILE });

    expect(code(others)).toEqual([409, 'case.not-yours']);
  });
});
