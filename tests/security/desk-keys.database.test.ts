import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorityAnswers } from '../../desk/adapters/postgres/authority/authority-answers.ts';
import { createAuthorityLists } from '../../desk/adapters/postgres/authority/authority-lists.ts';
import { createAuthorityNotices } from '../../desk/adapters/postgres/authority/authority-notices.ts';
import { createAuthorityReports } from '../../desk/adapters/postgres/authority/authority-reports.ts';
import { createDecisions } from '../../desk/adapters/postgres/cases/decisions.ts';
import { createDeclaredTies } from '../../desk/adapters/postgres/cases/declared-ties.ts';
import { createNotes } from '../../desk/adapters/postgres/cases/judgements.ts';
import { createOpenCases } from '../../desk/adapters/postgres/cases/open-cases.ts';
import { createVerdicts } from '../../desk/adapters/postgres/cases/verdicts.ts';
import { placeOf } from '../../desk/adapters/postgres/desk-database.ts';
import { DESK_SEALED } from '../../desk/adapters/postgres/sealed-columns.ts';
import { createStaffSessions } from '../../desk/adapters/postgres/staff/staff-sessions.ts';
import type { DeskTables } from '../../desk/adapters/postgres/tables.ts';
import { openDeskKeys } from '../../desk/compose/operators.ts';
import { factsOf } from '../../desk/domain/cases/case.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { sealingOf } from '../../platform/compose/keys.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { readConfig } from '../../shared/config.ts';
import { keysCommand } from '../../tools/keys/command.ts';
import { testClock } from '../support/clock.ts';
import { contentsOfCase, PERSONAL } from '../support/desk/desk-case.ts';
import { auditHash, type DeskTablesUnderTest, DRAWS_NONE, deskTables } from '../support/desk/desk-tables.ts';
import { signInStaff } from '../support/desk/staff.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const base64 = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const [OLD, NEW] = [`old:${base64(3)}`, `new:${base64(4)}`];
const [OLD_INDEX, NEW_INDEX] = [base64(5), base64(6)];

/** As desk/serverless.yml gives the functions their keys. */
const variablesOf = (sealKeys: string, indexKeys: string) => ({
  SEAL_KEYS: sealKeys,
  BLIND_INDEX_KEY: indexKeys,
});
const sealWith = (sealKeys: string, indexKeys: string) => {
  const variables = variablesOf(sealKeys, indexKeys);
  return sealingOf(readConfig(variables, Object.keys(variables))).seal;
};

const AMENDMENT = { field: 'websites.0.details.name', before: '云帆样列', after: '云帆样例', reason: '错别字' };
const LISTED = { kind: 'domain', value: 'listed.example' } as const;

let tables: DeskTablesUnderTest;
beforeAll(async () => {
  tables = await deskTables(clock, sealWith(OLD, OLD_INDEX));
});
afterAll(() => tables.close());

/** The desk as a function with these keys has it. */
function deskWith(sealKeys: string, indexKeys: string) {
  const database = openDatabase<DeskTables>(tables.url);
  const parts = { database, seal: sealWith(sealKeys, indexKeys), clock, ids: cryptoIds, hash: auditHash };
  return {
    openCases: createOpenCases(parts),
    notes: createNotes(parts),
    decisions: createDecisions(parts),
    declaredTies: createDeclaredTies(parts),
    verdicts: createVerdicts(parts),
    authorityAnswers: createAuthorityAnswers(parts),
    authorityLists: createAuthorityLists(parts),
    authorityNotices: createAuthorityNotices(parts),
    authorityReports: createAuthorityReports(parts),
    staffSessions: createStaffSessions(parts),
    close: () => database.close(),
  };
}

/** `npm run keys` with the configuration of a deployment. */
async function keys(sealKeys: string, indexKeys: string, ...args: readonly string[]) {
  const { close, ...settings } = openDeskKeys(tables.migrationUrl, variablesOf(sealKeys, indexKeys));
  const lines: string[] = [];
  const code = await keysCommand(args, settings, (line) => lines.push(line)).finally(close);
  return { code, lines };
}

/** A case with everything that is sealed. */
async function everythingSealed() {
  const filingId = cryptoIds.uuid();
  const contents = contentsOfCase({});
  await tables.incomingCases.receive({
    filingId,
    round: 1,
    contentHash: 'a'.repeat(64),
    packageJson: JSON.stringify(contents),
    facts: factsOf(contents),
    clock: { limitMs: 1, usedMs: 0, runningSince: clock.now(), pausedFor: undefined },
    dueAt: clock.now(),
    keptUntil: clock.now(),
  });
  const [{ id: caseId } = { id: '' }] = await tables.test.query<{ id: string }>(
    'select id from desk.review_case where filing_id = $1',
    [filingId],
  );
  const lin = await signInStaff(tables.staffSessions, '林越', ['reviewer']);
  await tables.notes.add(caseId, { by: lin.staffId, at: clock.now(), text: '电话里说话的是本人' });
  const decisionId = cryptoIds.uuid();
  await tables.openCases.setLease(caseId, { holder: lin.staffId, until: new Date(clock.now().getTime() + 600_000) });
  await tables.decisions.decide({
    id: decisionId,
    caseId,
    kind: 'returned',
    flagged: [{ field: 'websites.0.details.remark', reason: '备注太短' }],
    comment: '第一次退回',
    decidedBy: lin.staffId,
    decidedAt: clock.now(),
    sendsAt: clock.now(),
  });
  await tables.decisions.release(decisionId, DRAWS_NONE);
  // Before, it would have kept the decision from leaving.
  await tables.declaredTies.declare({ staffId: lin.staffId, kind: 'phone', relation: 'self' }, PERSONAL[2] ?? '');
  await tables.test.query('update desk.decision set second_comment_sealed = $1 where id = $2', [
    sealWith(OLD, OLD_INDEX).close('同意', {
      table: 'desk.decision',
      column: 'second_comment_sealed',
      row: decisionId,
    }),
    decisionId,
  ]);
  await tables.test.query('update desk.decision set amendments_sealed = $1 where id = $2', [
    sealWith(OLD, OLD_INDEX).close(JSON.stringify([AMENDMENT]), {
      table: 'desk.decision',
      column: 'amendments_sealed',
      row: decisionId,
    }),
    decisionId,
  ]);
  const drawn = { decision_id: decisionId, case_id: caseId, kind: 'returned', decided_by: lin.staffId } as const;
  await tables.database.add('desk.sample', { ...drawn, drawn_at: clock.now() });
  const judged = { decisionId, by: 'qin-su', at: clock.now(), result: 'right', row: undefined, comment: '没有问题' };
  await tables.samples.judge({ ...judged, result: 'right' });
  await tables.authorityLists.replace({
    list: 'black',
    values: [LISTED],
    dueAt: clock.now(),
    by: 'tang-bo',
    confirmedBy: 'zhou-lan',
    at: clock.now(),
    seen: 0,
  });
  const event = {
    kind: 'record-event',
    recordId: filingId,
    number: '粤ICP备2026000001号',
    lastTold: 0,
    ends: [],
    version: 1,
  } as const;
  await tables.proposals.propose(cryptoIds.uuid(), { ...event, event: { kind: 'cancelled' } }, 'tang-bo', clock.now());
  const at = clock.now();
  await tables.authorityAnswers.add({ number: 1, kind: 'returned', at, words: '备注内容过于简单' }, 'tang-bo', at);
  const filed = { recordId: filingId, filingNumber: '粤ICP备2026000001号', websites: undefined };
  await tables.authorityNotices.add({ ...filed, kind: 'notice', dueAt: undefined, words: '备注不符。', event: 1 });
  const [notice] = await tables.authorityNotices.open(1);
  const { id = '', filingNumber = '' } = notice ?? {};
  const result = { result: 'rectified', words: '已改好', by: 'tang-bo' } as const;
  await tables.authorityReports.queue({ notice: id, filingNumber, ...result });
  return { filingId, caseId, staffId: lin.staffId };
}

describe('every sealed column of the desk', () => {
  it('is known to npm run keys, with the primary key of its table', async () => {
    const columns = await tables.test.query<{ table: string; column: string }>(
      `select table_schema || '.' || table_name as "table", column_name as "column" from information_schema.columns
       where table_schema = 'desk' and column_name like '%\\_sealed' order by 1, 2`,
    );
    const primaryKeys = await tables.test.query<{ table: string; key: string[] }>(
      `select 'desk.' || c.relname as "table", array_agg(a.attname::text order by array_position(i.indkey::int[], a.attnum::int)) as key
       from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
       where i.indisprimary and c.relnamespace = 'desk'::regnamespace group by 1`,
    );

    const known = Object.entries(DESK_SEALED);
    expect(known.flatMap(([table, of]) => of.columns.map((column) => `${table} ${column}`)).toSorted()).toEqual(
      columns.map(({ table, column }) => `${table} ${column}`).toSorted(),
    );
    for (const [table, { key }] of known)
      expect([table, key]).toEqual([table, primaryKeys.find((primaryKey) => primaryKey.table === table)?.key]);
  });
});

describe('replacing the keys of the desk', () => {
  it('seals everything anew, so that it is read without the old key', async () => {
    const { filingId, caseId, staffId } = await everythingSealed();
    const filled = await Promise.all(
      Object.entries(DESK_SEALED).flatMap(([table, { columns }]) =>
        columns.map(async (column) => {
          const [row] = await tables.test.query<{ n: number }>(`select count(${column})::int as n from ${table}`);
          return [`${table} ${column}`, (row?.n ?? 0) > 0];
        }),
      ),
    );
    const before = await keys(`${NEW},${OLD}`, OLD_INDEX, 'status');
    const early = deskWith(NEW, OLD_INDEX);
    await expect(early.notes.ofCase(caseId)).rejects.toThrow('seal: the key is gone');
    await early.close();

    const { code, lines } = await keys(`${NEW},${OLD}`, OLD_INDEX, 'rotate');

    expect(filled.filter(([, isFilled]) => !isFilled)).toEqual([]);
    expect(before.lines).toEqual(['old\t19']);
    expect([code, lines.at(-1)]).toEqual([0, 'new（当前）\t19']);
    const after = deskWith(NEW, OLD_INDEX);
    expect(await after.notes.ofCase(caseId)).toMatchObject([{ text: '电话里说话的是本人' }]);
    expect(await after.decisions.latestOf(caseId)).toMatchObject({
      comment: '第一次退回',
      secondComment: '同意',
      amendments: [AMENDMENT],
    });
    expect(await after.verdicts.after([{ filingId, round: 1, after: 0 }])).toMatchObject([{ kind: 'returned' }]);
    expect(await after.authorityAnswers.list(1)).toMatchObject([{ answer: { words: '备注内容过于简单' } }]);
    expect(await after.declaredTies.isTied(staffId, caseId)).toBe(true);
    expect(await after.authorityNotices.open(1)).toMatchObject([{ words: '备注不符。' }]);
    expect(await after.authorityReports.list(1)).toMatchObject([{ words: '已改好' }]);
    await after.close();
  });

  it('makes every index anew, so that cases and staff are found without the old key', async () => {
    const [{ id: caseId } = { id: '' }] = await tables.test.query<{ id: string }>('select id from desk.review_case');
    const foundBy = async (indexKeys: string) => {
      const desk = deskWith(NEW, indexKeys);
      const found = await desk.openCases.having(
        { filingId: undefined, keys: [{ kind: 'phone', value: PERSONAL[2] ?? '' }] },
        10,
      );
      await desk.close();
      return found.length;
    };
    const [{ id: staffId } = { id: '' }] = await tables.test.query<{ id: string }>('select id from desk.staff');
    const before = [await foundBy(OLD_INDEX), await foundBy(NEW_INDEX), await foundBy(`${NEW_INDEX},${OLD_INDEX}`)];
    const status = await keys(NEW, `${NEW_INDEX},${OLD_INDEX}`, 'status');

    const { code, lines } = await keys(NEW, `${NEW_INDEX},${OLD_INDEX}`, 'reindex');

    expect(before).toEqual([1, 0, 1]);
    expect(status.lines.at(-1)).toBe('摘要不是当前密钥的\t3');
    expect([code, lines.at(-1)]).toEqual([0, '摘要不是当前密钥的\t0']);
    expect(await foundBy(NEW_INDEX)).toBe(1);
    const after = deskWith(NEW, NEW_INDEX);
    expect((await signInStaff(after.staffSessions, '林越', ['reviewer'])).staffId).toBe(staffId);
    expect(await after.declaredTies.isTied(staffId, caseId)).toBe(true);
    expect(await after.authorityLists.blackListed([LISTED])).toEqual([LISTED]);
    await after.close();
  });

  it('is not needed for values that were kept as they were typed: with one key, too, they meet afterwards', async () => {
    const seal = sealWith(NEW, NEW_INDEX);
    const [entry] = await tables.test.query<{ id: string }>(`select id from desk.listed_entry limit 1`);
    const id = entry?.id ?? '';
    await tables.test.query(
      `update desk.listed_entry set kind = 'domain', value_sealed = $1, hash = $2 where id = $3`,
      [
        seal.close('云帆.中国', placeOf('desk.listed_entry', 'value_sealed', id)),
        seal.blindIndex('desk-domain', '云帆.中国'),
        id,
      ],
    );
    await tables.test.query(`update desk.case_key set hash = sha256(hash) where kind = 'phone'`);
    const desk = deskWith(NEW, NEW_INDEX);
    const sought = { kind: 'domain', value: 'xn--9kqs09a.xn--fiqs8s' } as const;
    const found = async () => [
      await desk.authorityLists.blackListed([sought]),
      (await desk.openCases.having({ filingId: undefined, keys: [{ kind: 'phone', value: PERSONAL[2] ?? '' }] }, 10))
        .length,
    ];
    const before = await found();

    const { code, lines } = await keys(NEW, NEW_INDEX, 'reindex');

    expect(before).toEqual([[], 0]);
    expect([code, lines[0], await found()]).toEqual([0, '已重新计算：1 条', [[sought], 1]]);
    await desk.close();
  });
});
