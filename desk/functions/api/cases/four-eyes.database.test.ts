import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { toConfirm } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';
import type { DeskSettings } from '../../../domain/oversight/settings.ts';

const START = '2026-11-26T02:00:00Z';
const clock = testClock(START);
const log = collectLog();
const APPROVALS = 'websites.0.details.preApprovals';
const REMARK = 'websites.0.details.remark';
const RISKY = { preApprovals: [{ kind: 'news', number: '样例 1 号' }], findings: [toConfirm(REMARK)] };

let chances: number[] = [];
let room: DeskRoom;
let lin: SignedInStaff;
let he: SignedInStaff;
let zhou: SignedInStaff;
let auditor: SignedInStaff;

beforeAll(async () => {
  room = await deskRoom({ clock, chance: () => chances.shift() ?? 1 });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  chances = [];
  await room.test.empty('desk.review_case', 'desk.filing', 'desk.setting');
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
  lin = await room.signIn('林悦', 'reviewer');
  he = await room.signIn('何靖', 'lead');
  zhou = await room.signIn('周敏', 'lead');
  auditor = await room.signIn('质检', 'auditor');
});

const code = ({ status, body }: Reply) => [status, body.error?.code];
const judge = (by: SignedInStaff, caseId: string, row: string, conclusion = 'fits') =>
  room.call(by, `PUT /v1/cases/${caseId}/rows/${row}`, { conclusion, spentSeconds: 4 });
const decide = (by: SignedInStaff, caseId: string, body: object, version = 1) =>
  room.call(by, `POST /v1/cases/${caseId}/decision`, { version, ...body });
const second = (by: SignedInStaff, caseId: string, decisionId: string, agrees = true, comment = '看过，同意') =>
  room.call(by, `POST /v1/cases/${caseId}/second-view`, { decisionId, agrees, comment });

async function released(filingId: string) {
  clock.forward(60);
  for (const id of await room.decisions.due(10)) await room.release(id);
  return room.verdicts.after([{ filingId, round: 1, after: 0 }]);
}

/** A case with content that needs an approval, which `by` has recommended to accept. */
async function recommended(by: SignedInStaff = lin, contents: object = RISKY) {
  const { caseId, filingId } = await room.receive(contents);
  await room.call(by, 'POST /v1/cases/next', {});
  await judge(by, caseId, APPROVALS);
  await judge(by, caseId, REMARK);
  await room.call(by, `POST /v1/cases/${caseId}/notes`, { text: '审批文件已核对' });
  const { body } = await decide(by, caseId, { kind: 'accepted', comment: '文件有效，建议通过' });
  return { caseId, filingId, decisionId: body.decisionId as string, state: body.state as string };
}

describe('[four eyes] a case on which two must agree', () => {
  it('leaves after a second person has concluded, seen the recommendation and agreed', async () => {
    const { caseId, filingId, decisionId, state } = await recommended();
    const before = await released(filingId);

    const pulled = await room.call(he, 'POST /v1/cases/next', { queue: 'second-view' });
    await judge(he, caseId, APPROVALS);
    const agreed = await second(he, caseId, decisionId);

    expect([state, before]).toEqual(['second-view', []]);
    expect(pulled.body.case).toMatchObject({ caseId, reason: '待复审：涉及前置审批' });
    expect(agreed.body).toMatchObject({ state: 'waiting', secondBy: he.staffId, secondComment: '看过，同意' });
    expect(await released(filingId)).toMatchObject([{ kind: 'accepted', sequence: 1 }]);
  });

  it('shows the second nothing of the first before they have concluded on what caused it, and everything then', async () => {
    const { caseId, decisionId } = await recommended();
    await room.call(he, 'POST /v1/cases/next', { queue: 'second-view' });
    const show = async () => (await room.call(he, `GET /v1/cases/${caseId}`)).body;

    const early = await show();
    const agreed = await second(he, caseId, decisionId);
    const noted = await room.call(he, `POST /v1/cases/${caseId}/notes`, { text: '先看看' });
    await judge(he, caseId, APPROVALS, 'open');
    const undecided = await show();
    await judge(he, caseId, APPROVALS, 'fits');
    const late = await show();

    expect([early.secondViewer, early.decision, early.notes, early.timeline]).toEqual([
      'conclude-first',
      undefined,
      [],
      [],
    ]);
    expect(JSON.stringify(early.rows)).not.toContain(lin.staffId);
    expect(code(agreed)).toEqual([409, 'second-view.conclude-first']);
    expect(code(noted)).toEqual([409, 'second-view.conclude-first']);
    expect(undecided.secondViewer).toBe('conclude-first');
    expect(late).toMatchObject({ secondViewer: 'recommendation-shown', decision: { comment: '文件有效，建议通过' } });
    const row = late.rows.find((checkRow: { row: string }) => checkRow.row === APPROVALS);
    expect([row.first.by, row.mine.by]).toEqual([lin.staffId, he.staffId]);
    expect(late.notes).toHaveLength(1);
  });

  it('is one that a reason has sent back in three rounds: the fourth return waits for a lead', async () => {
    const rounds: unknown[] = [];
    let filingId: string | undefined;
    for (const round of [1, 2, 3, 4]) {
      const received = await room.receive({ findings: [toConfirm(REMARK)] }, { ...(filingId && { filingId }), round });
      filingId = received.filingId;
      await room.call(lin, 'POST /v1/cases/next', {});
      await judge(lin, received.caseId, REMARK, 'differs');
      const items = [{ field: REMARK, reasonId: 'RJ-32' }];
      const { body } = await decide(lin, received.caseId, { kind: 'returned', items });
      const row = await room.openCases.find(received.caseId);
      rounds.push([body.state, row?.queue, row?.secondView]);
      clock.forward(60);
      for (const id of await room.decisions.due(10)) await room.release(id);
    }

    const returned = ['waiting', undefined, []];
    expect(rounds).toEqual([returned, returned, returned, ['second-view', 'second-view', ['returned-thrice']]]);
  });

  it('is not to be agreed to by whoever recommended it, on any way through the API', async () => {
    const { caseId, filingId, decisionId } = await recommended(zhou);

    const pulled = await room.call(zhou, 'POST /v1/cases/next', { queue: 'second-view' });
    const taken = await room.call(zhou, `POST /v1/cases/${caseId}/lease`);
    const refused = [
      code(await second(zhou, caseId, decisionId)),
      code(await judge(zhou, caseId, APPROVALS)),
      code(await decide(zhou, caseId, { kind: 'accepted' }, 2)),
    ];
    // Whoever takes it back and decides again is still the first.
    await room.call(zhou, `DELETE /v1/cases/${caseId}/decision`);
    const again = await decide(zhou, caseId, { kind: 'accepted' }, 3);

    expect(pulled.body).toEqual({});
    expect(code(taken)).toEqual([403, 'second-view.own']);
    expect(refused).toEqual([
      [409, 'case.not-yours'],
      [409, 'case.not-yours'],
      [409, 'case.not-yours'],
    ]);
    expect(again.body.state).toBe('second-view');
    expect(await released(filingId)).toEqual([]);
  });

  it('is not for a reviewer to view, nor for anybody who does not hold it', async () => {
    const { caseId, decisionId } = await recommended();
    const cheng = await room.signIn('程皓', 'reviewer');

    expect(code(await room.call(cheng, 'POST /v1/cases/next', { queue: 'second-view' }))).toEqual([
      403,
      'staff.no-right',
    ]);
    expect(code(await room.call(cheng, `POST /v1/cases/${caseId}/lease`))).toEqual([403, 'staff.no-right']);
    expect(code(await second(cheng, caseId, decisionId))).toEqual([403, 'staff.no-right']);
    expect(code(await second(auditor, caseId, decisionId))).toEqual([403, 'staff.no-right']);
    expect(code(await second(he, caseId, decisionId))).toEqual([409, 'case.not-yours']);
  });

  it('is not agreed to by who found it to differ, and goes back to the first with their words', async () => {
    const { caseId, decisionId } = await recommended();
    await room.call(he, 'POST /v1/cases/next', { queue: 'second-view' });
    await judge(he, caseId, APPROVALS, 'differs');

    const agreed = await second(he, caseId, decisionId);
    const mute = await second(he, caseId, decisionId, false, ' ');
    await second(he, caseId, decisionId, false, '审批文件的单位不一致');
    const others = await room.call(zhou, 'POST /v1/cases/next', {});
    const own = await room.call(lin, 'POST /v1/cases/next', {});

    expect(code(agreed)).toEqual([409, 'second-view.contradicts']);
    expect(code(mute)).toEqual([422, 'request.invalid']);
    expect(others.body).toEqual({});
    expect(own.body.case).toMatchObject({ caseId, state: 'open', version: 3 });
  });

  it('agreed to twice, or after the first took it back, changes nothing', async () => {
    const { caseId, decisionId } = await recommended();
    await room.call(he, 'POST /v1/cases/next', { queue: 'second-view' });
    await judge(he, caseId, APPROVALS);

    const all = await Promise.all([second(he, caseId, decisionId), second(he, caseId, decisionId)]);

    expect(all.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('can be asked for by whoever decides an ordinary one', async () => {
    const { caseId, filingId } = await room.receive();
    await room.call(lin, 'POST /v1/cases/next', {});

    const asked = { kind: 'accepted', asksSecondView: true, comment: '备注像是广告。' };
    const unnamed = await decide(lin, caseId, asked);
    const { body } = await decide(lin, caseId, { ...asked, askedRow: REMARK });
    const pulled = await room.call(he, 'POST /v1/cases/next', { queue: 'second-view' });

    expect([unnamed.status, unnamed.body.error.facts.fields[0].field]).toEqual([422, 'askedRow']);
    expect(body.state).toBe('second-view');
    expect(pulled.body.case.secondView).toEqual(['初审人请求复审']);
    const before = await room.call(he, `GET /v1/cases/${caseId}`);
    expect(before.body.secondViewer).toBe('conclude-first');
    expect(before.text).not.toContain('备注像是广告。');
    await judge(he, caseId, REMARK);
    const after = await room.call(he, `GET /v1/cases/${caseId}`);
    expect(after.body.secondViewer).toBe('recommendation-shown');
    expect(after.text).toContain('备注像是广告。');
    expect(await released(filingId)).toEqual([]);
  });
});

describe('sampling', () => {
  const accepted = async () => {
    const { caseId, filingId } = await room.receive();
    await room.call(lin, 'POST /v1/cases/next', {});
    const reply = await decide(lin, caseId, { kind: 'accepted' });
    await released(filingId);
    return { caseId, reply };
  };
  const rates = async (acceptedPercent: number, firstCases: number, others: DeskSettings['samplingOf'] = []) => {
    const settings = await room.settingsStore.current();
    const sampling = { acceptedPercent, returnedPercent: 1, firstCases };
    const by = [he.staffId, clock.now(), zhou.staffId] as const;
    await room.settingsStore.save({ ...settings, sampling, samplingOf: others }, ...by);
  };
  const samples = async (by = auditor) => (await room.call(by, 'GET /v1/samples')).body.samples;

  it('draws the first decisions of a new reviewer, then by the rate, which can be another for one person', async () => {
    await rates(50, 2);
    chances = [0.6, 0.4];
    for (let count = 0; count < 4; count += 1) await accepted();
    const drawn = (await samples()).length;
    await rates(50, 2, [{ staffId: lin.staffId, acceptedPercent: 70, returnedPercent: 1 }]);
    chances = [0.6];
    await accepted();

    expect([drawn, (await samples()).length]).toEqual([3, 4]);
  });

  it('is not to be seen by whoever is drawn, and is judged once, by an auditor who did not decide', async () => {
    await rates(1, 1);
    const { caseId, reply } = await accepted();
    const [sample] = await samples();
    const judged = (by: SignedInStaff) =>
      room.call(by, `PUT /v1/samples/${sample.decisionId}`, { result: 'wrong', row: REMARK, comment: '备注不合要求' });

    const both = await Promise.all([judged(auditor), judged(auditor)]);

    expect(sample).toMatchObject({ caseId, kind: 'accepted', domains: ['yunfan.example'] });
    expect(reply.text + (await room.call(lin, `GET /v1/cases/${caseId}`)).text).not.toMatch(/sample|drawn/);
    expect(code(await room.call(lin, 'GET /v1/samples'))).toEqual([403, 'staff.no-right']);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 404]);
    expect(await samples()).toEqual([]);
  });
});
