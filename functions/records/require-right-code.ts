import { CODE, requireRight } from '../../shared/domain/one-time-code.ts';
import type { Ports } from './ports.ts';

/**
 * Counts the try of a code at once, whatever becomes of what it is for; a right one is good once.
 *
 * @throws Refused('one-time-code.…')
 */
export async function requireRightCode(
  holder: string,
  code: string,
  { oneTimeCodes, transactions }: Pick<Ports, 'oneTimeCodes' | 'transactions'>,
): Promise<void> {
  requireRight(
    await transactions.inTransaction(async () => {
      const check = await oneTimeCodes.check(holder, code, CODE.tries);
      if (check.outcome === 'right') await oneTimeCodes.forget(holder);
      return check;
    }),
  );
}
