import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workingTimeBetween } from '../../desk/domain/staff/working-time.ts';
import { endLostCalls, resumeCalls } from '../../desk/functions/timer/keep-promises.ts';
import type { Ports as TimerPorts } from '../../desk/functions/timer/ports.ts';
import { functionUrlEvent } from '../../local/function-url.ts';
import { chanceFrom } from '../support/chance.ts';
import { testClock } from '../support/clock.ts';
import { toConfirm } from '../support/desk/desk-case.ts';
import { type DeskRoom, deskRoom } from '../support/desk/desk-room.ts';
import type { SignedInStaff } from '../support/desk/staff.ts';
import { collectLog, scfContext } from '../support/scf.ts';

/** The last working day before the National Day holiday of 2026, nine o'clock in Beijing; work goes on on 8 October. */
const START = '2026-09-30T01:00:00Z';
const REVIEWERS = 50;
const CASES = 120;
const REMARK = 'websites.0.details.remark';
const MINUTES = 60;
const HOUR = 60 * MINUTES;

const clock = testClock(START);
const log = collectLog();
/** What happens by chance is the same in each run. */
const chance = chanceFrom(20_261_127);

let room: DeskRoom;
let server: Running;
const people: SignedInStaff[] = [];
const received: { readonly caseId: string; readonly filingId: string }[] = [];

beforeAll(async () => {
  room = await deskRoom({ clock, chance });
  server = await listen(0, async (request, response) => {
    const body = (await readBody(request, 1_000_000)) ?? Buffer.alloc(0);
    const reply = await room.handler(functionUrlEvent(request, body), scfContext());
    response.writeHead(reply.statusCode, { ...reply.headers }).end(reply.body);
  });
  for (let count = 0; count < REVIEWERS; count += 1)
    people.push(await room.signIn(`reviewer ${count}`, count % 10 === 0 ? 'lead' : 'reviewer'));
}, 120_000);
afterAll(async () => {
  log.stop();
  await server.stop();
  await room.close();
});

/** A call by a page, which asks again when the function has run out of time: a machine may be busy. */
async function call(by: SignedInStaff, route: `${string} /${string}`, body?: unknown) {
  const [method = '', path] = route.split(' ');
  const { headers } = await room.stillSignedIn(by);
  const sent = { method, headers, body: body === undefined ? null : JSON.stringify(body) };
  for (;;) {
    const reply = await fetch(`${server.url}${path}`, sent);
    // biome-ignore lint/suspicious/noExplicitAny: the contract says what is in it
    const found = (await reply.json()) as any;
    // What was done by the time that a function ran out of time is refused the second time.
    if (reply.status < 300 || reply.status === 409) return { body: found };
    if (reply.status < 500) throw new Error(`${route}: ${reply.status} ${found.error.code}`);
  }
}

/** One reviewer's step: they pull a case and decide, walk away from it, miss the applicant, or look at somebody's decision. */
async function work(by: SignedInStaff): Promise<string> {
  const second = by.roles.includes('lead')
    ? await call(by, 'POST /v1/cases/next', { queue: 'second-view' })
    : undefined;
  if (second?.body.case) return viewSecond(by, second.body.case.caseId);
  const { body } = await call(by, 'POST /v1/cases/next', {});
  if (!body.case) return 'nothing';
  const { caseId, version } = body.case;
  const kind = chance();
  if (kind < 0.1) return 'walked-away';
  if (kind < 0.25) return missed(by, caseId);
  const items = [{ field: REMARK, reasonId: 'RJ-32' }];
  if (kind < 0.5)
    return (await call(by, `POST /v1/cases/${caseId}/decision`, { version, kind: 'returned', items })).body.state;
  const { rows } = (await call(by, `GET /v1/cases/${caseId}`)).body;
  for (const { row, needsJudgement } of rows)
    if (needsJudgement) await call(by, `PUT /v1/cases/${caseId}/rows/${row}`, { conclusion: 'fits', spentSeconds: 20 });
  return (await call(by, `POST /v1/cases/${caseId}/decision`, { version, kind: 'accepted' })).body.state;
}

async function missed(by: SignedInStaff, caseId: string): Promise<string> {
  const { body } = await call(by, `POST /v1/cases/${caseId}/calls`, { row: 'principal.mobile' });
  await call(by, `PUT /v1/cases/${caseId}/calls/${body.callId}`, { outcome: 'missed', items: [] });
  return 'missed';
}

async function viewSecond(by: SignedInStaff, caseId: string): Promise<string> {
  const row = 'websites.0.details.preApprovals';
  await call(by, `PUT /v1/cases/${caseId}/rows/${row}`, { conclusion: 'fits', spentSeconds: 30 });
  const { decision } = (await call(by, `GET /v1/cases/${caseId}`)).body;
  const seen = { decisionId: decision.decisionId, agrees: true, comment: '看过，同意' };
  return (await call(by, `POST /v1/cases/${caseId}/second-view`, seen)).body.state;
}

async function tick(): Promise<void> {
  const ports = { ...room, clock } as unknown as TimerPorts;
  for (const id of await room.decisions.due(200)) await room.release(id);
  await room.workList.endLeases(200);
  await endLostCalls(ports);
  await resumeCalls(ports);
}

describe('a day of fifty reviewers, before a holiday', () => {
  it('leaves no case undecided and decides none twice; two agreed where two must', async () => {
    for (let count = 0; count < CASES; count += 1) {
      const findings = count % 3 === 0 ? [toConfirm(REMARK)] : [];
      const preApprovals = count % 8 === 0 ? [{ kind: 'news', number: `样例 ${count} 号` }] : [];
      received.push(await room.receive({ findings, preApprovals, domain: `d${count}.example` }));
      if (count % 10 === 9) clock.forward(6 * MINUTES);
    }
    const done: Record<string, number> = {};
    for (let step = 0; step < 40; step += 1) {
      const outcomes = await Promise.all(people.map(work));
      for (const outcome of outcomes) done[outcome] = (done[outcome] ?? 0) + 1;
      if ((await left()) === 0) break;
      clock.forward(step % 8 === 7 ? 2 * HOUR : 21 * MINUTES);
      await tick();
    }
    clock.forward(2 * MINUTES);
    await tick();

    const verdicts = await room.verdicts.after(received.map(({ filingId }) => ({ filingId, round: 1, after: 0 })));
    expect(verdicts).toHaveLength(CASES);
    expect(new Set(verdicts.map(({ filingId }) => filingId)).size).toBe(CASES);
    expect(verdicts.every(({ sequence }) => sequence === 1)).toBe(true);
    expect(await left()).toBe(0);
    const alone = await room.test.query(
      `select 1 from desk.decision d join desk.review_case c on c.id = d.case_id where d.state = 'sent'
       and d.kind = 'accepted' and c.second_view <> '{}' and (d.second_by is null or d.second_by = d.decided_by)`,
    );
    expect(alone).toEqual([]);
    expect(done).toMatchObject({
      waiting: expect.any(Number),
      missed: expect.any(Number),
      'second-view': expect.any(Number),
    });
  }, 600_000);

  it('had no case in two hands: whoever concluded, called or decided had it, and nobody else', async () => {
    for (const { caseId } of received) {
      let holder: string | undefined;
      let missedCalls = 0;
      for (const { actor, action } of await room.auditReader.entriesOf(caseId)) {
        if (action === 'taken') expect([caseId, holder]).toEqual([caseId, undefined]);
        const isByPerson = !['filing-service', 'desk'].includes(actor);
        if (isByPerson && action !== 'taken') expect([caseId, action, actor]).toEqual([caseId, action, holder]);
        if (action === 'taken') holder = actor;
        if (action === 'call-ended') missedCalls += 1;
        // After the first missed call the case goes back; after the second it stays, to be returned.
        const isFirstCall = action === 'call-ended' && missedCalls === 1;
        if (isFirstCall || ['accepted', 'returned', 'second-agreed', 'lease-ended'].includes(action))
          holder = undefined;
      }
    }
  });

  it('counted working time alone: nothing of evenings, nights and the holiday', async () => {
    const { hours } = await room.workTimes.current();
    const rows = await room.test.query<{ used_ms: string; running_since: Date; received_at: Date; calls: Date[] }>(
      `select used_ms, running_since, received_at,
         array(select ended_at from desk.call where case_id = c.id order by ended_at) as calls
       from desk.review_case c`,
    );

    const [uncalled, once] = [0, 1].map((count) => rows.filter(({ calls }) => calls.length === count));
    expect(uncalled?.length).toBeGreaterThan(CASES / 3);
    expect(once?.length).toBeGreaterThan(2);
    for (const { used_ms, running_since, received_at } of uncalled ?? [])
      expect([Number(used_ms), running_since]).toEqual([0, received_at]);
    for (const { used_ms, running_since, received_at, calls } of once ?? []) {
      const [missed] = calls as [Date];
      expect(Number(used_ms)).toBe(workingTimeBetween(received_at, missed, hours));
      expect(running_since.getTime() - missed.getTime()).toBeGreaterThanOrEqual(HOUR * 1000);
    }
    const [day, holiday] = [new Date('2026-09-30T10:00:00Z'), new Date('2026-10-08T01:00:00Z')];
    expect(workingTimeBetween(new Date(START), day, hours)).toBe(9 * HOUR * 1000);
    expect(workingTimeBetween(day, holiday, hours)).toBe(0);
    const due = await room.test.query<{ due_at: Date }>('select due_at from desk.review_case where due_at is not null');
    for (const { due_at } of due) expect(hours.isWorkday(due_at.toISOString().slice(0, 10))).toBe(true);
  });
});

/** Open cases, and decisions that wait for the second view. */
async function left(): Promise<number> {
  const [row] = await room.test.query<{ count: string }>(
    "select count(*) from desk.review_case where state in ('open', 'decided') and queue is not null",
  );
  return Number(row?.count);
}
