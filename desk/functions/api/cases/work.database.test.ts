import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { PERSONAL, toConfirm } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../../tests/support/scf.ts';

/** A Thursday, ten o'clock in Beijing. */
const START = '2026-11-26T02:00:00Z';
const clock = testClock(START);
const log = collectLog();
let room: DeskRoom;
let lin: SignedInStaff;
let cheng: SignedInStaff;
let lead: SignedInStaff;

beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(async () => {
  log.stop();
  await room.close();
});
beforeEach(async () => {
  await room.test.empty('desk.review_case', 'desk.filing', 'desk.setting', 'desk.audit');
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
  lin = await room.signIn('林悦', 'reviewer');
  cheng = await room.signIn('程皓', 'reviewer');
  lead = await room.signIn('何靖', 'lead');
});

const code = ({ status, body }: Reply) => [status, body.error?.code];
const take = (by: SignedInStaff, queue?: string) => room.call(by, 'POST /v1/cases/next', queue ? { queue } : {});
const show = async (by: SignedInStaff, caseId: string) => (await room.call(by, `GET /v1/cases/${caseId}`)).body;
const judge = (by: SignedInStaff, caseId: string, row: string, conclusion = 'fits') =>
  room.call(by, `PUT /v1/cases/${caseId}/rows/${row}`, { conclusion, spentSeconds: 4 });
const decide = (by: SignedInStaff, caseId: string, body: object) =>
  room.call(by, `POST /v1/cases/${caseId}/decision`, { version: 1, ...body });

const REMARK = 'websites.0.details.remark';
const RETURNED = { kind: 'returned', items: [{ field: REMARK, reasonId: 'RJ-32' }] };

describe('the next case', () => {
  it('is pulled with a lease of twenty minutes, and stands in the own list with its reason, age and clock', async () => {
    const { caseId, filingId } = await room.receive({ findings: [toConfirm(REMARK)] });

    const taken = await take(lin);
    const mine = await room.call(lin, 'GET /v1/queues/mine');

    expect(taken.body.case).toEqual({
      caseId,
      filingId,
      version: 1,
      state: 'open',
      filingType: 'first',
      round: 1,
      province: '440000',
      domains: ['yunfan.example'],
      organizer: '深圳云帆样例科技有限公司',
      reason: '1 处机器提示',
      risk: 1,
      receivedAt: START.replace('Z', '.000Z'),
      clock: { standing: 'later', limitMs: 32_400_000, usedMs: 0, dueAt: '2026-11-27T02:00:00.000Z' },
      secondView: [],
      lease: { holder: lin.staffId, isMine: true, until: '2026-11-26T02:20:00.000Z' },
    });
    expect(mine.body.rows).toEqual([taken.body.case]);
  });

  it('is never the same for two, however many pull at once', async () => {
    for (let count = 0; count < 3; count += 1) await room.receive();

    const all = await Promise.all([lin, cheng, lead, lin].map((by) => take(by)));

    const ids = all.map(({ body }) => body.case?.caseId);
    expect(new Set(ids.filter(Boolean)).size).toBe(3);
    expect(ids.filter((id) => id === undefined)).toHaveLength(1);
  });

  it('is nobody else’s while the lease lasts, and anybody’s afterwards: the first can write nothing then', async () => {
    const { caseId } = await room.receive();
    await take(lin);
    const during = await take(cheng);
    clock.forward(20 * 60);

    const late = await judge(lin, caseId, REMARK);
    const after = await take(cheng);

    expect(during.body).toEqual({});
    expect(code(late)).toEqual([409, 'case.not-yours']);
    expect(after.body.case.caseId).toBe(caseId);
    expect(code(await decide(lin, caseId, RETURNED))).toEqual([409, 'case.not-yours']);
    expect(code(await room.call(lin, `PUT /v1/cases/${caseId}/lease`))).toEqual([409, 'case.not-yours']);
  });

  it('stays theirs as long as they work at it, and goes back to its list when they give it back', async () => {
    const { caseId } = await room.receive();
    await take(lin);
    clock.forward(15 * 60);
    const { body } = await judge(lin, caseId, REMARK, 'open');
    clock.forward(15 * 60);
    const during = await take(cheng);

    const released = await room.call(lin, `DELETE /v1/cases/${caseId}/lease`);

    expect(body.lease.until).toBe('2026-11-26T02:35:00.000Z');
    expect(during.body).toEqual({});
    expect(released.body).toEqual({ released: true });
    expect((await take(cheng)).body.case.caseId).toBe(caseId);
  });

  it('of a round that comes again is kept for whoever returned it, for half of its time', async () => {
    const { caseId, filingId } = await room.receive();
    await take(lin);
    await decide(lin, caseId, RETURNED);
    clock.forward(60);
    for (const id of await room.decisions.due(10)) await room.release(id);
    const again = await room.receive({ repairs: [{ item: 1, field: REMARK, changed: true }] }, { filingId, round: 2 });

    const others = await take(cheng);
    const own = await take(lin);
    await room.call(lin, `DELETE /v1/cases/${again.caseId}/lease`);
    clock.forward(5 * 3600);

    expect(others.body).toEqual({});
    expect(own.body.case).toMatchObject({ caseId: again.caseId, round: 2, reason: '再次提交' });
    expect((await take(cheng)).body.case.caseId).toBe(again.caseId);
  });

  it('can not be picked: only what is kept for somebody, or any by a lead', async () => {
    const { caseId } = await room.receive();

    expect(code(await room.call(lin, `POST /v1/cases/${caseId}/lease`))).toEqual([403, 'staff.no-right']);
    expect((await room.call(lead, `POST /v1/cases/${caseId}/lease`)).body.isMine).toBe(true);
    expect(code(await room.call(cheng, `POST /v1/cases/${caseId}/lease`))).toEqual([409, 'case.taken']);
  });
});

describe('a list', () => {
  it('has its cases overdue before later, riskier first, page by page, and a count', async () => {
    for (let count = 0; count < 60; count += 1)
      await room.receive({ findings: count % 7 === 0 ? [toConfirm(REMARK)] : [], domain: `d${count}.example` });
    clock.forward(10);
    await room.receive({ filingType: 'change' });
    await room.test.query(
      `update desk.review_case set running_since = '2026-11-20T02:00:00Z', due_at = '2026-11-23T02:00:00Z' where id in
       (select id from desk.review_case where queue = 'new' order by id limit 3)`,
    );

    const first = await room.call(lin, 'GET /v1/queues/new');
    const second = (await room.listAfter(lin, 'new', first.body.next)).body;
    const { body } = await room.call(lin, 'GET /v1/queues');

    const rows = [...first.body.rows, ...second.rows];
    expect(first.body.rows).toHaveLength(50);
    expect(second.next).toBeUndefined();
    expect(new Set(rows.map(({ caseId }) => caseId)).size).toBe(60);
    const standings = rows.map(({ clock: { standing } }) => standing);
    expect(standings.slice(0, 4)).toEqual(['overdue', 'overdue', 'overdue', 'later']);
    const risks = rows.slice(3).map(({ risk }) => risk);
    expect(risks).toEqual(risks.toSorted((a, b) => b - a));
    expect(body.queues).toContainEqual({ queue: 'new', count: 60, overdue: 3, dueToday: 0 });
    expect(body.queues).toContainEqual({ queue: 'changes', count: 1, overdue: 0, dueToday: 0 });
  });
});

describe('[SEC-05] a case', () => {
  it('is shown without a personal value, in no reply and in no line of the log', async () => {
    const { caseId } = await room.receive({ findings: [toConfirm('principal.mobile')] });
    await take(lin);
    log.clear();

    const shown = await room.call(lin, `GET /v1/cases/${caseId}`);

    const rows = new Map(shown.body.rows.map((row: { row: string; value: string }) => [row.row, row.value]));
    expect(rows.get('eligibility.certificateNumber')).toBe('91440300MA5FAKE01G');
    expect(rows.get('organizer.legalRepresentative')).toBe('林**');
    expect(rows.get('principal.idNumber')).toBe('4403**************');
    expect(rows.get('principal.mobile')).toBe('138****1234');
    expect(rows.get('principal.email')).toBe('x****@yunfan.example');
    for (const value of PERSONAL) expect(shown.text + log.texts.join()).not.toContain(value);
  });

  it('of an individual masks name and number, which a company shows', async () => {
    const { caseId } = await room.receive({ organizerKind: 'individual' });
    await take(lin);

    const shown = await room.call(lin, `GET /v1/cases/${caseId}`);

    expect(shown.body.organizer).toBe('林**');
    expect(shown.body.rows[0]).toMatchObject({ label: '证件号码', value: '4403**************', isMasked: true });
    for (const value of PERSONAL) expect(shown.text).not.toContain(value);
  });

  it('names what the machine left to people, and nothing else', async () => {
    const { caseId } = await room.receive({
      findings: [toConfirm('principal.mobile'), { ...toConfirm(REMARK), severity: 'info' }],
      documents: [
        { id: 'doc-1', kind: 'commitment-letter', label: '承诺书', subject: 'organizer', contentType: 'image/png' },
        { id: 'doc-2', kind: 'business-licence', label: '营业执照', subject: 'organizer', contentType: 'image/png' },
      ],
    });

    const { rows, missing, papers } = await show(lin, caseId);

    const toJudge = rows.filter((row: { needsJudgement: boolean }) => row.needsJudgement);
    expect(toJudge.map(({ row }: { row: string }) => row)).toEqual(['principal.mobile', 'documents.commitment-letter']);
    expect(missing).toEqual(['还有 2 项没有判断']);
    expect(papers).toHaveLength(2);
  });

  it('has other filings in common by phone, organizer and server, and none by what an erased one had', async () => {
    const { caseId } = await room.receive({ domain: 'one.example' });
    const other = await room.receive({ domain: 'two.example', mobile: '13900004321' });
    const erased = await room.receive({ domain: 'three.example' });
    await room.incomingCases.erase(erased.filingId);

    const { related } = await show(lin, caseId);

    expect(related).toMatchObject([
      { caseId: other.caseId, by: ['organizer', 'person', 'phone', 'server'], domains: ['two.example'] },
    ]);
  });

  it('of a later round has what was asked, what was answered and what else changed; the rest was judged before', async () => {
    const { caseId, filingId } = await room.receive({ findings: [toConfirm('organizer.name')] });
    await take(lin);
    await judge(lin, caseId, 'organizer.name');
    await decide(lin, caseId, RETURNED);
    clock.forward(60);
    for (const id of await room.decisions.due(10)) await room.release(id);
    const repairs = [{ item: 1, field: REMARK, changed: true, word: '已补充' }];
    const findings = [toConfirm('organizer.name')];
    const again = await room.receive(
      { repairs, findings, remark: '介绍公司产品', mobile: '13900004321' },
      { filingId, round: 2 },
    );

    const { rows, rounds } = await show(lin, again.caseId);

    const toJudge = rows.filter((row: { needsJudgement: boolean }) => row.needsJudgement);
    expect(toJudge).toMatchObject([
      { row: 'principal.mobile', isChanged: true, earlier: { agreement: 'differs', value: '138****1234' } },
      { row: REMARK, isChanged: true, earlier: { value: '公司产品介绍' }, asked: { word: '已补充' } },
      { row: 'websites.0.siteOwner.mobile', isChanged: true },
    ]);
    expect(toJudge[1].asked.reason).toBe('备注里缺少管局要求写明的内容。');
    expect(rounds).toEqual([{ caseId, round: 1, state: 'sent', outcome: 'returned' }]);
  });
});

describe('a row', () => {
  it('is judged one at a time, with the time that it took, and can be judged anew', async () => {
    const { caseId } = await room.receive({ findings: [toConfirm('principal.mobile'), toConfirm(REMARK)] });
    await take(lin);

    await judge(lin, caseId, 'principal.mobile', 'call');
    const { body } = await judge(lin, caseId, 'principal.mobile', 'fits');
    const { rows } = await show(lin, caseId);

    expect(body.missing).toEqual(['还有 1 项没有判断']);
    const row = rows.find((checkRow: { row: string }) => checkRow.row === 'principal.mobile');
    expect(row.mine).toMatchObject({ conclusion: 'fits', by: lin.staffId, spentSeconds: 8 });
    expect(code(await judge(lin, caseId, 'principal.nothing'))).toEqual([404, 'case.row-unknown']);
  });

  it('and everything else that was done is in the chain of the case, without a value', async () => {
    const { caseId } = await room.receive({ findings: [toConfirm(REMARK)] });
    await take(lin);
    await judge(lin, caseId, REMARK);
    await room.call(lin, `POST /v1/cases/${caseId}/notes`, { text: '林小满说备注下周改' });
    await decide(lin, caseId, { kind: 'accepted' });
    await room.call(lin, `DELETE /v1/cases/${caseId}/decision`);

    const entries = await room.auditReader.entriesOf(caseId);

    expect(entries.map(({ action }) => action)).toEqual([
      'received',
      'taken',
      'concluded',
      'noted',
      'accepted',
      'taken-back',
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/林小满|备注下周/);
  });
});

describe('a decision', () => {
  const opened = async (findings = [toConfirm(REMARK)]) => {
    const { caseId } = await room.receive({ findings });
    await take(lin);
    return caseId;
  };

  it('to accept waits until every row is judged and none differs', async () => {
    const caseId = await opened();
    const early = await decide(lin, caseId, { kind: 'accepted' });
    await judge(lin, caseId, REMARK, 'differs');
    const differing = await decide(lin, caseId, { kind: 'accepted' });
    await judge(lin, caseId, REMARK);

    const accepted = await decide(lin, caseId, { kind: 'accepted' });

    expect([...code(early), early.body.error.facts.missing]).toEqual([422, 'case.unjudged', '还有 1 项没有判断']);
    expect(differing.body.error.facts.missing).toBe('1 项不符');
    expect(accepted.body).toMatchObject({ kind: 'accepted', state: 'waiting', sendsAt: '2026-11-26T02:01:00.000Z' });
  });

  it('tells whoever writes of messengers, links and numbers in words for the applicant, and goes when they confirm them', async () => {
    const caseId = await opened();
    const items = [{ field: REMARK, reasonId: 'RJ-32', suggestion: '请加微信 xiaolin_88，或到 help.example 填写。' }];

    const told = await decide(lin, caseId, { kind: 'returned', items });
    const confirmed = await decide(lin, caseId, { kind: 'returned', items, confirmsWords: true });

    expect(code(told)).toEqual([422, 'words.to-confirm']);
    expect(told.body.error.facts.fields).toEqual([
      {
        field: 'items.0.suggestion',
        message: '这里有“help.example”“微信 xiaolin_88”“加微信 xiaolin_88”，请删去，或确认要发给申请人。',
      },
    ]);
    expect(confirmed.body).toMatchObject({ kind: 'returned', state: 'waiting' });
  });

  it('to return reads in the preview as the applicant will read it, and leaves with the same words', async () => {
    const caseId = await opened();
    const items = [{ field: REMARK, reasonId: 'RJ-32', suggestion: '请写明网站给谁看。' }];

    const preview = await room.call(lin, `POST /v1/cases/${caseId}/return-preview`, { items });
    await decide(lin, caseId, { kind: 'returned', items });
    clock.forward(60);
    for (const id of await room.decisions.due(10)) await room.release(id);

    expect(preview.body.flagged).toEqual([
      {
        field: REMARK,
        label: '网站·网站备注',
        reason: '备注里缺少管局要求写明的内容。',
        suggestion: '请写明网站给谁看。',
        reasonId: 'RJ-32',
        reasonVersion: 1,
      },
    ]);
    const [row] = await room.test.query<{ filing_id: string }>('select filing_id from desk.review_case');
    const [verdict] = await room.verdicts.after([{ filingId: row?.filing_id ?? '', round: 1, after: 0 }]);
    const { field, reason, suggestion } = preview.body.flagged[0];
    expect(verdict).toMatchObject({ kind: 'returned', flagged: [{ field, reason, suggestion }] });
    expect(Object.keys(verdict?.flagged[0] ?? {})).toEqual(['field', 'reason', 'suggestion']);
  });

  it.each([
    [[], 'items'],
    [[{ field: REMARK, reasonId: 'RJ-99' }], 'items.0'],
    [[{ field: 'organizer.nothing', reasonId: 'RJ-32' }], 'items.0'],
    [[{ field: REMARK, reasonId: 'RJ-32', suggestion: '请林小满补充' }], 'items'],
    [[{ field: 'principal.mobile', reasonId: 'RJ-15', suggestion: '13800001234 打不通' }], 'items.0'],
  ])(
    'to return is refused without a reason for a field of the case, and with a personal value: %j',
    async (items, field) => {
      const caseId = await opened();

      const refused = await decide(lin, caseId, { kind: 'returned', items });

      expect([...code(refused), refused.body.error.facts.fields[0].field]).toEqual([422, 'return.invalid', field]);
    },
  );

  describe('in its preview', () => {
    const items = (...suggestions: readonly string[]) =>
      suggestions.map((suggestion, place) => ({
        ...(place === 0 ? { field: REMARK, reasonId: 'RJ-32' } : { field: 'organizer.name', reasonId: 'RJ-21' }),
        suggestion,
      }));
    const preview = (by: SignedInStaff, caseId: string, ...suggestions: readonly string[]) =>
      room.call(by, `POST /v1/cases/${caseId}/return-preview`, { items: items(...suggestions) });

    it('is read by whoever has the case in hand alone', async () => {
      const caseId = await opened();

      const others = await Promise.all([preview(cheng, caseId, '请补充。'), preview(lead, caseId, '请补充。')]);

      expect(others.map(code)).toEqual([
        [409, 'case.not-yours'],
        [409, 'case.not-yours'],
      ]);
    });

    it('reads the same whether a text has a masked value of the case in it or another one', async () => {
      const caseId = await opened();
      const replies = await Promise.all(
        ['请林小满补充', '请李大有补充', '请打 13800001234', '请打 13800001235'].map((text) =>
          preview(lin, caseId, text),
        ),
      );

      const [own, other, ownNumber, otherNumber] = replies.map(code);
      expect([own, other]).toEqual([
        [200, undefined],
        [200, undefined],
      ]);
      expect([ownNumber, otherNumber]).toEqual([
        [422, 'return.invalid'],
        [422, 'return.invalid'],
      ]);
    });

    it('says no more when it is sent: a name that is right is counted and noted as a value seen, and no item is named', async () => {
      const caseId = await opened();

      const refused = await decide(lin, caseId, { kind: 'returned', items: items('请李大有补充', '请林小满补充') });
      const masked = await decide(lin, caseId, {
        kind: 'returned',
        items: [...items('请李大有补充', '请林小满补充'), { field: 'organizer.nothing', reasonId: 'RJ-32' }],
      });
      const entries = await room.auditReader.entriesOf(caseId);
      const { body } = await room.call(lin, `GET /v1/cases/${caseId}`);

      expect(refused.body.error.facts.fields.map(({ field }: { field: string }) => field)).toEqual(['items']);
      expect(masked.body.error.facts.fields.map(({ field }: { field: string }) => field)).toEqual(['items.2']);
      expect(body.revealsToday).toBe(1);
      expect(entries.at(-1)).toMatchObject({ actor: lin.staffId, action: 'revealed', facts: { reason: 'written' } });
    });

    it('compares nothing for whoever has seen as much as they may in a day', async () => {
      const admin = await room.signIn('管理员', 'operator-admin', 'lead');
      const { body: settings } = await room.call(admin, 'GET /v1/settings');
      await room.call(admin, 'PUT /v1/settings', { ...settings, revealsPerDay: 1 });
      const caseId = await opened();
      await decide(lin, caseId, { kind: 'returned', items: items('请林小满补充') });

      const right = await decide(lin, caseId, { kind: 'returned', items: items('请林小满补充') });
      const wrong = await decide(lin, caseId, { kind: 'returned', items: items('请李大有补充') });

      expect([code(right), code(wrong)]).toEqual([
        [429, 'reveal.too-many'],
        [429, 'reveal.too-many'],
      ]);
      expect((await decide(lin, caseId, RETURNED)).status).toBe(200);
    });
  });

  it('is taken back within sixty seconds by whoever made it, or by a lead; the case is theirs again', async () => {
    const caseId = await opened();
    await decide(lin, caseId, RETURNED);

    const strangers = await room.call(cheng, `DELETE /v1/cases/${caseId}/decision`);
    const own = await room.call(lin, `DELETE /v1/cases/${caseId}/decision`);
    const mine = await room.call(lin, 'GET /v1/queues/mine');
    const { body } = await room.call(lin, `POST /v1/cases/${caseId}/decision`, { version: 3, ...RETURNED });
    const byLead = await room.call(lead, `DELETE /v1/cases/${caseId}/decision`);

    expect(code(strangers)).toEqual([409, 'decision.final']);
    expect([own.body, byLead.body]).toEqual([{ takenBack: true }, { takenBack: true }]);
    expect(mine.body.rows[0].caseId).toBe(caseId);
    expect(body.state).toBe('waiting');
  });

  it('stands among what its maker has decided today, until midnight in Beijing, and in nobody else’s list', async () => {
    const caseId = await opened();
    await decide(lin, caseId, RETURNED);

    const { body: mine } = await room.call(lin, 'GET /v1/queues/mine');
    const { body: others } = await room.call(cheng, 'GET /v1/queues/mine');
    const { body: team } = await room.call(lin, 'GET /v1/queues/new');
    clock.forward(24 * 3600);
    const { body: tomorrow } = await room.call(lin, 'GET /v1/queues/mine');

    expect(mine.decidedToday[0]).toEqual({
      caseId,
      domains: ['yunfan.example'],
      kind: 'returned',
      state: 'waiting',
      decidedAt: expect.any(String),
    });
    expect([others.decidedToday, team.decidedToday, tomorrow.decidedToday]).toEqual([[], undefined, []]);
  });

  it('is read-only when its time is over: not to be taken back, made again, or worked at', async () => {
    const caseId = await opened();
    await decide(lin, caseId, RETURNED);
    clock.forward(60);

    const refused = await Promise.all([
      room.call(lin, `DELETE /v1/cases/${caseId}/decision`),
      decide(lin, caseId, RETURNED),
      judge(lin, caseId, REMARK),
      room.call(lin, `POST /v1/cases/${caseId}/notes`, { text: '补记' }),
      room.call(lead, `POST /v1/cases/${caseId}/lease`),
    ]);

    expect(refused.map(code)).toEqual([
      [409, 'decision.final'],
      [409, 'case.decided'],
      [409, 'case.decided'],
      [409, 'case.decided'],
      [409, 'case.decided'],
    ]);
  });

  it('is made once when it is sent twice at the same time, and not by who has not seen the case as it is', async () => {
    const caseId = await opened();

    const both = await Promise.all([decide(lin, caseId, RETURNED), decide(lin, caseId, RETURNED)]);
    await room.call(lin, `DELETE /v1/cases/${caseId}/decision`);
    const old = await decide(lin, caseId, RETURNED);

    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(code(old)).toEqual([409, 'case.changed']);
  });

  it('leaves no sooner than after thirty seconds, whatever stands in the settings', async () => {
    const settings = await room.settingsStore.current();
    await room.settingsStore.save({ ...settings, undoSeconds: 0 }, lin.staffId, clock.now(), 'zhou-lan');
    const caseId = await opened();

    await decide(lin, caseId, RETURNED);
    clock.forward(29);
    const early = await room.decisions.due(10);
    clock.forward(1);

    expect([early.length, (await room.decisions.due(10)).length]).toEqual([0, 1]);
    expect(code(await room.call(lin, `DELETE /v1/cases/${caseId}/decision`))).toEqual([409, 'decision.final']);
  });

  it('is not made by whose role may not, whatever they hold', async () => {
    const caseId = await opened();
    const others = await Promise.all([
      room.signIn('质检', 'auditor'),
      room.signIn('客服', 'support'),
      room.signIn('管理', 'operator-admin'),
      room.signIn('报送', 'authority-desk'),
    ]);

    const refused = await Promise.all(others.map((by) => decide(by, caseId, RETURNED)));

    expect(refused.map(code)).toEqual(others.map(() => [403, 'staff.no-right']));
  });
});

describe('a hold by a lead', () => {
  it('stops the clock and takes the case out of every pull, until it ends', async () => {
    const { caseId } = await room.receive();
    await take(lin);
    clock.forward(3600);

    const held = await room.call(lead, `PUT /v1/cases/${caseId}/hold`, { reason: '管局系统维护' });
    clock.forward(24 * 3600);
    const pulled = await take(cheng);
    const ended = await room.call(lead, `DELETE /v1/cases/${caseId}/hold`);

    expect(held.body.clock).toMatchObject({ standing: 'paused', usedMs: 3_600_000, pausedFor: 'held' });
    expect(pulled.body).toEqual({});
    expect(ended.body.clock).toMatchObject({ usedMs: 3_600_000, dueAt: '2026-11-30T02:00:00.000Z' });
    expect((await take(cheng)).body.case.caseId).toBe(caseId);
    expect(code(await room.call(lin, `PUT /v1/cases/${caseId}/hold`, { reason: '等等' }))).toEqual([
      403,
      'staff.no-right',
    ]);
  });
});
