import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { testClock } from '../../tests/support/clock.ts';
import { auditHash, type DeskTablesUnderTest, deskTables } from '../../tests/support/desk-tables.ts';
import { verifyChains } from './verify-chains.ts';

const clock = testClock('2026-11-26T02:00:00Z');
let tables: DeskTablesUnderTest;
let caseIds: string[];

beforeEach(async () => {
  tables = await deskTables(clock);
  caseIds = [cryptoIds.uuid(), cryptoIds.uuid()].sort();
  for (const [index, day] of ['2026-11-24', '2026-11-25', '2026-11-25'].entries()) {
    const at = new Date(`${day}T02:00:00Z`);
    for (const caseId of caseIds)
      await tables.auditLog.append({ caseId, at, actor: 'lin-yue', action: 'concluded', facts: { index } });
  }
  for (const day of await tables.auditLog.unsealedDays('2026-11-26')) await tables.auditLog.sealDay(day);
});
afterEach(() => tables.close());

const verified = () => verifyChains(tables.auditReader, auditHash);
const tampered = async (statement: string) => {
  await tables.test.query(statement);
  return verified();
};

describe('npm run desk -- verify', () => {
  it('says that everything is whole', async () => {
    expect(await verified()).toEqual({ output: '共 2 个案件，6 条记录，2 天的封存，全部完整。', code: 0 });
  });

  it('says which entry was changed', async () => {
    const { output, code } = await tampered(
      `update desk.audit set actor = 'zhou-ping' where case_id = '${caseIds[0]}' and sequence = 2`,
    );

    expect(output).toContain(`案件 ${caseIds[0]} 第 2 条：这一条被改过，或不是审核工作台写的`);
    expect(code).toBe(1);
  });

  it('says that the last entry is gone', async () => {
    const { output } = await tampered(`delete from desk.audit where case_id = '${caseIds[0]}' and sequence = 3`);

    expect(output).toContain(`案件 ${caseIds[0]} 第 3 条：从这一条起被删除`);
  });

  it('says that all entries of a case are gone', async () => {
    const { output } = await tampered(`delete from desk.audit where case_id = '${caseIds[1]}'`);

    expect(output).toContain(`案件 ${caseIds[1]} 的全部记录被删除`);
  });

  it('says that a day is gone, or its heads were changed', async () => {
    const changed = await tampered(
      `delete from desk.audit_head where day = '2026-11-25' and case_id = '${caseIds[0]}'`,
    );
    await tables.test.query("delete from desk.audit_head where day = '2026-11-24'");
    const { output } = await tampered("delete from desk.audit_seal where day = '2026-11-24'");

    expect(changed.output).toContain('2026-11-25 的封存与内容不符');
    expect(output).toContain('2026-11-25 的封存与内容不符，或前一天的封存不见了');
  });
});
