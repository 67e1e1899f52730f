import { describeError, log } from '../../shared/edge/log.ts';
import type { Tick } from '../../shared/edge/timer-function.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { Failed } from '../../shared/ports/failed.ts';
import type { Ids } from '../../shared/ports/ids.ts';
import type { ClaimedMessage, Outbox } from '../../shared/ports/outbox.ts';
import { secondsUntilRetry } from './retry-schedule.ts';
import { type SendPorts, sendMessage } from './send-message.ts';

export interface DeliveryPorts extends SendPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly outbox: Outbox;
}

/** Sent side by side. */
const BATCH = 5;
/** Longer than a batch can take, so that a message is never sent twice at once: links, then one call to the desk. */
const LEASE_SECONDS = 60;
/** Time that a batch may need. */
const RESERVE_MS = 25_000;

type Outcome = 'sent' | 'postponed' | 'parked';

/** Sends what is due in the outbox, until nothing is or the time is up. A message that keeps failing is parked, with an alarm. */
export async function deliverMessages({ requestId, remainingMs }: Tick, ports: DeliveryPorts) {
  const counts = { sent: 0, postponed: 0, parked: 0 };
  while (remainingMs() > RESERVE_MS) {
    const messages = await ports.outbox.claim(BATCH, LEASE_SECONDS);
    if (messages.length === 0) break;
    const outcomes = await Promise.all(messages.map((message) => deliver(message, requestId, ports)));
    for (const outcome of outcomes) counts[outcome] += 1;
  }
  return counts;
}

async function deliver(message: ClaimedMessage, requestId: string, ports: DeliveryPorts): Promise<Outcome> {
  try {
    await sendMessage(message, ports);
  } catch (error) {
    return retryLater(message, error, requestId, ports);
  }
  await ports.outbox.done(message.key);
  return 'sent';
}

/** Our own bugs wait like a vendor's failures: the next version may send the message. */
async function retryLater(
  { key, attempts }: ClaimedMessage,
  error: unknown,
  requestId: string,
  { clock, ids, outbox }: DeliveryPorts,
): Promise<Outcome> {
  const failed = error instanceof Failed ? error : new Failed('delivery', 'broken');
  const seconds = secondsUntilRetry(attempts + 1, failed.kind, fraction(ids));
  log({
    level: seconds === undefined || failed !== error ? 'alarm' : 'warn',
    function: 'delivery',
    requestId,
    port: failed.port,
    failure: failed.kind,
    vendorCode: failed.vendorCode,
    error: failed === error ? undefined : describeError(error),
    counts: { attempts: attempts + 1 },
  });
  if (seconds === undefined) {
    await outbox.park(key, failed.message);
    return 'parked';
  }
  await outbox.postpone(key, new Date(clock.now().getTime() + seconds * 1000), failed.message);
  return 'postponed';
}

/** A random number, 0 ≤ n < 1, from the injected source. */
const fraction = (ids: Ids): number => Buffer.from(ids.secret(), 'base64url').readUInt32BE() / 2 ** 32;
