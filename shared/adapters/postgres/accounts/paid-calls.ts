import { sql } from 'kysely';
import { addDays, beijingDay, beijingInstant } from '../../../../contracts/kit/beijing-time.ts';
import { BudgetUsedUp } from '../../../../platform/ports/failed.ts';
import { type Budget, type Budgets, budgetsOf, type PaidService, type Payer } from '../../../domain/paid-calls.ts';
import type { PaidCalls } from '../../../ports/accounts/paid-calls.ts';
import type { DatabaseParts } from '../database.ts';
import { personOf, waysInto } from './limited-person.ts';

/** @param onUsedUp is told of the first call that each budget refuses. */
export function createPaidCalls(
  { database, seal, clock }: DatabaseParts,
  budgets: Budgets,
  onUsedUp: (refused: BudgetUsedUp) => void,
): PaidCalls {
  const used = (service: PaidService, { payer, period }: Budget) =>
    database.sql
      .updateTable('paid_call')
      .where('service', '=', service)
      .where('payer', '=', payer)
      .where('period', '=', period);

  const isFirstRefusal = async (service: PaidService, budget: Budget): Promise<boolean> => {
    const row = { calls: 0, last_call_at: clock.now(), used_up_at: clock.now() };
    const { payer, period } = budget;
    const { numInsertedOrUpdatedRows = 0n } = await database.sql
      .insertInto('paid_call')
      .values({ service, payer, period, ...row })
      .onConflict((conflict) =>
        conflict
          .columns(['service', 'payer', 'period'])
          .doUpdateSet({ used_up_at: row.used_up_at })
          .where('paid_call.used_up_at', 'is', null),
      )
      .executeTakeFirst();
    return numInsertedOrUpdatedRows > 0n;
  };

  const count = async (service: PaidService, { payer, period, calls }: Budget): Promise<boolean> => {
    if (calls === 0) return false;
    const row = await database.sql
      .insertInto('paid_call')
      .values({ service, payer, period, calls: 1, last_call_at: clock.now() })
      .onConflict((conflict) =>
        conflict
          .columns(['service', 'payer', 'period'])
          .doUpdateSet({ calls: sql`paid_call.calls + 1`, last_call_at: clock.now() })
          .where('paid_call.calls', '<', calls),
      )
      .returning('calls')
      .executeTakeFirst();
    return row !== undefined;
  };

  const budgetsFor = async (service: PaidService, { accountId, ...payer }: Payer): Promise<readonly Budget[]> => {
    const account = accountId === undefined ? undefined : await waysInto(accountId, { database });
    const person = account ? personOf(account, seal) : [];
    return budgetsOf(service, { ...payer, person }, beijingDay(clock.now()), budgets);
  };

  /** Seconds until the budgets of a day begin anew. */
  const untilTomorrow = (): number => {
    const tomorrow = beijingInstant(addDays(beijingDay(clock.now()), 1), 0);
    return Math.max(1, Math.ceil((tomorrow.getTime() - clock.now().getTime()) / 1000));
  };

  return {
    async spend(service, payer) {
      let full: Budget | undefined;
      try {
        await database.inTransaction(async () => {
          for (const budget of await budgetsFor(service, payer)) {
            if (await count(service, budget)) continue;
            full = budget;
            // Takes back what the budgets before it have counted.
            throw new BudgetUsedUp(service, budget.of, budget.of === 'filing' ? undefined : untilTomorrow());
          }
        });
      } catch (error) {
        if (full && error instanceof BudgetUsedUp && (await isFirstRefusal(service, full))) onUsedUp(error);
        throw error;
      }
    },

    async giveBack(service, payer) {
      for (const budget of await budgetsFor(service, payer))
        await used(service, budget).set({ calls: sql`greatest(calls - 1, 0)` }).execute();
    },
  };
}
