import { alarm } from '../../../platform/edge/log.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import { secondsUntilRetry } from '../../domain/cases/decision.ts';
import type { WaitingRecordEvent } from '../../ports/record-events.ts';
import type { WaitingVerdict } from '../../ports/verdicts.ts';
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
  const counts = { released: 0 };
  const { settings } = await ports.workTimes.current();
  for (const id of await ports.decisions.due(BATCH * 10))
    if ((await ports.decisions.release(id, { settings, chance: ports.chance })) === 'released') counts.released += 1;
  const send = ({ messageId, verdict }: WaitingVerdict) => ports.filingService.tell(messageId, verdict);
  return { ...counts, ...(await sendAll(ports.verdicts, send, ports, remainingMs)) };
}

/** Sends the events about records that are due, in the same way. */
export function sendRecordEvents(ports: Ports, remainingMs: () => number): Promise<Sent> {
  const send = ({ messageId, event }: WaitingRecordEvent) => ports.filingService.tellOfRecord(messageId, event);
  return sendAll(ports.recordEvents, send, ports, remainingMs);
}

type Sent = Readonly<Record<'sent' | 'postponed' | 'parked', number>>;

interface Waiting {
  readonly messageId: string;
  readonly attempts: number;
}

/** Messages of one kind with their leases. */
interface Sending<T extends Waiting> extends Pick<Ports['verdicts'], 'markDelivered' | 'postpone' | 'park'> {
  claimDue(limit: number, leaseSeconds: number): Promise<readonly T[]>;
}

async function sendAll<T extends Waiting>(
  sending: Sending<T>,
  send: (waiting: T) => Promise<void>,
  { clock }: Pick<Ports, 'clock'>,
  remainingMs: () => number,
): Promise<Sent> {
  const counts = { sent: 0, postponed: 0, parked: 0 };
  while (remainingMs() > BATCH_MS) {
    const claimed = await sending.claimDue(BATCH, LEASE_SECONDS);
    if (claimed.length === 0) break;
    const outcomes = await Promise.all(claimed.map((waiting) => attempt(waiting, sending, send, clock)));
    for (const outcome of outcomes) counts[outcome] += 1;
  }
  return counts;
}

async function attempt<T extends Waiting>(
  waiting: T,
  sending: Sending<T>,
  send: (waiting: T) => Promise<void>,
  clock: Ports['clock'],
): Promise<keyof Sent> {
  const { messageId, attempts } = waiting;
  try {
    await send(waiting);
    await sending.markDelivered(messageId);
    return 'sent';
  } catch (error) {
    if (!(error instanceof Failed) || error.port !== 'filing-service') throw error;
    const failure = error.vendorCode ?? error.kind;
    if (error.kind === 'refused') {
      alarm({ port: 'filing-service', failure: 'verdict-refused', vendorCode: error.vendorCode });
      await sending.park(messageId, failure);
      return 'parked';
    }
    const seconds = secondsUntilRetry(attempts + 1, error.retryAfterSeconds);
    await sending.postpone(messageId, new Date(clock.now().getTime() + seconds * 1000), failure);
    return 'postponed';
  }
}
