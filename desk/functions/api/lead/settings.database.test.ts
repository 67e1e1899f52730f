import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
let room: DeskRoom;
let zhou: SignedInStaff;
let shen: SignedInStaff;
beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  await room.test.empty('desk.setting', 'desk.proposal', 'desk.review_case', 'desk.filing');
  zhou = await room.signIn('周敏', 'lead');
  shen = await room.signIn('沈安', 'operator-admin');
});

const code = ({ status, body }: Reply) => [status, body.error?.code];
const current = async () => (await room.call(zhou, 'GET /v1/settings')).body;
const save = async (changes: object, by = zhou) =>
  room.call(by, 'PUT /v1/settings', { ...(await current()), ...changes });
const settle = (by: SignedInStaff, proposalId: string, confirms = true) =>
  room.call(by, `PUT /v1/proposals/${proposalId}`, { confirms });

describe('settings', () => {
  it('that loosen a control take effect when somebody else confirms them', async () => {
    const proposed = await save({ undoSeconds: 30 });
    const meanwhile = await current();
    const listed = (await room.call(shen, 'GET /v1/proposals')).body.proposals;
    const own = await settle(zhou, proposed.body.proposalId);
    const confirmed = await settle(shen, proposed.body.proposalId);

    expect(proposed.body).toMatchObject({ version: 0, undoSeconds: 60, proposalId: expect.any(String) });
    expect(meanwhile).toMatchObject({ version: 0, undoSeconds: 60 });
    expect(listed).toMatchObject([{ isMine: false, settings: { loosened: ['收回（秒）：60 → 30'] } }]);
    expect(code(own)).toEqual([403, 'proposal.own']);
    expect(confirmed.body).toEqual({ state: 'confirmed' });
    expect(await current()).toMatchObject({ version: 1, undoSeconds: 30 });
    expect(await room.test.query('select changed_by, confirmed_by from desk.setting')).toEqual([
      { changed_by: zhou.staffId, confirmed_by: shen.staffId },
    ]);
  });

  it('that tighten one take effect at once, by one person', async () => {
    const { body } = await save({ undoSeconds: 120, revealsPerDay: 50, casesInHand: 5 }, shen);

    expect(body).toMatchObject({ version: 1, undoSeconds: 120, revealsPerDay: 50, casesInHand: 5 });
    expect(body).not.toHaveProperty('proposalId');
  });

  it('name a person once among those with rates of their own', async () => {
    const rates = { staffId: zhou.staffId, acceptedPercent: 100, returnedPercent: 100 };
    const twice = await save({ samplingOf: [rates, { ...rates, acceptedPercent: 1 }] });

    expect(code(twice)).toEqual([422, 'request.invalid']);
    expect(twice.body.error.facts.fields).toEqual([
      { field: 'samplingOf', message: '同一个人只能有一组抽检比例，请合并。' },
    ]);
  });

  it('that tighten one thing and loosen another take two', async () => {
    const { body } = await save({ undoSeconds: 120, revealsPerDay: 201 });

    expect(body).toMatchObject({ version: 0, undoSeconds: 60, proposalId: expect.any(String) });
    expect(code(await save({ undoSeconds: 30 }))).toEqual([409, 'proposal.open']);
  });

  it('that were changed since they were proposed are out of date, and nothing happens', async () => {
    const proposed = await save({ undoSeconds: 30 });
    await save({ undoSeconds: 90 });

    expect(code(await settle(shen, proposed.body.proposalId))).toEqual([409, 'desk.changed-meanwhile']);
    expect(await current()).toMatchObject({ version: 1, undoSeconds: 90 });
  });

  it('are not seen and not confirmed by whoever may not edit them', async () => {
    const proposed = await save({ undoSeconds: 30 });
    const tang = await room.signIn('唐泊', 'authority-desk');

    expect((await room.call(tang, 'GET /v1/proposals')).body.proposals).toEqual([]);
    expect(code(await settle(tang, proposed.body.proposalId))).toEqual([403, 'staff.no-right']);
    expect(await current()).toMatchObject({ undoSeconds: 60 });
  });

  it.each([
    ['undoSeconds', { undoSeconds: 29 }],
    ['revealsPerDay', { revealsPerDay: 501 }],
    ['casesInHand', { casesInHand: 31 }],
    ['sampling.acceptedPercent', { sampling: { acceptedPercent: 0, returnedPercent: 5, firstCases: 20 } }],
  ])('are refused beyond the bound of %s, whoever would agree', async (field, changes) => {
    const { status, body } = await save(changes);

    expect([status, body.error.facts.fields[0].field]).toEqual([422, field]);
  });

  it('that stand in the database beyond their bounds don’t count', async () => {
    const settings = { ...(await room.settingsStore.current()), undoSeconds: 0, revealsPerDay: 9_999, casesInHand: 99 };
    await room.test.query(
      `insert into desk.setting (version, settings, changed_by, changed_at) values (1, '${JSON.stringify(settings)}', 'root', now())`,
    );

    expect(await current()).toMatchObject({ undoSeconds: 30, revealsPerDay: 500, casesInHand: 30 });
  });
});

describe('cases in hand', () => {
  it('are as many as the settings say: another one is refused, with what to do', async () => {
    await save({ casesInHand: 2 });
    const lin = await room.signIn('林悦', 'reviewer');
    const cases = [];
    for (let many = 0; many < 4; many += 1) cases.push((await room.receive()).caseId);
    const next = () => room.call(lin, 'POST /v1/cases/next', {});
    const first = (await next()).body.case.caseId;

    const both = await Promise.all([next(), next()]);
    const kept = cases.find((caseId) => caseId !== first && !both.some(({ body }) => body.case?.caseId === caseId));
    await room.openCases.keepFor(kept ?? '', lin.staffId, new Date(clock.now().getTime() + 3_600_000));
    const picked = await room.call(lin, `POST /v1/cases/${kept}/lease`);
    const again = await room.call(lin, `POST /v1/cases/${first}/lease`);
    await room.call(lin, `DELETE /v1/cases/${first}/lease`);
    const after = await next();

    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.error).toMatchObject({
      code: 'case.too-many',
      message: '你手里的案件已达上限，请先办完，或把不办的放回队列，再取下一件。',
      facts: { most: 2 },
    });
    expect([code(picked), again.status, after.status]).toEqual([[409, 'case.too-many'], 200, 200]);
  });
});
