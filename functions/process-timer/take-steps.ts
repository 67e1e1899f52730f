import { Refused } from '../../contracts/kit/refusal.ts';
import type { Tick } from '../../platform/edge/timer-function.ts';
import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { type DueStep, deadlineInWords, nextStepAt, stepDue } from '../../shared/domain/filing/process-steps.ts';
import { isFor, type ReminderMessage, remindersOf } from '../../shared/domain/messages/notifications.ts';
import { hasPublicSecurity } from '../../shared/domain/record/website-care.ts';
import type { TimedFiling } from '../../shared/ports/filings/timed-steps.ts';
import type { Ports } from './ports.ts';
import { resourceReminders } from './resource-reminders.ts';

const BATCH = 20;
/** Longer than a batch can take, even when all its registries time out. */
const LEASE_SECONDS = 600;
/** The slowest step, querying the resources of one filing, must still fit in. */
const RESERVE_MS = 25_000;

type Given = Pick<
  Ports,
  'clock' | 'filingCases' | 'outbox' | 'records' | 'recordTransfers' | 'reviews' | 'timedSteps' | 'transactions'
>;

/** The outcome of a step. `raced`: the filing was changed meanwhile, which has rescheduled its step. */
type Outcome = 'reminded' | 'ended' | 'checked' | 'passed' | 'raced';

/**
 * Runs steps that are due: reminders, the expiry of drafts and corrections, checks of domains and servers that expire.
 * Works in batches through what was due at its start, until nothing is left or its time is up; the next run continues.
 * Each step commits together with the time of the next one; when an instance dies before that, the step is repeated
 * after its lease.
 */
export async function takeSteps({ remainingMs }: Tick, ports: Given) {
  const counts: Record<Outcome, number> = { reminded: 0, ended: 0, checked: 0, passed: 0, raced: 0 };
  const startedAt = ports.clock.now();
  while (remainingMs() > RESERVE_MS) {
    const due = await ports.timedSteps.claimDue(startedAt, BATCH, LEASE_SECONDS);
    if (due.length === 0) break;
    for (const filing of due) {
      if (remainingMs() <= RESERVE_MS) break;
      counts[await takeStep(filing, ports)] += 1;
    }
  }
  return counts;
}

async function takeStep(timed: TimedFiling, ports: Given): Promise<Outcome> {
  const now = ports.clock.now();
  const step = stepDue(timed, now);
  // The table of steps was changed and moved this step to a later time.
  if (!step) return (await ports.timedSteps.scheduleNext(timed, nextStepAt(timed, now))) ? 'passed' : 'raced';
  if (step.does === 'event') return end(timed, step.event, ports);
  const messages = await messagesOf(step, timed, ports);
  const isDone = await ports.transactions.inTransaction(async () => {
    if (!(await ports.timedSteps.scheduleNext(timed, nextStepAt(timed, now)))) return false;
    await ports.outbox.add(messages);
    return true;
  });
  if (!isDone) return 'raced';
  return step.does === 'remind' ? 'reminded' : 'checked';
}

async function messagesOf(step: DueStep, timed: TimedFiling, ports: Given): Promise<readonly ReminderMessage[]> {
  if (step.does === 'event') return [];
  const filing = await ports.reviews.findFiling(timed.filingId);
  if (!isFor(step.does === 'remind' ? step.notification : 'resource-expiring', filing.filingType)) return [];
  if (step.does === 'remind' && step.notification === 'public-security' && (await isNumbered(filing, ports))) return [];
  if (step.does === 'remind')
    return remindersOf(step.notification, filing, step.occasion, { date: deadlineInWords(timed) });
  return resourceReminders(await ports.filingCases.withResources(filing), filing);
}

/** Whether whoever holds the record now has entered the 公安备案号 of what the filing has brought. */
async function isNumbered({ id, applicantId }: Filing, { records, recordTransfers }: Given): Promise<boolean> {
  const holderId = (await recordTransfers.holderOf(id)) ?? applicantId;
  return hasPublicSecurity(await records.listOwn(holderId), id);
}

async function end(
  { filingId, version }: TimedFiling,
  event: 'expire' | 'reopen',
  { reviews }: Given,
): Promise<Outcome> {
  try {
    await reviews.changeFiling(filingId, (filing) => {
      if (filing.version !== version) throw new Refused('filing.changed-meanwhile');
      // One that ends something has no draft to return to.
      return { event: event === 'reopen' && isEnding(filing.filingType) ? 'abandon' : event, flagged: [] };
    });
    return 'ended';
  } catch (error) {
    if (error instanceof Refused) return 'raced';
    throw error;
  }
}
