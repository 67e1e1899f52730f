import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { testClock } from '../../tests/support/clock.ts';
import { bareRound } from '../../tests/support/desk/desk-case.ts';
import { auditHash, type DeskTablesUnderTest, DRAWS_NONE, deskTables } from '../../tests/support/desk/desk-tables.ts';
import { signInStaff } from '../../tests/support/desk/staff.ts';
import { type KeyedHash, linkOf, sealOf, sealText } from '../domain/oversight/audit-chain.ts';
import type { KeptSeal } from '../ports/audit-log.ts';
import { verifyChains } from './verify-chains.ts';

const FIRST_DAY = '2026-11-24T02:00:00Z';
const DAY_SECONDS = 24 * 3600;
const LISTED = [
  { kind: 'organizer', value: '91440300MA5FAKE02H' },
  { kind: 'domain', value: 'listed.example' },
] as const;

const clock = testClock(FIRST_DAY);
let tables: DeskTablesUnderTest;
let people: Readonly<Record<'lin' | 'zhou' | 'tang', string>>;
/** The case of the first day, returned by one person, and that of the second day, accepted by two. */
let caseIds: readonly [string, string];
/** The seals of both days, and that of the third one so far. */
let kept: KeptSeal[];

beforeAll(async () => {
  tables = await deskTables(clock);
  await tables.notedRows.adopt();
  const signIn = async (name: string, ...roles: ('reviewer' | 'lead' | 'authority-desk')[]) =>
    (await signInStaff(tables.staffSessions, name, roles)).staffId;
  people = {
    lin: await signIn('林悦', 'reviewer'),
    zhou: await signIn('周敏', 'lead'),
    tang: await signIn('唐泊', 'authority-desk'),
  };
  kept = [];
  const returned = await received();
  await decide(returned, 'returned');
  await changeRows();
  await endDay();
  await backUp('first_day');
  const accepted = await received();
  await decide(accepted, 'accepted');
  const exported = { caseId: accepted, at: clock.now(), actor: people.tang, action: 'authority-exported' } as const;
  await tables.auditLog.append({ ...exported, facts: { number: 1 } });
  await tables.auditLog.append({ ...exported, action: 'authority-typed', facts: { number: 1 } });
  await endDay();
  await conclude(accepted);
  const soFar = await tables.auditLog.sealSoFar('2026-11-26T10-00');
  kept.push({ day: soFar.day, texts: [sealText(soFar)] });
  await backUp('whole');
  caseIds = [returned, accepted];
});
afterEach(async () => {
  await restore('whole');
  clock.forward((Date.parse(FIRST_DAY) - clock.now().getTime()) / 1000 + 2 * DAY_SECONDS);
});
afterAll(() => tables.close());

async function received(): Promise<string> {
  const filingId = cryptoIds.uuid();
  await tables.incomingCases.receive(bareRound(filingId, clock.now()));
  const [row] = await tables.test.query<{ id: string }>('select id from desk.review_case where filing_id = $1', [
    filingId,
  ]);
  return row?.id ?? '';
}

/** 林悦 has looked at one row. */
async function conclude(caseId: string): Promise<void> {
  const [row, conclusion, at] = ['organizer.name', 'differs', clock.now()] as const;
  await tables.judgements.judge(caseId, { row, staffId: people.lin, conclusion, spentSeconds: 5, at }, undefined);
  const facts = { row, conclusion };
  await tables.auditLog.append({ caseId, at, actor: people.lin, action: 'concluded', facts });
}

/** Decided by 林悦; where it asks for one, with the second view of 周敏. */
async function decide(caseId: string, kind: 'returned' | 'accepted'): Promise<void> {
  const [id, at, asksSecondView] = [cryptoIds.uuid(), clock.now(), kind === 'accepted'];
  const hold = (holder: string) =>
    tables.openCases.setLease(caseId, { holder, until: new Date(at.getTime() + 60_000) });
  await hold(people.lin);
  const flagged =
    kind === 'returned' ? [{ field: 'organizer.name', reason: '名称不符。', suggestion: '请按证件填写。' }] : [];
  await tables.decisions.decide({
    id,
    caseId,
    kind,
    flagged,
    decidedBy: people.lin,
    decidedAt: at,
    sendsAt: at,
    asksSecondView,
  });
  await hold(people.zhou);
  const view = { decisionId: id, by: people.zhou, agrees: true, comment: '同意', at, sendsAt: at, keptUntil: at };
  if (asksSecondView) await tables.decisions.viewSecond(view);
  await tables.decisions.release(id, DRAWS_NONE);
}

/** A setting and another one that waits for a second person, a reason, a tie, a list with an entry that was handled. */
async function changeRows(): Promise<void> {
  const at = clock.now();
  await tables.settingsStore.save({ ...(await tables.settingsStore.current()), undoSeconds: 90 }, people.zhou, at);
  const proposed = { kind: 'settings', settings: await tables.settingsStore.current() } as const;
  await tables.proposals.propose(cryptoIds.uuid(), proposed, people.zhou, at);
  const [reason] = await tables.catalogue.versionsOf('RJ-30');
  if (!reason) throw new Error('there is no reason RJ-30');
  await tables.catalogue.add({ ...reason, suggestion: '请重新拍照。', changedBy: people.zhou, changedAt: at }, 1);
  await tables.declaredTies.declare({ staffId: people.lin, kind: 'phone', relation: 'self' }, '13900000000');
  const list = { values: LISTED, dueAt: at, by: people.tang, confirmedBy: people.zhou, at, seen: 0 };
  await tables.authorityLists.replace({ list: 'black', ...list });
  const [entry] = await tables.test.query<{ id: string }>("select id from desk.listed_entry where kind = 'domain'");
  await tables.authorityLists.handle(entry?.id ?? '', 'filed', people.tang, at);
}

/** Midnight passes: the day is sealed, and its seal is kept elsewhere. */
async function endDay(): Promise<void> {
  clock.forward(DAY_SECONDS);
  const today = clock.now().toISOString().slice(0, 10);
  for (const day of await tables.auditLog.unsealedDays(today)) await tables.auditLog.sealDay(day, ['store']);
  for (const { sealed, place } of await tables.sealCopies.due(10)) {
    kept.push({ day: sealed.day, texts: [sealText(sealed)] });
    await tables.sealCopies.markKept(sealed.day, place);
  }
}

const verified = (seals: readonly KeptSeal[] = kept, areAll = true) =>
  verifyChains({ evidence: tables.auditEvidence, hash: auditHash, clock }, seals, areAll);
const query = (statement: string) => tables.test.query(statement);

const TABLES = "select tablename as name from pg_tables where schemaname = 'desk' and tablename <> 'migration'";
const namesOf = async () => (await tables.test.query<{ name: string }>(TABLES)).map(({ name }) => name);
async function backUp(name: string): Promise<void> {
  await query(`create schema ${name}`);
  for (const table of await namesOf()) await query(`create table ${name}.${table} as table desk.${table}`);
}
async function restore(name: string): Promise<void> {
  const inserts = (await namesOf()).map((table) => `insert into desk.${table} select * from ${name}.${table}`);
  const statements = ['set session_replication_role = replica', await emptying(), ...inserts];
  await query(`${statements.join('; ')}; reset session_replication_role`);
}
const emptying = async () => `truncate ${(await namesOf()).map((table) => `desk.${table}`).join()}`;

/** Says that somebody else has done everything, with links, heads and seals by a key. */
async function rewrite(hash: KeyedHash): Promise<void> {
  await query(`update desk.audit set actor = '${people.zhou}' where actor = '${people.lin}'`);
  await query(
    `update desk.decision set decided_by = '${people.tang}', second_by = null where decided_by = '${people.lin}'`,
  );
  await query(`update desk.audit set actor = '${people.tang}' where action in ('returned', 'accepted')`);
  await query("delete from desk.audit where action like 'second-%'");
  await query(
    'update desk.audit a set sequence = -(select count(*) from desk.audit b where b.case_id = a.case_id and b.sequence <= a.sequence)',
  );
  await query('update desk.audit set sequence = -sequence');
  for (const caseId of await tables.auditReader.chainsAfter('00000000-0000-0000-0000-000000000000', 500)) {
    let before: string | undefined;
    for (const entry of await tables.auditReader.entriesOf(caseId)) {
      before = linkOf(entry, before, hash);
      await query(
        `update desk.audit set link = '${before}' where case_id = '${caseId}' and sequence = ${entry.sequence}`,
      );
    }
  }
  await query(`update desk.audit_head h set sequence = last.sequence, link = last.link from (
    select distinct on (day, a.case_id) day, a.case_id, a.sequence, a.link from desk.audit a, desk.audit_seal
    where (at at time zone 'Asia/Shanghai')::date <= day order by day, a.case_id, a.sequence desc) last
    where last.day = h.day and last.case_id = h.case_id`);
  let before: string | undefined;
  for await (const { day, heads } of tables.auditReader.sealedDays()) {
    before = sealOf(day, heads, before, hash);
    await query(`update desk.audit_seal set seal = '${before}' where day = '${day}'`);
  }
}
const guessed: KeyedHash = (text) => createHmac('sha256', 'a key that was guessed').update(text).digest('hex');

/** What somebody with all rights in the database does, and what then tells of it. */
const TAMPERS: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
  [
    'deletes a chain',
    () => query(`delete from desk.audit where case_id = '${caseIds[0]}'`),
    /记录链 .* 的全部记录被删除/,
  ],
  [
    'empties the log with its seals',
    () => query('truncate desk.audit, desk.audit_head, desk.audit_seal, desk.seal_copy'),
    /2026-11-24 的封存不见了/,
  ],
  ['empties every table', async () => query(await emptying()), /2026-11-25 的封存不见了/],
  [
    'cuts the end of a chain',
    () => query(`delete from desk.audit where case_id = '${caseIds[1]}' and sequence >= 5`),
    /第 5 条：从这一条起被删除/,
  ],
  [
    'cuts the end of a chain on the same day',
    () => query(`delete from desk.audit where case_id = '${caseIds[1]}' and sequence >= 7`),
    /第 7 条：与 2026-11-26T10-00 存出的封存不同/,
  ],
  ['edits an entry', () => query("update desk.audit set facts = '{}' where action = 'sent'"), /第 3 条：这一条被改过/],
  [
    'puts two entries in another order',
    async () => {
      await query(`update desk.audit set sequence = -sequence where case_id = '${caseIds[0]}' and sequence > 1`);
      await query('update desk.audit set sequence = 5 + sequence where sequence < 0');
    },
    /第 2 条：这一条被改过/,
  ],
  [
    'adds an entry',
    () =>
      query(`insert into desk.audit select case_id, sequence + 1, at, actor, 'second-agreed', facts, link
        from desk.audit where case_id = '${caseIds[0]}' and sequence = 3`),
    /第 4 条：这一条被改过，或不是审核工作台写的/,
  ],
  [
    'dates an entry back',
    () => query("update desk.audit set at = at - interval '1 day' where action = 'accepted'"),
    /第 2 条：这一条被改过/,
  ],
  [
    'changes a setting',
    () => query(`update desk.setting set settings = settings || '{"undoSeconds": 0}'`),
    /“设置”的 1 与记录不符/,
  ],
  [
    'adds a setting',
    () => query('insert into desk.setting select version + 1, settings, changed_by, changed_at from desk.setting'),
    /“设置”的 2 与记录不符/,
  ],
  [
    'changes a reason as it was shipped',
    () => query("update desk.reason set suggestion = '请联系我' where reason_id = 'DC-01'"),
    /“退回原因目录”的 DC-01\/1 与记录不符/,
  ],
  [
    'changes a reason that a lead has written',
    () => query("update desk.reason set reason = '不合适。' where reason_id = 'RJ-30' and version = 2"),
    /“退回原因目录”的 RJ-30\/2 与记录不符/,
  ],
  ['deletes a tie', () => query('delete from desk.declared_tie'), /“关联申报：号码（加密）”的 .* 与记录不符/],
  [
    'says that a tie is of somebody else',
    () => query(`update desk.declared_tie set staff_id = '${people.zhou}'`),
    /“关联申报：号码（加密）”的 .* 与记录不符/,
  ],
  [
    'takes an entry off the black list',
    () => query("delete from desk.listed_entry where kind = 'organizer'"),
    /名单 black 与记录不符/,
  ],
  [
    'makes an entry of the black list meet nobody',
    () => query("update desk.listed_entry set hash = '\\x00' where kind = 'organizer'"),
    /名单 black 与记录不符/,
  ],
  [
    'hides that an entry of the black list hits somebody',
    async () => {
      const values = [...LISTED, { kind: 'domain', value: 'yunfan.example' }] as const;
      const list = { values, dueAt: clock.now(), by: people.tang, confirmedBy: people.zhou, at: clock.now(), seen: 1 };
      await tables.authorityLists.replace({ list: 'black', ...list });
      expect((await verified()).code).toBe(0);
      await query('update desk.listed_entry set may_hit = false');
    },
    /名单 black 与记录不符/,
  ],
  [
    'says that somebody has handled an entry',
    () => query(`update desk.listed_entry set result = 'filed', handled_by = '${people.lin}', handled_at = now()`),
    /处理结果”的 .* 与记录不符/,
  ],
  [
    'takes out that something was exported, and closes the gap',
    async () => {
      await query("delete from desk.audit where action = 'authority-exported'");
      await query(`update desk.audit set sequence = sequence - 1 where action = 'authority-typed'`);
    },
    /第 5 条：这一条被改过/,
  ],
  [
    'turns a decision',
    () => query("update desk.decision set kind = 'accepted' where kind = 'returned'"),
    /案件 .* 的决定 .*与记录不符/,
  ],
  [
    'turns a verdict',
    () => query("update desk.verdict set kind = 'accepted' where kind = 'returned'"),
    /案件 .* 的审核结果 1与记录不符/,
  ],
  [
    'says that somebody else has decided',
    () => query(`update desk.decision set decided_by = '${people.tang}' where kind = 'returned'`),
    /案件 .* 的决定 .*与记录不符/,
  ],
  [
    'says that a decision never left',
    () => query("update desk.decision set state = 'taken-back' where kind = 'returned'"),
    /案件 .* 的决定 .*与记录不符/,
  ],
  [
    'says that somebody else has come to a conclusion',
    () => query(`update desk.judgement set staff_id = '${people.zhou}'`),
    /案件 .* 的核对结论 organizer.name .*与记录不符/,
  ],
  [
    'turns a conclusion',
    () => query("update desk.judgement set conclusion = 'fits'"),
    /案件 .* 的核对结论 organizer.name .*与记录不符/,
  ],
  [
    'says that somebody else has proposed what is to be confirmed',
    () => query(`update desk.proposal set proposed_by = '${people.lin}'`),
    /的待确认的提议 .*与记录不符/,
  ],
  [
    'says that somebody else has confirmed a list',
    () => query(`update desk.authority_list set confirmed_by = '${people.lin}' where name = 'black'`),
    /名单 black 与记录不符/,
  ],
  [
    'lets a tie and the lists pass a case by',
    () => query(`delete from desk.case_key where case_id = '${caseIds[1]}' and kind = 'phone'`),
    /案件 .* 的号码、域名和名称的索引与记录不符/,
  ],
  ['deletes a decision', () => query("delete from desk.decision where kind = 'returned'"), /的决定 .*与记录不符/],
  [
    'gives somebody a role',
    () => query(`update desk.staff set roles = '{reviewer,lead}' where id = '${people.lin}'`),
    /“人员的姓名.*”的 .* 与记录不符/,
  ],
  [
    'drops the last day',
    async () => {
      await query('truncate desk.seal_copy');
      await query("delete from desk.audit_head where day = '2026-11-25'");
      await query("delete from desk.audit_seal where day = '2026-11-25'");
      await query("delete from desk.audit where at >= '2026-11-24T16:00:00Z'");
      await query("delete from desk.decision where decided_at >= '2026-11-24T16:00:00Z'");
    },
    /2026-11-25 的封存不见了/,
  ],
  ['restores an older backup', () => restore('first_day'), /2026-11-25 的封存不见了/],
  ['rewrites all chains and seals with a key of their own', () => rewrite(guessed), /这一条被改过/],
  [
    'rewrites all chains and seals with the key of the desk itself',
    () => rewrite(auditHash),
    /2026-11-24 的封存被换成了另一个/,
  ],
];

describe('npm run desk -- verify', () => {
  it('says that everything is whole', async () => {
    expect(await verified()).toEqual({
      output: '共 9 条记录链，62 条记录，2 天的封存，对照了 3 份存出的封存，全部完整。',
      code: 0,
    });
  });

  it.each(TAMPERS)('tells when somebody with all rights in the database %s', async (_, tamper, told) => {
    await tamper();

    const { output, code } = await verified();

    expect(output).toMatch(told);
    expect(code).toBe(1);
  });

  it('tells with one seal alone that its day, an end or all is gone, or another log was put in its place', async () => {
    const last = kept.slice(1, 2);
    const whole = await verified(last, false);
    await rewrite(auditHash);
    const rewritten = await verified(last, false);
    await restore('first_day');
    const restored = await verified(last, false);
    await query(await emptying());
    const emptied = await verified(last, false);

    expect(whole.code).toBe(0);
    expect(rewritten.output).toMatch(
      /2026-11-25 的封存被换成了另一个，与存出的不同\n记录链 .* 第 6 条：与 2026-11-25 存出的封存不同/,
    );
    expect(restored.output).toContain('2026-11-25 的封存不见了，与存出的不同');
    expect(emptied.output).toContain('2026-11-25 的封存不见了，与存出的不同');
    expect([rewritten.code, restored.code, emptied.code]).toEqual([1, 1, 1]);
  });

  it('never says that all is whole when nothing was kept outside', async () => {
    await query(await emptying());

    expect(await verified([])).toEqual({
      output:
        '共 0 条记录链，0 条记录，0 天的封存，对照了 0 份存出的封存，前后一致。没有存出的封存可以对照，看不出是否整个被删除或换掉。',
      code: 0,
    });
  });

  it('tells that a kept seal was overwritten, deleted or is not the desk’s, and that one is not kept', async () => {
    const [first, last] = kept as [KeptSeal, KeptSeal];
    const forged = JSON.stringify({ day: '2026-11-25', heads: [], seal: 'f'.repeat(64) });
    const outputs = await Promise.all(
      [
        [first, { ...last, texts: [...last.texts, forged] }],
        [first, { ...last, texts: [...last.texts, ''] }],
        [first, { ...last, texts: [forged] }],
        [first],
      ].map(async (seals) => (await verified(seals)).output.split('\n')[0]),
    );

    expect(outputs).toEqual([
      '2026-11-25 存出的封存被改写或删除过',
      '2026-11-25 存出的封存被改写或删除过',
      '2026-11-25 存出的封存不是审核工作台写的',
      '2026-11-25 的封存没有存到数据库以外',
    ]);
  });

  it('tells that a day is not sealed an hour after it is over', async () => {
    clock.forward(DAY_SECONDS);

    expect((await verified()).output).toContain('2026-11-26 没有封存');
  });

  it('tells of verdicts that came of the authority’s answers before the chain said which, and finds no fault in them', async () => {
    const [caseId] = caseIds;
    const answer = { caseId, at: clock.now(), actor: 'authority', action: 'authority-accepted' } as const;
    await tables.auditLog.append({ ...answer, facts: { number: 1, sequence: 1 } });
    await query(`insert into desk.verdict (filing_id, round, sequence, kind, decided_at, content_sealed, message_id, state, due_at)
      select filing_id, round, 2, 'sms-due', decided_at, content_sealed, gen_random_uuid(), state, due_at from desk.verdict
      where kind = 'returned'`);
    const { output, code } = await verified();
    await query("update desk.verdict set kind = 'accepted' where sequence = 1 and kind = 'returned'");
    const turned = await verified();

    expect(output).toMatch(/，1 个管局的审核结果早于封存，记录里没有可以对照的，全部完整。$/);
    expect(code).toBe(0);
    expect(turned.output).toMatch(/案件 .* 的审核结果 1与记录不符/);
  });

  it('says nothing of what was erased', async () => {
    const [row] = await tables.test.query<{ filing_id: string }>(
      `select filing_id from desk.review_case where id = '${caseIds[0]}'`,
    );
    await tables.incomingCases.erase(row?.filing_id ?? '');

    expect((await verified()).code).toBe(0);
  });
});
