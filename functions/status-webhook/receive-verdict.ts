import * as z from 'zod/mini';
import { Refused } from '../../contracts/kit/refusal.ts';
import { storable } from '../../contracts/kit/storable.ts';
import { log } from '../../platform/edge/log.ts';
import { applyKept } from '../../shared/application/apply-kept.ts';
import type { UnreadableVerdict } from '../../shared/domain/filing/verdict.ts';
import { needsPerson } from '../../shared/domain/filing/verdict-machine.ts';
import type { ParkedReason } from '../../shared/ports/filings/parked-verdicts.ts';
import { isUnreadable, readVerdict } from '../../shared/schemas/verdict.ts';
import { decideRecovery } from './decide-recovery.ts';
import type { Ports } from './ports.ts';
import { receiveRecordEvent } from './receive-record-event.ts';

const message = z.object({ type: z.enum(['verdict', 'record-event']), data: z.unknown() });

/**
 * Receives what the desk tells: an event about a record (`receive-record-event.ts`), or a verdict. A verdict
 * commits together with its message id, then every verdict whose turn has come is applied. That also happens for a
 * message that was seen before, in case its first delivery died in between. A verdict that waiting does not help is parked
 * for the operator; the desk hears which of its values don't fit the filing, and sends them anew.
 *
 * @throws Refused('request.malformed') when the body is neither of them;
 * Refused('request.invalid') with the fields of a verdict that can't be read, or that don't fit the filing; Refused('filing.unknown').
 */
export async function receiveVerdict(
  { messageId, rawBody }: { readonly messageId: string; readonly rawBody: string },
  ports: Ports,
): Promise<{ readonly received: true }> {
  const { inbox, reviews, transactions } = ports;
  const { type, data } = contentIn(rawBody);
  if (type === 'record-event') return receiveRecordEvent(messageId, data, ports);
  const verdict = readVerdict(data);
  if (isUnreadable(verdict)) return refuseUnreadable(messageId, verdict, ports);
  const isRecovery = await transactions.inTransaction(async () => {
    if (await decideRecovery(verdict, ports)) return true;
    if (await inbox.remember('review-desk', messageId)) await reviews.keepVerdict(verdict);
    return false;
  });
  if (isRecovery) return { received: true };
  const { filingId } = verdict;
  const { waiting, at } = await applyKept(filingId, reviews);
  if (waiting && needsPerson(waiting)) {
    alarm(messageId, waiting);
    await ports.parkedVerdicts.park({ filingId, ...at, reason: waiting, fields: [] });
    // A kind that is unknown is of a newer desk, which can't correct it.
    if (waiting !== 'unknown-kind' && at?.round === verdict.round && at.sequence === verdict.sequence)
      throw new Refused('request.invalid', { fields: [UNFIT[waiting]] });
  }
  return { received: true };
}

/** For staff of the desk. */
const UNFIT = {
  'wrong-numbers': { field: 'data.numbers', message: '备案号缺少、格式不对，或已属于另一份备案，请核对后重新发送。' },
  'wrong-amendments': { field: 'data.amendments', message: '更正的内容与备案不符，请核对后重新发送。' },
} as const;

/** Both sides know the message id: the operator has to contact the desk about it. */
const alarm = (requestId: string, reason: ParkedReason): void =>
  log({ level: 'alarm', function: 'status-webhook', requestId, counts: { [reason]: 1 } });

async function refuseUnreadable(
  messageId: string,
  verdict: UnreadableVerdict,
  { parkedVerdicts }: Ports,
): Promise<never> {
  const { filingId, fields } = verdict;
  alarm(messageId, 'unreadable');
  if (filingId) await parkedVerdicts.park({ ...verdict, filingId, reason: 'unreadable' });
  const message = '格式或取值不符合接口文档，请更正后重新发送。';
  throw new Refused('request.invalid', {
    fields: fields.map((field) => ({ field: field === '' ? 'data' : `data.${field}`, message })),
  });
}

/** What a message says, its texts made storable. @throws Refused('request.malformed') */
function contentIn(rawBody: string): z.infer<typeof message> {
  try {
    return message.parse(storable(JSON.parse(rawBody)));
  } catch {
    throw new Refused('request.malformed');
  }
}
