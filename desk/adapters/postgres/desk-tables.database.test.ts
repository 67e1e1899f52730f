import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { contentsOfCase } from '../../../tests/support/desk/desk-case.ts';
import {
  auditHash,
  type DeskTablesUnderTest,
  DRAWS_NONE,
  deskTables,
} from '../../../tests/support/desk/desk-tables.ts';
import { sendsAt } from '../../domain/cases/decision.ts';
import type { SecondViewReason } from '../../domain/cases/four-eyes.ts';
import { faultOf } from '../../domain/oversight/audit-chain.ts';
import { DESK_WORK } from './migrate-desk.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const HASH = 'a'.repeat(64);
const NO_RIGHT = '42501';
const FLAGGED = [{ field: 'websites.0.details.remark', reason: '备注太短' }];

let tables: DeskTablesUnderTest;
let filingId: string;

beforeAll(async () => {
  tables = await deskTables(clock);
});
afterAll(() => tables.close());
beforeEach(() => {
  filingId = cryptoIds.uuid();
});

async function received(round = 1, secondView: readonly SecondViewReason[] = []): Promise<string> {
  const isKept = await tables.incomingCases.receive({
    filingId,
    round,
    contentHash: HASH,
    packageJson: JSON.stringify(contentsOfCase({ organizerName: '云帆样例公司' })),
    facts: {
      filingType: 'first',
      province: '440000',
      risk: 1,
      secondView,
      summary: { domains: ['yunfan.example'], organizer: '云帆样例公司' },
      keys: [],
    },
    clock: { limitMs: 1, usedMs: 0, runningSince: clock.now(), pausedFor: undefined },
    dueAt: clock.now(),
    keptUntil: clock.now(),
  });
  expect(isKept).toBe(true);
  const [row] = await tables.test.query<{ id: string }>(
    'select id from desk.review_case where filing_id = $1 and round = $2',
    [filingId, round],
  );
  return row?.id ?? '';
}

/** Gives somebody the case for ten minutes. */
const hold = (caseId: string, holder: string) =>
  tables.openCases.setLease(caseId, { holder, until: new Date(clock.now().getTime() + 600_000) });

const takeBack = (decisionId: string, by = 'lin-yue', ofAnybody = false) =>
  tables.decisions.takeBack({ decisionId, by, ofAnybody, at: clock.now(), leaseUntil: clock.now() });

async function decided(caseId: string, undoSeconds: number, kind: 'accepted' | 'returned' = 'returned') {
  const decidedAt = clock.now();
  const id = cryptoIds.uuid();
  const flagged = kind === 'returned' ? FLAGGED : [];
  const decision = {
    id,
    caseId,
    kind,
    flagged,
    decidedBy: 'lin-yue',
    decidedAt,
    sendsAt: sendsAt(decidedAt, undoSeconds),
  };
  await hold(caseId, 'lin-yue');
  return { id, state: await tables.decisions.decide(decision) };
}

async function releaseDue(): Promise<void> {
  for (const id of await tables.decisions.due(100)) await tables.decisions.release(id, DRAWS_NONE);
}
const verdictsOf = (round = 1) => tables.verdicts.after([{ filingId, round, after: 0 }]);
const stateOf = async (caseId: string) => {
  const [row] = await tables.test.query<{ state: string }>('select state from desk.review_case where id = $1', [
    caseId,
  ]);
  return row?.state;
};

describe('a decision', () => {
  it('is no verdict for sixty seconds, and one afterwards', async () => {
    const caseId = await received();
    const { id } = await decided(caseId, 60);

    clock.forward(59);
    await releaseDue();
    await tables.decisions.release(id, DRAWS_NONE);
    const before = await verdictsOf();
    clock.forward(1);
    await releaseDue();

    expect(before).toEqual([]);
    expect(await verdictsOf()).toMatchObject([{ filingId, round: 1, sequence: 1, kind: 'returned', flagged: FLAGGED }]);
    expect(await stateOf(caseId)).toBe('sent');
  });

  it('taken back in time never leaves the desk, and takes no number', async () => {
    const caseId = await received();
    const first = await decided(caseId, 60);

    const taken = await takeBack(first.id);
    const twice = await takeBack(first.id);
    await decided(caseId, 0, 'accepted');
    clock.forward(120);
    await releaseDue();

    expect([taken, twice]).toEqual([true, false]);
    expect((await verdictsOf()).map(({ sequence, kind }) => [sequence, kind])).toEqual([[1, 'accepted']]);
  });

  it('is taken back by whoever made it, or by a lead, and by nobody else', async () => {
    const { id } = await decided(await received(), 60);

    expect(await takeBack(id, 'zhou-ping')).toBe(false);
    expect(await takeBack(id, 'zhou-ping', true)).toBe(true);
  });

  it('is made by whoever has the case in their hands, and by nobody else', async () => {
    const caseId = await received();
    await hold(caseId, 'zhou-ping');
    const decision = {
      id: cryptoIds.uuid(),
      caseId,
      kind: 'returned',
      flagged: FLAGGED,
      decidedBy: 'lin-yue',
    } as const;
    const decide = () => tables.decisions.decide({ ...decision, decidedAt: clock.now(), sendsAt: clock.now() });

    const others = await decide();
    await hold(caseId, 'lin-yue');
    clock.forward(600);
    const over = await decide();

    expect([others, over]).toEqual([undefined, undefined]);
  });

  it('can not be taken back when its time is over, even before it was sent', async () => {
    const caseId = await received();
    const { id } = await decided(caseId, 60);

    clock.forward(60);

    expect(await takeBack(id)).toBe(false);
  });

  it('is the only one, whoever else decides at the same time', async () => {
    const caseId = await received();

    const all = await Promise.all([decided(caseId, 60), decided(caseId, 60, 'accepted'), decided(caseId, 60)]);

    expect(all.filter(({ state }) => state === 'waiting')).toHaveLength(1);
  });

  it('is dropped when the applicant takes the round back meanwhile, and nothing is decided afterwards', async () => {
    const caseId = await received();
    await decided(caseId, 60);

    await tables.incomingCases.withdraw(filingId, 1);
    clock.forward(120);
    await releaseDue();

    expect(await verdictsOf()).toEqual([]);
    expect((await decided(caseId, 0)).state).toBeUndefined();
  });

  it('becomes one verdict when two timers release it at once', async () => {
    const caseId = await received();
    const { id } = await decided(caseId, 0);

    const released = await Promise.all([1, 2, 3].map(() => tables.decisions.release(id, DRAWS_NONE)));

    expect(released.toSorted()).toEqual(['done', 'done', 'released']);
    expect(await verdictsOf()).toHaveLength(1);
    expect(await stateOf(caseId)).toBe('sent');
  });
});

describe('a case on which two must agree', () => {
  async function view(decisionId: string, by: string, agrees: boolean) {
    const at = clock.now();
    const [row] = await tables.test.query<{ id: string }>('select case_id as id from desk.decision where id = $1', [
      decisionId,
    ]);
    await hold(row?.id ?? '', by);
    return tables.decisions.viewSecond({ decisionId, by, agrees, comment: '看过', at, sendsAt: at, keptUntil: at });
  }

  it('is accepted by two people, and by nothing less', async () => {
    const { id, state } = await decided(await received(1, ['pre-approval']), 0, 'accepted');
    clock.forward(3600);
    const alone = [await tables.decisions.release(id, DRAWS_NONE), await view(id, 'lin-yue', true), await verdictsOf()];
    await releaseDue();
    const before = await verdictsOf();

    const agreed = [await view(id, 'zhou-ping', true), await view(id, 'zhou-ping', true)];
    await releaseDue();

    expect([state, ...alone, before]).toEqual(['second-view', 'done', false, [], []]);
    expect(agreed).toEqual([true, false]);
    expect(await verdictsOf()).toMatchObject([{ sequence: 1, kind: 'accepted' }]);
  });

  it('is open again when the second disagrees, and takes no number', async () => {
    const caseId = await received(1, ['pre-approval']);
    const { id } = await decided(caseId, 0, 'accepted');

    await view(id, 'zhou-ping', false);
    const state = await stateOf(caseId);
    await decided(caseId, 0, 'returned');
    await releaseDue();

    expect(state).toBe('open');
    expect(await verdictsOf()).toMatchObject([{ sequence: 1, kind: 'returned' }]);
  });

  it('is returned by one, since the applicant can answer', async () => {
    expect((await decided(await received(1, ['pre-approval']), 60)).state).toBe('waiting');
  });

  it('can be taken back by the first as long as the second has not looked', async () => {
    const caseId = await received(1, ['organizer-ends']);
    const { id } = await decided(caseId, 0, 'accepted');
    clock.forward(3600);

    expect(await takeBack(id)).toBe(true);
    expect(await view(id, 'zhou-ping', true)).toBe(false);
    expect(await stateOf(caseId)).toBe('open');
  });

  it('is kept by the database too: nobody stands in both places', async () => {
    const { id } = await decided(await received(1, ['pre-approval']), 0, 'accepted');

    const forced = tables.test.query(`update desk.decision set second_by = decided_by where id = '${id}'`);

    await expect(forced).rejects.toThrow('check constraint');
  });
});

describe('verdicts to send', () => {
  it('are claimed by one sender at a time, and again when the lease of a dead one is over', async () => {
    await decided(await received(), 0);
    await releaseDue();
    const ownOf = (all: Awaited<ReturnType<typeof tables.verdicts.claimDue>>) =>
      all.filter(({ verdict }) => verdict.filingId === filingId).length;

    const both = await Promise.all([1, 2].map(async () => ownOf(await tables.verdicts.claimDue(100, 60))));
    clock.forward(61);

    expect(both.toSorted()).toEqual([0, 1]);
    expect(ownOf(await tables.verdicts.claimDue(100, 60))).toBe(1);
  });

  it('wait for the one before them in their round', async () => {
    await decided(await received(), 0);
    await releaseDue();
    await tables.test.query(
      `insert into desk.verdict select filing_id, round, 2, 'approved', decided_at, content_sealed, 'second', state, 0, due_at
       from desk.verdict where filing_id = $1`,
      [filingId],
    );

    const claimed = (await tables.verdicts.claimDue(100, 60)).filter(({ verdict }) => verdict.filingId === filingId);

    expect(claimed.map(({ verdict }) => verdict.sequence)).toEqual([1]);
  });
});

describe('the chain of a case', () => {
  it('tells everything in its order, without a value of the package', async () => {
    const caseId = await received();
    const { id } = await decided(caseId, 60);
    await takeBack(id);
    await tables.incomingCases.erase(filingId);

    const entries = await tables.auditReader.entriesOf(caseId);

    expect(entries.map(({ sequence, actor, action }) => [sequence, actor, action])).toEqual([
      [1, 'filing-service', 'received'],
      [2, 'lin-yue', 'returned'],
      [3, 'lin-yue', 'taken-back'],
      [4, 'filing-service', 'withdrawn'],
      [5, 'filing-service', 'erased'],
    ]);
    expect(faultOf(entries, [], auditHash)).toBeUndefined();
    expect(JSON.stringify(entries)).not.toMatch(/云帆|yunfan|备注/);
  });

  it('stays whole while several write at once', async () => {
    const caseId = await received();
    const note = (row: number) =>
      tables.database.inTransaction(() =>
        tables.auditLog.append({ caseId, at: clock.now(), actor: 'lin-yue', action: 'concluded', facts: { row } }),
      );

    await Promise.all([1, 2, 3, 4].map(note));

    const entries = await tables.auditReader.entriesOf(caseId);
    expect(entries).toHaveLength(5);
    expect(faultOf(entries, [], auditHash)).toBeUndefined();
  });

  it('is sealed each day that is over, once, and shows afterwards that its end is missing', async () => {
    const caseId = await received();
    await decided(caseId, 0);
    clock.forward(24 * 3600);

    const days = await tables.auditLog.unsealedDays('2026-11-27');
    const sealed = await Promise.all([1, 2].map(() => tables.auditLog.sealDay('2026-11-26')));

    expect(days).toEqual(['2026-11-26']);
    expect(sealed.toSorted()).toEqual([false, true]);
    expect(await tables.auditLog.unsealedDays('2026-11-27')).toEqual([]);
    const heads = await tables.auditReader.headsOf(caseId);
    const entries = await tables.auditReader.entriesOf(caseId);
    expect(heads.map(({ sequence }) => sequence)).toEqual([2]);
    expect(faultOf(entries, heads, auditHash)).toBeUndefined();
    expect(faultOf(entries.slice(0, 1), heads, auditHash)).toEqual({ fault: 'shortened', sequence: 2 });
  });
});

describe('an erased filing', () => {
  it('keeps its id and its chain, and no value', async () => {
    const caseId = await received();
    await decided(caseId, 0);
    await releaseDue();

    await tables.incomingCases.erase(filingId);

    const [row] = await tables.test.query('select * from desk.review_case where id = $1', [caseId]);
    expect(row).toMatchObject({ summary_sealed: null, package_sealed: null, content_hash: '', province: '', risk: 0 });
    expect(await verdictsOf()).toEqual([]);
    expect(await tables.test.query('select 1 from desk.decision where case_id = $1', [caseId])).toEqual([]);
  });

  it('keeps nothing that staff wrote about it, and no key that another filing could be found by', async () => {
    const caseId = await received();
    const row = {
      row: 'organizer.name',
      staffId: 'lin-yue',
      conclusion: 'fits',
      spentSeconds: 1,
      at: clock.now(),
    } as const;
    await tables.judgements.judge(caseId, row, undefined);
    await tables.notes.add(caseId, { by: 'lin-yue', at: clock.now(), text: '云帆的备注' });
    await tables.calls.start({
      id: cryptoIds.uuid(),
      caseId,
      row: 'principal.mobile',
      by: 'lin-yue',
      startedAt: clock.now(),
    });
    await tables.test.query("insert into desk.case_key values ($1, 'phone', 'x')", [caseId]);

    await tables.incomingCases.erase(filingId);

    for (const table of ['judgement', 'note', 'call', 'case_key'])
      expect(await tables.test.query(`select 1 from desk.${table} where case_id = $1`, [caseId])).toEqual([]);
  });

  it('has its documents deleted once more when nobody can be writing them any more', async () => {
    const noted = await tables.incomingCases.noteDocuments({ filingId, round: 1, contentHash: HASH }, [
      { id: 'doc-1', contentType: 'image/png' },
    ]);
    const key = noted?.[0]?.objectKey ?? '';
    await tables.incomingCases.erase(filingId);

    const [own, early] = [
      await tables.incomingCases.leftDocuments(filingId, 10),
      await tables.incomingCases.leftDocuments(undefined, 1000),
    ];
    clock.forward(601);
    const late = await tables.incomingCases.leftDocuments(undefined, 1000);
    await tables.incomingCases.forgetDocument(key);

    expect(own).toEqual([key]);
    expect(early).not.toContain(key);
    expect(late).toContain(key);
    expect(await tables.incomingCases.leftDocuments(filingId, 10)).toEqual([]);
  });
});

describe('the schema of the desk', () => {
  it('has an index that begins with the columns of each foreign key', async () => {
    const rows = await tables.test.query<{ name: string }>(
      `select c.conname as name from pg_constraint c
       where c.contype = 'f' and c.connamespace = 'desk'::regnamespace and not exists (
         select 1 from pg_index i where i.indrelid = c.conrelid and i.indpred is null
         and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] = c.conkey)`,
    );

    expect(rows).toEqual([]);
  });
});

describe('[C5] the role of the desk', () => {
  const as = async (url: string, statement: string): Promise<string | undefined> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(statement);
      return undefined;
    } catch (error) {
      return (error as pg.DatabaseError).code;
    } finally {
      await client.end();
    }
  };

  it('can read no table of the filing service, which can read none of the desk', async () => {
    const { url: desk } = await tables.test.withDesk();
    const names = await tables.test.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );

    const codes = await Promise.all(names.slice(0, 60).map(({ name }) => as(desk, `select from public.${name}`)));
    const others = await Promise.all(Object.keys(DESK_WORK).map((name) => as(tables.test.url, `select from ${name}`)));

    expect(names.length).toBeGreaterThan(35);
    expect(new Set(codes)).toEqual(new Set([NO_RIGHT]));
    expect(new Set(others)).toEqual(new Set([NO_RIGHT]));
  });

  it('has the rights of the list on each table, and on no other', async () => {
    const rows = await tables.test.query<{ table: string; verbs: string[] }>(
      `select c.oid::regclass::text as table,
         array_remove(array[
           case when has_table_privilege('desk', c.oid, 'select') then 'select' end,
           case when has_table_privilege('desk', c.oid, 'insert') then 'insert' end,
           case when has_table_privilege('desk', c.oid, 'update') then 'update' end,
           case when has_table_privilege('desk', c.oid, 'delete') then 'delete' end,
           case when has_table_privilege('desk', c.oid, 'truncate') then 'truncate' end
         ], null) as verbs
       from pg_class c where relnamespace = 'desk'::regnamespace and relkind = 'r'`,
    );

    expect(Object.fromEntries(rows.map(({ table, verbs }) => [table, verbs]))).toEqual({
      ...DESK_WORK,
      'desk.migration': [],
    });
  });

  it('can neither change nor delete what it wrote into a chain, nor change the tables', async () => {
    const { url: desk } = await tables.test.withDesk();

    const codes = await Promise.all(
      [
        "update desk.audit set actor = 'zhou-ping'",
        'delete from desk.audit',
        'delete from desk.audit_seal',
        'alter table desk.audit disable trigger all',
        'create table desk.other (id integer)',
      ].map((statement) => as(desk, statement)),
    );

    expect(codes).toEqual([NO_RIGHT, NO_RIGHT, NO_RIGHT, NO_RIGHT, NO_RIGHT]);
  });
});
