import { Refused } from '../../contracts/kit/refusal.ts';
import { recordEvent } from '../../contracts/review-desk/record-event.ts';
import { log } from '../../platform/edge/log.ts';
import { problemsOf, sentence } from '../../platform/edge/problems.ts';
import type { Ports } from './ports.ts';

/**
 * Receives an event about a record, like a verdict: the message id and the event commit together, then every event whose
 * turn has come is applied. One that is wrong for its record waits for the desk to correct it, and raises an alarm.
 *
 * @throws Refused('request.invalid') with the fields of an event that can't be read; Refused('record.unknown').
 */
export async function receiveRecordEvent(
  messageId: string,
  data: unknown,
  { inbox, recordEvents, transactions }: Ports,
): Promise<{ readonly received: true }> {
  const read = recordEvent.safeParse(data, { error: sentence });
  if (!read.success) {
    alarm(messageId, 'unreadable');
    throw new Refused('request.invalid', { fields: problemsOf(read.error, ['data']) });
  }
  await transactions.inTransaction(async () => {
    if (await inbox.remember('review-desk', messageId)) await recordEvents.keep(read.data);
  });
  const { wrong } = await recordEvents.applyKept(read.data.recordId);
  if (wrong) alarm(messageId, wrong.why);
  return { received: true };
}

/** Both sides know the message id: the operator has to contact the desk about it. */
const alarm = (requestId: string, why: string): void =>
  log({ level: 'alarm', function: 'status-webhook', requestId, counts: { [why]: 1 } });
