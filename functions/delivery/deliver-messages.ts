import { describeError, log, measure } from '../../platform/edge/log.ts';
import type { Tick } from '../../platform/edge/timer-function.ts';
import { inTraceOf } from '../../platform/edge/trace.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { ClaimedMessage, Outbox, OutboxLane } from '../../shared/ports/messages/outbox.ts';
import type { Ports } from './ports.ts';
import { secondsUntilRetry } from './retry-schedule.ts';
import { type SendOutcome, sendMessage } from './send-message.ts';

/** Longer than a message can take (links, then one call to the desk), so that none is sent twice concurrently. */
const LEASE_SECONDS = 60;

type Line = readonly [
  lane: OutboxLane,
  /** Messages sent concurrently. Whichever is done makes place for the next one: none waits for the slowest. */
  places: number,
  claimOne: (ports: Ports) => Promise<readonly ClaimedMessage[]>,
];

/** They don't wait for each other, so neither does an integrator who answers at once for those who don't. */
const LINES: readonly Line[] = [
  ['review-desk', 5, ({ outbox }) => outbox.claimDue('review-desk', 1, LEASE_SECONDS)],
  ['reminder', 5, ({ outbox }) => outbox.claimDue('reminder', 1, LEASE_SECONDS)],
  ['webhook', 10, ({ webhookMessages }) => webhookMessages.claimDue(false, LEASE_SECONDS)],
  ['webhook', 10, ({ webhookMessages }) => webhookMessages.claimDue(true, LEASE_SECONDS)],
];
/**
 * Why a reminder is parked when its sender died or its vendor timed out. WeChat and the SMS vendor do not deduplicate,
 * so a person decides whether to send it again.
 */
const UNKNOWN = 'nobody knows whether it arrived';
/** Remaining time that a message needs. */
const RESERVE_MS = 25_000;

type Outcome = 'sent' | 'ended' | 'postponed' | 'parked';

/** Sends due messages until none is left or the time is up. A message that keeps failing is parked, with an alarm. */
export async function deliverMessages({ requestId, remainingMs }: Tick, ports: Ports) {
  const counts = { sent: 0, ended: 0, postponed: 0, parked: 0 };
  /** Fills the places of a line as long as there are messages for them. */
  const work = async ([lane, places, claimOne]: Line): Promise<void> => {
    const [message] = remainingMs() > RESERVE_MS ? await claimOne(ports) : [];
    if (!message) return;
    const others = places > 1 ? work([lane, places - 1, claimOne]) : undefined;
    const send = async () => {
      counts[await inTraceOf(message.traceparent, () => deliver(lane, message, requestId, ports))] += 1;
      await work([lane, 1, claimOne]);
    };
    await Promise.all([send(), others]);
  };
  await Promise.all(LINES.map(work));
  await measureBacklog(ports);
  return counts;
}

/** The timer runs every five seconds; only the first run of a minute measures. */
async function measureBacklog({ clock, outbox }: Ports): Promise<void> {
  if (clock.now().getUTCSeconds() >= 5) return;
  const { waiting, parked } = await outbox.backlog();
  measure({ metric: 'outbox-waiting', value: waiting, unit: 'count' });
  measure({ metric: 'outbox-parked', value: parked, unit: 'count' });
}

async function deliver(lane: OutboxLane, message: ClaimedMessage, requestId: string, ports: Ports): Promise<Outcome> {
  if (message.begun) return leaveToPerson(message.key, requestId, ports.outbox);
  let outcome: SendOutcome;
  try {
    outcome = await sendMessage(message, ports);
  } catch (error) {
    if (lane === 'reminder' && error instanceof Failed && error.kind === 'timeout')
      return leaveToPerson(message.key, requestId, ports.outbox);
    return retryLater(lane, message, error, requestId, ports);
  }
  return settle(message.key, outcome, ports.outbox);
}

async function leaveToPerson(key: string, requestId: string, outbox: Outbox): Promise<Outcome> {
  log({ level: 'alarm', function: 'delivery', requestId, failure: UNKNOWN });
  await outbox.park(key, UNKNOWN);
  return 'parked';
}

async function settle(key: string, outcome: SendOutcome, outbox: Outbox): Promise<Outcome> {
  if (outcome === 'sent') {
    await outbox.markSent(key);
    return 'sent';
  }
  if (outcome === 'disabled') {
    await outbox.park(key, outcome);
    return 'parked';
  }
  await outbox.markEnded(key, outcome);
  return 'ended';
}

/** Our own bugs are retried like a vendor's failures: the next release may be able to send the message. */
async function retryLater(
  lane: OutboxLane,
  { key, attempts }: ClaimedMessage,
  error: unknown,
  requestId: string,
  { clock, ids, outbox }: Ports,
): Promise<Outcome> {
  const failed = error instanceof Failed ? error : new Failed('delivery', 'broken');
  const seconds = secondsUntilRetry(lane, attempts + 1, failed, fraction(ids));
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
