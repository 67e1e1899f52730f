import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { acceptedContents } from '../../../application/accepted-contents.ts';

const START = '2026-11-26T02:00:00Z';
const clock = testClock(START);
const AMENDMENT = { field: 'websites.0.details.name', after: '云帆样例网', reason: '漏字' };

let room: DeskRoom;
let lin: SignedInStaff;
let zhou: SignedInStaff;

beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(() => room.close());
beforeEach(async () => {
  await room.test.empty('desk.review_case', 'desk.filing', 'desk.setting');
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
  lin = await room.signIn('林悦', 'reviewer');
  zhou = await room.signIn('周敏', 'lead');
});

const code = ({ status, body }: Reply) => [status, body.error?.code];
async function pulled() {
  const received = await room.receive();
  await room.call(lin, 'POST /v1/cases/next', {});
  return received;
}
const accept = (caseId: string, amendments: readonly object[], body: object = {}) =>
  room.call(lin, `POST /v1/cases/${caseId}/decision`, { version: 1, kind: 'accepted', amendments, ...body });
async function agree(caseId: string, decisionId: string, agrees = true) {
  await room.call(zhou, 'POST /v1/cases/next', { queue: 'second-view' });
  return room.call(zhou, `POST /v1/cases/${caseId}/second-view`, { decisionId, agrees, comment: '看过' });
}
async function released(filingId: string) {
  clock.forward(60);
  for (const id of await room.decisions.due(10)) await room.release(id);
  return room.verdicts.after([{ filingId, round: 1, after: 0 }]);
}

describe('an obvious slip that a reviewer corrects', () => {
  it('leaves with the acceptance, old beside new, and only when a second person has seen it', async () => {
    const { caseId, filingId } = await pulled();

    const { body: decided } = await accept(caseId, [AMENDMENT]);
    const alone = await released(filingId);
    await room.call(zhou, 'POST /v1/cases/next', { queue: 'second-view' });
    const { body: seen } = await room.call(zhou, `GET /v1/cases/${caseId}`);
    await agree(caseId, decided.decisionId);

    const amendments = [{ ...AMENDMENT, before: '云帆样例' }];
    expect(decided).toMatchObject({ state: 'second-view', amendments: [{ ...amendments[0], label: '网站·网站名称' }] });
    expect(alone).toEqual([]);
    expect(seen.secondView).toEqual(['更正了申请人填写的内容']);
    expect(seen.decision.amendments).toMatchObject(amendments);
    expect(await released(filingId)).toMatchObject([{ kind: 'accepted', sequence: 1, amendments }]);
  });

  it('is what the authority gets, while the package stays as it came', async () => {
    const { caseId, filingId } = await pulled();
    const { body } = await accept(caseId, [AMENDMENT]);
    const before = await acceptedContents(caseId, room);
    await agree(caseId, body.decisionId);
    await released(filingId);

    expect(before?.websites[0]?.details?.name).toBe('云帆样例');
    expect((await acceptedContents(caseId, room))?.websites[0]?.details?.name).toBe('云帆样例网');
    expect((await room.openCases.contents(caseId))?.websites[0]?.details?.name).toBe('云帆样例');
  });

  it('stands in the chain without its words, by hashes that prove them', async () => {
    const { caseId } = await pulled();
    const { body } = await accept(caseId, [AMENDMENT]);

    const entries = await room.auditReader.entriesOf(caseId);
    const entry = entries.find(({ action }) => action === 'amended');

    expect(entry).toMatchObject({ actor: lin.staffId, facts: { decision: body.decisionId, field: AMENDMENT.field } });
    expect(JSON.stringify(entries)).not.toContain('云帆');
    expect(new Set([entry?.facts.before, entry?.facts.after, entry?.facts.reason]).size).toBe(3);
  });

  it('is gone when the decision is taken back, and the case is one for one again', async () => {
    const { caseId, filingId } = await pulled();
    await accept(caseId, [AMENDMENT]);

    await room.call(lin, `DELETE /v1/cases/${caseId}/decision`);
    const { body: open } = await room.call(lin, `GET /v1/cases/${caseId}`);
    await accept(caseId, [], { version: open.version });

    expect(open).toMatchObject({ state: 'open', secondView: [] });
    const [verdict] = await released(filingId);
    expect(verdict).toMatchObject({ kind: 'accepted' });
    expect(verdict).not.toHaveProperty('amendments');
  });

  it('goes back to whoever decided when the second person disagrees', async () => {
    const { caseId, filingId } = await pulled();
    const { body } = await accept(caseId, [AMENDMENT]);

    await agree(caseId, body.decisionId, false);

    expect((await room.call(lin, `GET /v1/cases/${caseId}`)).body).toMatchObject({ state: 'open', secondView: [] });
    expect(await released(filingId)).toEqual([]);
  });

  it.each([
    [
      'an identity value',
      { field: 'principal.idNumber', after: '440301199003077310' },
      '这一项不能由审核人员更正，请退回给申请人修改。',
    ],
    ['a phone', { field: 'principal.mobile', after: '13800001235' }, '这一项不能由审核人员更正，请退回给申请人修改。'],
    [
      'a domain',
      { field: 'websites.0.domain', after: 'yunhang.example' },
      '这一项不能由审核人员更正，请退回给申请人修改。',
    ],
    ['the value that stands there', { after: '云帆样例' }, '更正后的内容与申请人填写的相同，请改写或删去。'],
  ])('is refused for %s', async (_, changes, message) => {
    const { caseId } = await pulled();

    const refused = await accept(caseId, [{ ...AMENDMENT, ...changes }]);

    expect(code(refused)).toEqual([422, 'amendment.invalid']);
    expect(refused.body.error.facts.fields).toEqual([{ field: 'amendments.0', message }]);
    expect((await room.call(lin, `GET /v1/cases/${caseId}`)).body.state).toBe('open');
  });

  it('is no part of a return', async () => {
    const { caseId } = await pulled();
    const items = [{ field: 'websites.0.details.remark', reasonId: 'RJ-32' }];

    expect(code(await accept(caseId, [AMENDMENT], { kind: 'returned', items }))).toEqual([422, 'amendment.invalid']);
  });
});
