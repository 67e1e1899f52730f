import type { Verdict } from '../../shared/domain/filing/verdict.ts';
import { applyKept, needsPerson } from '../../shared/domain/filing/verdict-machine.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import { log } from '../../shared/edge/log.ts';
import { verdictMessage } from '../../shared/schemas/verdict.ts';
import type { Ports } from './ports.ts';

/**
 * Receives a verdict: the message id and the verdict commit together, then every verdict whose turn has come is
 * applied. That also happens for a message that was seen before, in case its first delivery died in between.
 *
 * @throws Refused('request.unsigned'); Refused('request.malformed') when a signed body is not a verdict;
 * Refused('filing.unknown').
 */
export async function receiveVerdict(
  { headers, rawBody }: { readonly headers: Readonly<Record<string, string>>; readonly rawBody: string },
  { deskSignature, inbox, reviews, transactions }: Ports,
): Promise<{ readonly received: true }> {
  const messageId = deskSignature.messageIdOf(headers, rawBody);
  if (messageId === undefined) throw new Refused('request.unsigned');
  const verdict = verdictIn(rawBody);
  await transactions.inTransaction(async () => {
    if (await inbox.remember('review-desk', messageId)) await reviews.keepVerdict(verdict);
  });
  const { waiting } = await applyKept(verdict.filingId, reviews);
  if (waiting && needsPerson(waiting)) {
    // Both sides know the message id: the operator has to contact the desk about it.
    const requestId = messageId;
    log({ level: 'alarm', function: 'status-webhook', requestId, counts: { [waiting]: 1 } });
  }
  return { received: true };
}

function verdictIn(rawBody: string): Verdict {
  try {
    return verdictMessage.parse(JSON.parse(rawBody)).data;
  } catch {
    throw new Refused('request.malformed');
  }
}
