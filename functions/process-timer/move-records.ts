import { Refused } from '../../contracts/kit/refusal.ts';
import { describeError, log } from '../../platform/edge/log.ts';
import type { Tick } from '../../platform/edge/timer-function.ts';
import { moveTransfer } from '../../shared/domain/record/transfer.ts';
import type { Ports } from './ports.ts';

const BATCH = 100;
/** One move takes some statements. */
const RESERVE_MS = 25_000;

type Given = Pick<Ports, 'clock' | 'recordTransfers'>;

/**
 * Moves the records whose wait is over to their new accounts, or ends what can't be moved. Each is a transaction of its
 * own, which decides again: another instance, or somebody who stops it, may have been first.
 */
export async function moveRecords({ remainingMs, requestId }: Tick, ports: Given) {
  const counts = { moved: 0, notMoved: 0 };
  for (const id of await ports.recordTransfers.due(ports.clock.now(), BATCH)) {
    if (remainingMs() <= RESERVE_MS) break;
    const isMoved = await move(id, ports).catch((error: unknown) => {
      // Gone with its record meanwhile. Anything else must not hold up those behind it.
      if (!(error instanceof Refused))
        log({ level: 'alarm', function: 'process-timer', requestId, error: describeError(error) });
      return false;
    });
    counts[isMoved ? 'moved' : 'notMoved'] += 1;
  }
  return counts;
}

async function move(id: string, { recordTransfers }: Given): Promise<boolean> {
  const { transfer } = await recordTransfers.change({ id }, (transferCase) => {
    const transfer = moveTransfer(transferCase);
    return transfer && { transfer };
  });
  return transfer.end === 'moved';
}
