import { secondsUntilRetry } from '../../shared/desk/domain/decision.ts';
import type { WaitingVerdict } from '../../shared/desk/ports/verdicts.ts';
import { alarm } from '../../shared/edge/log.ts';
import { Failed } from '../../shared/ports/failed.ts';
import type { Ports } from './ports.ts';

const BATCH = 20;
/** Longer than one attempt may take. */
const LEASE_SECONDS = 60;
/** Time for one more batch, whose attempts run at the same time. */
const BATCH_MS = 15_000;

/**
 * Makes verdicts of the decisions that can't be taken back any more, and sends what is due. A verdict goes only after the
 * one before it in its round has arrived.
 */
export async function sendVerdicts(
  ports: Ports,
  remainingMs: () => number,
): Promise<Readonly<Record<'released' | 'sent' | 'postponed' | 'parked', number>>> {
  const counts = { released: 0, sent: 0, postponed: 0, parked: 0 };
  for (const id of await ports.decisions.due(BATCH * 10))
    if ((await ports.decisions.release(id)) === 'released') counts.released += 1;
  while (remainingMs() > BATCH_MS) {
    const claimed = await ports.verdicts.claimDue(BATCH, LEASE_SECONDS);
    if (claimed.length === 0) break;
    const outcomes = await Promise.all(claimed.map((one) => send(one, ports)));
    for (const outcome of outcomes) counts[outcome] += 1;
  }
  return counts;
}

async function send(
  { messageId, verdict, attempts }: WaitingVerdict,
  { clock, filingService, verdicts }: Ports,
): Promise<'sent' | 'postponed' | 'parked'> {
  try {
    await filingService.tell(messageId, verdict);
    await verdicts.markDelivered(messageId);
    return 'sent';
  } catch (error) {
    if (!(error instanceof Failed) || error.port !== 'filing-service') throw error;
    const failure = error.vendorCode ?? error.kind;
    if (error.kind === 'refused') {
      alarm({ port: 'filing-service', failure: 'verdict-refused', vendorCode: error.vendorCode });
      await verdicts.park(messageId, failure);
      return 'parked';
    }
    const seconds = secondsUntilRetry(attempts + 1, error.retryAfterSeconds);
    await verdicts.postpone(messageId, new Date(clock.now().getTime() + seconds * 1000), failure);
    return 'postponed';
  }
}
