import { Refused } from '../../contracts/kit/refusal.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type { AccountErasure } from '../../shared/ports/erasure/account-erasure.ts';
import type { CommandResult } from '../outbox/command-result.ts';
import { USAGES } from '../usages.mjs';
import { UUID } from '../uuid.ts';

/** What became of one account. */
interface Outcome {
  readonly sentence: string;
  readonly isOver: boolean;
}

/**
 * Erases accounts once more that were erased after the backup that a database was restored from. One never stops the next.
 *
 * @throws Failed('database', …) when it does not answer; then it can be run again.
 */
export async function eraseCommand(
  accountIds: readonly string[],
  accountErasure: AccountErasure,
): Promise<CommandResult> {
  if (accountIds.length === 0) throw new Error(USAGES.erase);
  const outcomes: Outcome[] = [];
  for (const accountId of accountIds) outcomes.push(await eraseAgain(accountId, accountErasure));
  const lines = outcomes.map(({ sentence }, index) => `${accountIds[index]}  ${sentence}`);
  return { output: lines.join('\n'), code: outcomes.every(({ isOver }) => isOver) ? 0 : 1 };
}

async function eraseAgain(accountId: string, accountErasure: AccountErasure): Promise<Outcome> {
  if (!UUID.test(accountId)) return { sentence: '不是账号编号', isOver: false };
  try {
    const filings = await accountErasure.begin(accountId);
    return { sentence: `已结束，${filings} 份备案和其余资料由 retention 在一小时内删除`, isOver: true };
  } catch (error) {
    return outcomeOf(error);
  }
}

function outcomeOf(error: unknown): Outcome {
  // A database that does not answer fails them all.
  if (error instanceof Failed) throw error;
  if (!(error instanceof Refused)) return { sentence: '没有成功，请再运行一次', isOver: false };
  if (error.refusal === 'session.invalid') return { sentence: '没有这个账号，或已经删除', isOver: true };
  const { activeFilings = 0 } = error.facts as { readonly activeFilings?: number };
  return {
    sentence: `还有 ${activeFilings} 份备案在办理或有效：它在备份之后才撤回或注销，请先联系本人再办一次`,
    isOver: false,
  };
}
