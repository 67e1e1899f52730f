import { describe, expect, it } from 'vitest';
import { createAccountErasure } from '../../shared/application/account-erasure.ts';
import { testClock } from '../../tests/support/clock.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { filingIn } from '../../tests/support/filings/filings.ts';
import { eraseCommand } from './command.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);
const accountErasure = createAccountErasure(instance);

const MISSING = '00000000-0000-4000-8000-000000000000';
const FINISHED = '已结束，1 份备案和其余资料由 retention 在一小时内删除';

describe('npm run erase', () => {
  it('ends accounts again that were erased after the backup; retention finds what is left of them', async () => {
    const { applicantId } = await filingIn(instance, 'abandoned');
    await instance.consents.give(applicantId, '2026-11');

    const ended = await eraseCommand([applicantId], accountErasure);
    const again = await eraseCommand([applicantId], accountErasure);

    expect(ended).toEqual({ output: `${applicantId}  ${FINISHED}`, code: 0 });
    expect(again).toEqual({ output: `${applicantId}  没有这个账号，或已经删除`, code: 0 });
    expect(await instance.erasure.unfinishedAccounts(10)).toEqual([applicantId]);
    expect(await instance.consents.historyOf(applicantId)).toMatchObject([{ withdrawnAt: clock.now() }]);
    expect(await instance.auditTrail.entriesOf(applicantId)).toMatchObject([{ action: 'account.erased' }]);
  });

  it('leaves an account whose filing is still open in the backup, names what is no account, and goes on', async () => {
    const open = await filingIn(instance, 'submitted');
    const { applicantId } = await filingIn(instance, 'expired');

    const { output, code } = await eraseCommand([open.applicantId, 'nobody', MISSING, applicantId], accountErasure);

    expect(output.split('\n')).toEqual([
      `${open.applicantId}  还有 1 份备案在办理或有效：它在备份之后才撤回或注销，请先联系本人再办一次`,
      'nobody  不是账号编号',
      `${MISSING}  没有这个账号，或已经删除`,
      `${applicantId}  ${FINISHED}`,
    ]);
    expect(code).toBe(1);
    expect(await test.query('select erased_at from account where id = $1', [open.applicantId])).toEqual([
      { erased_at: null },
    ]);
  });

  it('says that an account could not be ended, without why, and ends the next', async () => {
    const { applicantId: damaged } = await filingIn(instance, 'abandoned');
    const { applicantId } = await filingIn(instance, 'abandoned');
    await test.query(`alter table account add constraint kept check (erased_at is null or id <> '${damaged}')`);

    const { output, code } = await eraseCommand([damaged, applicantId], accountErasure);

    expect(output).toBe(`${damaged}  没有成功，请再运行一次\n${applicantId}  ${FINISHED}`);
    expect(code).toBe(1);
  });

  it('is told how it is called', async () => {
    await expect(eraseCommand([], accountErasure)).rejects.toThrow('npm run erase -- 账号编号…');
  });
});
