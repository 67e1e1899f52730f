import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';

const START = '2026-11-26T02:00:00Z';
const clock = testClock(START);
const ITEMS = [{ field: 'filing', reasonId: 'DC-01' }];
const REMARK = 'websites.0.details.remark';

let room: DeskRoom;
let lin: SignedInStaff;
let he: SignedInStaff;
let zhou: SignedInStaff;

beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(() => room.close());
beforeEach(async () => {
  await room.test.empty('desk.review_case', 'desk.filing', 'desk.setting');
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
  lin = await room.signIn('林悦', 'reviewer');
  he = await room.signIn('何靖', 'lead');
  zhou = await room.signIn('周敏', 'lead');
});

const code = ({ status, body }: Reply) => [status, body.error?.code];
async function pulledBy(staff: SignedInStaff) {
  const received = await room.receive();
  await room.call(staff, 'POST /v1/cases/next', {});
  return received;
}
const decline = (by: SignedInStaff, caseId: string, body: object = {}) =>
  room.call(by, `POST /v1/cases/${caseId}/decision`, { version: 1, kind: 'declined', items: ITEMS, ...body });
const second = (by: SignedInStaff, caseId: string, decisionId: string, agrees: boolean) =>
  room.call(by, `POST /v1/cases/${caseId}/second-view`, { decisionId, agrees, comment: '看过' });
async function released(filingId: string) {
  clock.forward(60);
  for (const id of await room.decisions.due(10)) await room.release(id);
  return room.verdicts.after([{ filingId, round: 1, after: 0 }]);
}

describe('declining a filing', () => {
  it('leaves only when a second lead agrees, with why and what can be done, without the catalogue’s ids', async () => {
    const { caseId, filingId } = await pulledBy(he);

    const { body: decided } = await decline(he, caseId, { comment: '内容不在范围内' });
    const alone = await released(filingId);
    const own = await second(he, caseId, decided.decisionId, true);
    await room.call(zhou, 'POST /v1/cases/next', { queue: 'second-view' });
    const { body: viewed } = await second(zhou, caseId, decided.decisionId, true);

    expect(decided).toMatchObject({
      kind: 'declined',
      state: 'second-view',
      flagged: [{ field: 'filing', label: '整份备案', reasonId: 'DC-01', reasonVersion: 1 }],
    });
    expect(alone).toEqual([]);
    expect(code(own)).toEqual([409, 'case.not-yours']);
    expect(viewed).toMatchObject({ state: 'waiting', secondBy: zhou.staffId });
    expect(await released(filingId)).toMatchObject([
      {
        kind: 'declined',
        sequence: 1,
        flagged: [
          {
            field: 'filing',
            reason: '网站内容不属于可以备案的范围。',
            suggestion: '换成可以备案的内容后，可以重新发起备案。',
          },
        ],
      },
    ]);
  });

  it('is a lead’s right: a reviewer is refused, and the case stays open', async () => {
    const { caseId } = await pulledBy(lin);

    expect(code(await decline(lin, caseId))).toEqual([403, 'staff.no-right']);
    expect((await room.call(lin, `GET /v1/cases/${caseId}`)).body.state).toBe('open');
  });

  it('can be taken back in time, also after the second lead agreed', async () => {
    const { caseId, filingId } = await pulledBy(he);
    const { body } = await decline(he, caseId);
    await room.call(zhou, 'POST /v1/cases/next', { queue: 'second-view' });
    await second(zhou, caseId, body.decisionId, true);

    const taken = await room.call(he, `DELETE /v1/cases/${caseId}/decision`);

    expect(taken.status).toBe(200);
    expect(await released(filingId)).toEqual([]);
  });

  it('goes back to whoever decided when the second lead disagrees', async () => {
    const { caseId } = await pulledBy(he);
    const { body } = await decline(he, caseId);
    await room.call(zhou, 'POST /v1/cases/next', { queue: 'second-view' });

    await second(zhou, caseId, body.decisionId, false);

    expect((await room.call(he, `GET /v1/cases/${caseId}`)).body).toMatchObject({ state: 'open', secondView: [] });
  });

  it.each([
    ['no reason', [], '请至少选择一项，并选好原因。'],
    ['a reason for returning', [{ field: 'filing', reasonId: 'RJ-32' }], '退回和不予受理各有自己的原因，请重新选择。'],
    [
      'a name in the advice',
      [{ field: 'filing', reasonId: 'DC-01', suggestion: '请林小满来办。' }],
      '这里写了姓名、号码或地址。申请人看到的内容也会进日志，请改成不带个人信息的说法。',
    ],
  ])('is refused with %s', async (_, items, message) => {
    const { caseId } = await pulledBy(he);

    const refused = await decline(he, caseId, { items });

    expect(code(refused)).toEqual([422, 'return.invalid']);
    expect(refused.body.error.facts.fields[0].message).toBe(message);
  });

  it('has reasons of its own, which no return takes, and a preview', async () => {
    const { caseId } = await pulledBy(he);
    const items = [{ field: REMARK, reasonId: 'DC-01' }];

    const returned = await room.call(he, `POST /v1/cases/${caseId}/decision`, { version: 1, kind: 'returned', items });
    const preview = await room.call(he, `POST /v1/cases/${caseId}/return-preview`, { items: ITEMS, kind: 'declined' });

    expect(returned.body.error.facts.fields[0].message).toBe('退回和不予受理各有自己的原因，请重新选择。');
    expect(preview.body.flagged).toMatchObject([{ field: 'filing', reason: '网站内容不属于可以备案的范围。' }]);
  });

  it('stands beside reasons of returns that ask for nothing that a repair keeps shut', async () => {
    const { reasons } = (await room.call(lin, 'GET /v1/reasons')).body as { reasons: Record<string, string>[] };

    expect(reasons.find(({ reasonId }) => reasonId === 'RJ-06')?.suggestion).toBe(
      '请按命名要求修改；确是你的项目名称的，不用改，写一句说明给审核员。',
    );
  });

  it('keeps the kind of a reason in each version that a lead writes', async () => {
    const words = {
      topic: '内容',
      fields: ['filing'],
      reason: '内容不能备案。',
      suggestion: '换一种内容。',
      isRetired: false,
    };

    const saved = await room.call(he, 'PUT /v1/reasons/DC-01', { version: 1, kind: 'return', ...words });
    const fresh = await room.call(he, 'PUT /v1/reasons/DC-90', { version: 0, kind: 'decline', ...words });

    expect([saved.body.kind, saved.body.version, fresh.body.kind]).toEqual(['decline', 2, 'decline']);
  });
});
